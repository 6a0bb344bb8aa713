import type { RefundReason, RefundState } from './lists.ts'
import type { Money, Open, Person } from './values.ts'

/** A flight; `departure` is local clock time at the origin as `YYYY-MM-DDTHH:MM`. */
export interface FlightView {
  readonly number: string
  readonly origin: string
  readonly destination: string
  readonly departure: string
}

/** What the screen shows of a card. */
export interface CardView {
  readonly last4: string
  readonly brand: string
}

/** A refund as the central service has it. */
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
