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

/** A card as the central service shows it: a keyed hash of its number, the last four digits, the brand. */
export interface CardFacts {
  readonly fingerprint: string
  readonly last4: string
  readonly brand: string
}

/** A local clock time at the origin of a flight. `month` is 1 to 12. */
export interface LocalTime {
  readonly year: number
  readonly month: number
  readonly day: number
  readonly hour: number
  readonly minute: number
}

/** A booking as the central service sends it. */
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

/** A charge as the central service sends it. Its booking may arrive later. Times are UTC ms. */
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

/** A refund as the central service sends it. Times are UTC ms. */
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

/** A person's decision on charges, as the central service sends it. */
export interface DecisionFacts {
  /** The raw 32 bytes; null when the decision names no entity. */
  readonly entityHash: Buffer | null
  readonly chargeIds: readonly string[]
  readonly verdict: Open<DecisionVerdict>
  readonly note: string
  /** The id of the decision that this one replaces; null for none. */
  readonly supersedes: string | null
  readonly decidedBy: Person
  /** UTC ms. */
  readonly decidedAt: number
}

/** A decision of the central service with its id, from the feed or from an answer. */
export interface CentralDecision extends Omit<DecisionFacts, 'entityHash'> {
  readonly id: string
}

/** The kinds of things that the feed sends changes of. */
export type Kind = 'booking' | 'charge' | 'refund' | 'decision'

/** Which thing changed, and its new version. Versions compare only within one epoch, kind and id. */
export interface ChangeHead {
  /** The place of the change in the feed. */
  readonly seq: number
  readonly id: string
  readonly version: number
}

/** A new version of a thing, with all its facts. */
export interface Upsert<K extends Kind, Facts> extends ChangeHead {
  readonly op: 'upsert'
  readonly kind: K
  readonly facts: Facts
}

/** The deletion of a thing. The central service never deletes a refund. */
export interface Deletion extends ChangeHead {
  readonly op: 'delete'
  readonly kind: Exclude<Kind, 'refund'>
}

/** One parsed change of the feed. */
export type Change =
  | Upsert<'booking', BookingFacts>
  | Upsert<'charge', ChargeFacts>
  | Upsert<'refund', RefundFacts>
  | Upsert<'decision', DecisionFacts>
  | Deletion
