/**
 * Every closed list, once. Types, schemas, SQL checks and the choices on screens derive from these arrays, so that a new
 * value is added here and the compiler, or a test, names every place that has to say something about it.
 *
 * A value of the central service that is in none of them is kept and shown as it is, and never refundable (contract, Values).
 */

/** The payment gateways that a charge can belong to (contract, Gateways). */
export const GATEWAYS = ['old', 'new'] as const
/** A payment gateway. A charge belongs to the gateway that took it, for ever. */
export type Gateway = (typeof GATEWAYS)[number]

/** Where the charges of a group were taken: one gateway, or more than one. */
export const GATEWAY_MIXES = [...GATEWAYS, 'both'] as const
/** One gateway, or `both`: charges on more than one. */
export type GatewayMix = (typeof GATEWAY_MIXES)[number]

/** What became of a payment (contract, Charges). `authorised`: held, not taken. */
export const CHARGE_STATES = ['authorised', 'captured', 'voided', 'failed', 'disputed'] as const
/** The state of a charge. */
export type ChargeState = (typeof CHARGE_STATES)[number]

/** What a charge pays for (contract, Charges). */
export const PURPOSES = ['fare', 'ancillary', 'change_fee'] as const
/** The purpose of a charge. */
export type Purpose = (typeof PURPOSES)[number]

/** Whether the traveller still has the booking (contract, booking). */
export const BOOKING_STATUSES = ['confirmed', 'pending', 'cancelled'] as const
/** The status of a booking. */
export type BookingStatus = (typeof BOOKING_STATUSES)[number]

/** Where a booking was made (contract, booking). */
export const CHANNELS = ['web', 'app', 'phone'] as const
/** A sales channel. */
export type SalesChannel = (typeof CHANNELS)[number]

/** Why an agent gives money back (contract, Refunds), in the order of their keys on the screen. */
export const REFUND_REASONS = ['duplicate', 'goodwill', 'cancelled', 'other'] as const
/** The reason of a refund. */
export type RefundReason = (typeof REFUND_REASONS)[number]

/** How far a refund is at the central service (contract, Refunds). */
export const REFUND_STATES = [
  'pending_approval',
  'pending',
  'succeeded',
  'failed',
  'rejected',
  'manual_review',
] as const
/** The state of a refund. */
export type RefundState = (typeof REFUND_STATES)[number]

/** Every state of an intent: the live ones, then those in which it has ended. */
export const INTENT_STATES = [
  'queued',
  'sending',
  'unknown',
  'needs_review',
  'pending_approval',
  'confirmed',
  'refused',
  'cancelled',
] as const
/** The state of an intent. The first five are live; nothing ends by giving up. */
export type IntentState = (typeof INTENT_STATES)[number]

/** What a person may be at the central service (contract, Session). */
export const ROLES = ['agent', 'supervisor', 'admin'] as const
/** A role; `rules/permissions.ts` says what it may do. */
export type Role = (typeof ROLES)[number]

/**
 * What happened: one purchase paid more than once, a case for a person, a hold that drops off by itself, purchases of their
 * own, or one already put right.
 */
export const VERDICTS = ['duplicate', 'unsure', 'hold', 'separate', 'resolved'] as const
/** The verdict on a group of charges. */
export type Verdict = (typeof VERDICTS)[number]

/** How far a verdict carries. Only `sure` groups may be refunded in bulk. */
export const CONFIDENCES = ['sure', 'likely', 'open'] as const
/** How far a verdict carries. */
export type Confidence = (typeof CONFIDENCES)[number]

/** What a person may decide about charges (contract, POST /v1/decisions). */
export const DECISION_VERDICTS = ['duplicate', 'not_duplicate', 'withdrawn'] as const
/** A person's decision on charges. */
export type DecisionVerdict = (typeof DECISION_VERDICTS)[number]

/** What a supervisor may decide about a refund (contract, approval). */
export const APPROVAL_VERDICTS = ['approve', 'reject'] as const
/** A supervisor's decision on a refund. */
export type ApprovalVerdict = (typeof APPROVAL_VERDICTS)[number]

/** The orders of the inbox. `money`: the most at stake first, by currency. `oldest` and `newest`: by the latest charge. */
export const INBOX_ORDERS = ['newest', 'oldest', 'money'] as const
/** The order of the inbox. */
export type InboxOrder = (typeof INBOX_ORDERS)[number]

/** What can change in the engine; the screen asks again for what it shows of it. */
export const TOPICS = ['session', 'status', 'copy', 'queue'] as const
/** What changed in the engine. */
export type Topic = (typeof TOPICS)[number]

/** Where an error of the screen can come from. */
export const ERROR_SOURCES = ['error', 'rejection', 'boundary'] as const

/** Whether a closed list holds this value: false for what the central service invented later. */
export const isOneOf = <Value extends string>(list: readonly Value[], value: string): value is Value =>
  (list as readonly string[]).includes(value)
