import type {
  BookingStatus,
  ChargeState,
  DecisionVerdict,
  Gateway,
  Open,
  Person,
  Purpose,
  RefundReason,
  RefundState,
  SalesChannel,
} from '../../../shared/model/index.ts'

/** A card as the central service shows it: its keyed hash of the number, the last four digits, the brand. */
export interface CardFacts {
  readonly fingerprint: string
  readonly last4: string
  readonly brand: string
}

/** A local clock time at the origin, as five integers. */
export interface LocalTime {
  readonly year: number
  readonly month: number
  readonly day: number
  readonly hour: number
  readonly minute: number
}

/** A booking as the central service tells it. */
export interface BookingFacts {
  readonly reference: string
  readonly status: Open<BookingStatus>
  readonly channel: Open<SalesChannel>
  readonly givenName: string
  readonly surname: string
  readonly email: string
  readonly phone: string | null
  readonly flightNumber: string
  readonly origin: string
  readonly destination: string
  readonly departure: LocalTime
  readonly seat: string | null
  readonly serviceCode: string | null
  readonly card: CardFacts
  /** UTC ms. */
  readonly bookedAt: number
}

/** A charge as the central service tells it. Its booking may come later. */
export interface ChargeFacts {
  readonly bookingId: string
  readonly purpose: Open<Purpose>
  readonly amountMinor: number
  readonly currency: string
  readonly state: Open<ChargeState>
  readonly gateway: Open<Gateway>
  readonly gatewayReference: string
  readonly card: CardFacts
  readonly authorisedAt: number
  readonly capturedAt: number | null
}

/** A refund as the central service tells it. */
export interface RefundFacts {
  readonly chargeId: string
  readonly keepChargeId: string | null
  readonly amountMinor: number
  readonly currency: string
  readonly reason: Open<RefundReason>
  readonly note: string
  readonly state: Open<RefundState>
  readonly requestedBy: Person
  readonly decidedBy: Person | null
  readonly decisionNote: string | null
  readonly idempotencyKey: string | null
  readonly createdAt: number
  readonly updatedAt: number
}

/** A person's judgement on charges, as the central service tells it. */
export interface DecisionFacts {
  /** The raw 32 bytes. */
  readonly entityHash: Buffer | null
  readonly chargeIds: readonly string[]
  readonly verdict: Open<DecisionVerdict>
  readonly note: string
  readonly supersedes: string | null
  readonly decidedBy: Person
  readonly decidedAt: number
}

/** A decision as the central service has it, in the feed or in an answer, under its id. */
export interface CentralDecision extends Omit<DecisionFacts, 'entityHash'> {
  readonly id: string
}

/** The kinds of changes in the feed. */
export type Kind = 'booking' | 'charge' | 'refund' | 'decision'

/** Which thing changed, and which of its versions this is; versions compare per kind and id within an epoch. */
export interface ChangeHead {
  readonly seq: number
  readonly id: string
  readonly version: number
}

/** A new version of a thing, with everything that the central service says of it. */
export interface Upsert<K extends Kind, Facts> extends ChangeHead {
  readonly op: 'upsert'
  readonly kind: K
  readonly facts: Facts
}

/** Refunds are never deleted, so there is no such change. */
export interface Deletion extends ChangeHead {
  readonly op: 'delete'
  readonly kind: Exclude<Kind, 'refund'>
}

/** One change of the feed, parsed. */
export type Change =
  | Upsert<'booking', BookingFacts>
  | Upsert<'charge', ChargeFacts>
  | Upsert<'refund', RefundFacts>
  | Upsert<'decision', DecisionFacts>
  | Deletion
