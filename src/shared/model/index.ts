/**
 * The words of the desk, as values that cross from the engine to the screen. Everything here is JSON.
 * Money is integer minor units beside its ISO 4217 currency; instants are UTC milliseconds.
 *
 * - Booking: one booking of the central service, for one traveller. A party that booked together shares its reference.
 * - Entity: what a traveller meant to buy, one for each entity hash. Two bookings of one entity are one purchase, bought twice.
 * - Charge: money taken, or held, for a booking, by the `old` or the `new` gateway.
 * - DuplicateGroup: charges that look like one purchase paid more than once, with a Verdict and its reasons.
 * - Refund: money given back, as the central service tells it. Draft: the refund panel of one charge and agent, kept.
 *   RefundIntent: the agent's durable wish for a refund, owner of its idempotency key.
 * - Outbox: the queue of what has still to reach the central service.
 * - "The contract" in a comment is resources/central-api.openapi.yaml.
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
