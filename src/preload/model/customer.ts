import type { GroupView } from './group.ts'
import type { IntentView } from './refund.ts'
import type { Money, Open, Person } from './values.ts'

/** A flight; `departure` is local clock time at the origin as `YYYY-MM-DDTHH:MM`. */
export interface FlightView {
  readonly number: string
  readonly origin: string
  readonly destination: string
  readonly departure: string
}

export interface CardView {
  readonly last4: string
  readonly brand: string
}

export type RefundReason = 'duplicate' | 'goodwill' | 'cancelled' | 'other'

export type RefundState = 'pending_approval' | 'pending' | 'succeeded' | 'failed' | 'rejected' | 'manual_review'

export type ChargeState = 'authorised' | 'captured' | 'voided' | 'failed' | 'disputed'

export type Gateway = 'old' | 'new'

/** A refund as the central service tells it. */
export interface RefundView extends Money {
  readonly id: string
  readonly chargeId: string
  readonly keepChargeId: string | null
  readonly reason: Open<RefundReason>
  readonly note: string
  readonly state: Open<RefundState>
  readonly requestedBy: Person
  readonly decidedBy: Person | null
  readonly idempotencyKey: string | null
  readonly createdAt: number
  readonly updatedAt: number
}

/** A charge with what has been given back and what may still be. */
export interface ChargeView extends Money {
  readonly id: string
  readonly recordId: string
  readonly purpose: Open<'fare' | 'ancillary' | 'change_fee'>
  readonly state: Open<ChargeState>
  readonly gateway: Open<Gateway>
  readonly gatewayReference: string
  readonly card: CardView
  readonly authorisedAt: number
  readonly capturedAt: number | null
  /** Sum of its refunds that are neither failed nor rejected (contract, Refunded). */
  readonly refundedMinor: number
  /** Amount of this desk's live intents that the central service has not told back yet. */
  readonly reservedMinor: number
  /** What may still be given back: 0 unless captured. */
  readonly leftMinor: number
  readonly refunds: readonly RefundView[]
  readonly intents: readonly IntentView[]
}

/** One booking record with its charges, oldest charge first. */
export interface RecordView {
  readonly id: string
  readonly reference: string
  readonly status: Open<'confirmed' | 'pending' | 'cancelled'>
  readonly channel: Open<'web' | 'app' | 'phone'>
  readonly travellerName: string
  readonly flight: FlightView
  readonly seat: string | null
  readonly serviceCode: string | null
  readonly card: CardView
  readonly bookedAt: number
  readonly charges: readonly ChargeView[]
}

/** E-mail and phone of a customer, masked until the agent has verified who is calling. */
export interface Contact {
  readonly email: string
  readonly phone: string | null
}

/** Everything about one caller: their groups, and all bookings, newest first. */
export interface CustomerView {
  /** The record by which the customer was asked for. */
  readonly recordId: string
  readonly name: string
  readonly maskedContact: Contact
  /** The open ones first; groups that are put right and look-alikes that are no group after them. */
  readonly groups: readonly GroupView[]
  readonly records: readonly RecordView[]
  readonly syncedAt: number | null
}
