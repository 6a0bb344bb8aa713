import type { CardView, FlightView, RefundView } from './charge.ts'
import type { GroupView } from './group.ts'
import type { BookingStatus, ChargeState, Gateway, Purpose, SalesChannel } from './lists.ts'
import type { IntentView } from './refund.ts'
import type { Money, Open } from './values.ts'

/** A charge with what has been given back and what may still be. */
export interface ChargeView extends Money {
  readonly id: string
  readonly bookingId: string
  readonly purpose: Open<Purpose>
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

/** One booking with its charges, oldest charge first. */
export interface BookingView {
  readonly id: string
  readonly reference: string
  readonly status: Open<BookingStatus>
  readonly channel: Open<SalesChannel>
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
  /** The booking by which the customer was asked for. */
  readonly bookingId: string
  readonly name: string
  readonly maskedContact: Contact
  /** The open ones first; groups that are put right and look-alikes that are no group after them. */
  readonly groups: readonly GroupView[]
  readonly bookings: readonly BookingView[]
}
