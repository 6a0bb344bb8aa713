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
