/**
 * The words of the desk, as values that cross from the engine to the screen. Everything here is JSON.
 * Money is integer minor units beside its ISO 4217 currency; instants are UTC milliseconds.
 */
export type * from './model/approval.ts'
export type * from './model/charge.ts'
export type * from './model/customer.ts'
export type * from './model/group.ts'
export type * from './model/inbox.ts'
export type * from './model/refund.ts'
export type * from './model/search.ts'
export type * from './model/session.ts'
export type * from './model/values.ts'
