/**
 * The values that cross from the engine to the screen, all of them JSON. Money is integer minor units beside its ISO 4217
 * currency; instants are UTC milliseconds. `resources/GLOSSARY.md` says what each noun means.
 *
 * "The contract" in a comment is resources/central-api.openapi.yaml.
 */
export type * from './approval.ts'
export type * from './charge.ts'
export type * from './customer.ts'
export type * from './group.ts'
export type * from './inbox.ts'
export type * from './lists.ts'
export type * from './refund.ts'
export type * from './search.ts'
export type * from './session.ts'
export type * from './values.ts'
