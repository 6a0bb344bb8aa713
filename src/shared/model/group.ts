import type { Confidence, DecisionVerdict, Gateway, RefundReason, Verdict } from './lists.ts'
import type { Money, Open, Person } from './values.ts'

/** What a reason speaks of: a row of the comparison. */
export type EvidenceField =
  | 'traveller'
  | 'card'
  | 'email'
  | 'phone'
  | 'flight'
  | 'reference'
  | 'status'
  | 'amount'
  | 'purpose'
  | 'state'
  | 'gateway'
  | 'time'
  | 'service'
  | 'refunds'
  | 'decision'

/** Every reason there is; the catalogue has its sentence under `reason.<code>`. */
export type ReasonCode =
  // One purchase: who, where and how.
  | 'same_entity'
  | 'posted_twice'
  | 'party_twice'
  | 'same_name'
  | 'name_written_otherwise'
  | 'name_swapped'
  | 'name_nickname'
  | 'name_shortened'
  | 'name_typing_error'
  | 'same_card'
  | 'same_email'
  | 'same_phone'
  | 'same_amount'
  | 'minutes_apart'
  | 'several_times'
  | 'both_gateways'
  | 'decided_duplicate'
  // What became of the money.
  | 'only_held'
  | 'voided'
  | 'refunded_whole'
  | 'refunded_part'
  | 'refund_on_its_way'
  | 'refund_waits'
  | 'disputed'
  // Purchases of their own, and doubts.
  | 'other_card'
  | 'other_email'
  | 'hours_apart'
  | 'name_unclear'
  | 'booked_apart'
  | 'other_traveller'
  | 'one_party'
  | 'namesake'
  | 'extra_seat'
  | 'other_purpose'
  | 'other_amount'
  | 'other_currency'
  | 'repeated_fee'
  | 'cancelled_before'
  | 'cancelled_unrefunded'
  | 'other_day'
  | 'other_flight'
  | 'attempt_failed'
  | 'decided_not_duplicate'
  | 'decided_apart'

/** One reason for or against "one purchase, paid more than once". Holds numbers only, nothing about a person. */
export interface Reason {
  readonly code: ReasonCode
  /** `note`: what became of the money; it speaks neither for nor against one purchase. */
  readonly speaks: 'for' | 'against' | 'note'
  readonly fields: readonly EvidenceField[]
  /** For the sentence: `minutes`, `hours`, `count`. */
  readonly values: Readonly<Record<string, number>>
}

/** A person's word on charges, as the central service keeps it or as this desk has queued it. */
export interface GroupDecision {
  /** Null while the central service has not taken it. */
  readonly id: string | null
  /** The idempotency key, for a decision of this desk. */
  readonly key: string | null
  readonly verdict: Open<DecisionVerdict>
  readonly chargeIds: readonly string[]
  readonly note: string
  readonly by: Person
  readonly at: number
  /**
   * `standing`: it counts. `superseded`: a later one took its place. `queued`, `sending`, `unknown`: on its way from this desk, and
   * counts here meanwhile. `overtaken`: somebody else had decided before; theirs stands. `refused`: `problemCode` tells why.
   */
  readonly state: 'standing' | 'superseded' | 'queued' | 'sending' | 'unknown' | 'overtaken' | 'refused'
  readonly problemCode: string | null
}

/** A decision of this desk that was not taken, in the queue until its person has read it. */
export interface UnacceptedDecision extends GroupDecision {
  readonly key: string
  /** Who had decided before; null for one that was refused, or overtaken by nothing that stands. */
  readonly overtakenBy: Person | null
  /** The earliest of its charges that the copy holds; null where it holds none, or no booking of it. */
  readonly place: {
    readonly chargeId: string
    readonly bookingId: string
    readonly bookingReference: string
    readonly travellerName: string
    readonly flightNumber: string
  } | null
}

/** Charges that look like one purchase paid more than once, judged. `amountMinor`: of one of them. */
export interface GroupView extends Money {
  /** Its address: the id of its earliest charge. Any of its charges finds it. */
  readonly id: string
  readonly verdict: Verdict
  readonly confidence: Confidence
  /** The strongest first. */
  readonly reasons: readonly Reason[]
  readonly purpose: string
  /** Earliest first. */
  readonly chargeIds: readonly string[]
  /** The earliest captured charge whose booking stands and of which nothing was given back; null where there is none. */
  readonly keepChargeId: string | null
  /** What is to be given back so that the purchase is paid once. For `unsure`: what would be, if a person says that it is one. */
  readonly giveBackIds: readonly string[]
  /**
   * What the customer has paid for these, should have paid, and will have paid when everything to be given back is. Null for charges in
   * several currencies, which have no sum. `dueMinor` is null where every booking is cancelled: nobody flies, and what the company may
   * keep of the fare is not known here.
   */
  readonly net: { readonly paidMinor: number; readonly dueMinor: number | null; readonly afterMinor: number } | null
  /** For a hold, also one beside payments: when the bank lets it go at the latest. */
  readonly dropsOffAt: number | null
  /** Every decision that names any of these charges, the latest first; it may name others of the customer besides. */
  readonly decisions: readonly GroupDecision[]
}

/** Where a group is: any booking of the customer that it belongs to, and its id. */
export interface GroupPlace {
  readonly bookingId: string
  readonly groupId: string
}

/** One charge of a group as the copy holds it, field by field: the contact masked. */
export interface RawEvidence {
  readonly chargeId: string
  readonly charge: Readonly<Record<string, string | number | null>>
  /** Null while the booking has not come. */
  readonly booking: Readonly<Record<string, string | number | null>> | null
  readonly refunds: readonly Readonly<Record<string, string | number | null>>[]
}

/** Selected groups given back in one go: what was queued, each refund its own intent, and what was left out. */
export interface BulkRefund {
  readonly queued: readonly ({
    readonly groupId: string
    readonly chargeId: string
    readonly key: string
    readonly reason: RefundReason
    readonly gateway: Open<Gateway>
  } & Money)[]
  /** The catalogue has a sentence for each under `bulk.<why>`. */
  readonly leftOut: readonly { readonly groupId: string; readonly why: BulkObstacle }[]
}

/** Why a group cannot go with the others. */
export type BulkObstacle =
  | 'not_sure'
  | 'not_found'
  | 'already_waiting'
  | 'above_limit'
  | 'not_refundable'
  | 'changed_meanwhile'
  /** The desk could not go on: the disk was full, or the person had signed out. */
  | 'not_saved'
