import type { Confidence, DecisionVerdict, Gateway, RefundReason, Verdict } from './lists.ts'
import type { Money, Open, Person } from './values.ts'

/** The row of the comparison that a reason is about. */
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

/** A person's decision on charges: one of the central service, or one that this desk has queued. */
export interface GroupDecision {
  /** Null until the central service has accepted it. */
  readonly id: string | null
  /** The idempotency key of a local decision; null for any other. */
  readonly key: string | null
  readonly verdict: Open<DecisionVerdict>
  readonly chargeIds: readonly string[]
  readonly note: string
  readonly by: Person
  readonly at: number
  /**
   * `standing`: the decision is in force. `superseded`: a later one replaced it. `queued`, `sending`, `unknown`: this desk is
   * sending it, and counts it meanwhile. `overtaken`: somebody else decided first, and their decision is in force. `refused`:
   * `problemCode` says why.
   */
  readonly state: 'standing' | 'superseded' | 'queued' | 'sending' | 'unknown' | 'overtaken' | 'refused'
  readonly problemCode: string | null
}

/** A local decision that the central service did not accept. The queue shows it until its person has read it. */
export interface UnacceptedDecision extends GroupDecision {
  readonly key: string
  /** Who decided first; null when it was refused, or when no decision is in force. */
  readonly overtakenBy: Person | null
  /** The earliest of its charges in the copy; null when the copy holds no charge of it, or no booking of that charge. */
  readonly place: {
    readonly chargeId: string
    readonly bookingId: string
    readonly bookingReference: string
    readonly travellerName: string
    readonly flightNumber: string
  } | null
}

/** A duplicate group with its verdict. `amountMinor` is the amount of one charge. */
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
  /** The charge to keep: the earliest captured one with an active booking and no refund; null when there is none. */
  readonly keepChargeId: string | null
  /** The charges to refund so that the purchase is paid once. For `unsure`: those to refund if a person decides that it is one. */
  readonly giveBackIds: readonly string[]
  /**
   * What the customer has paid for these charges, should have paid, and will have paid after all refunds of `giveBackIds`.
   * Null for charges in several currencies, which have no sum. `dueMinor` is null when every booking is cancelled: the desk
   * does not know what the company may keep of the fare.
   */
  readonly net: { readonly paidMinor: number; readonly dueMinor: number | null; readonly afterMinor: number } | null
  /** When the bank releases the latest hold of the group at the latest (UTC ms); null without a hold. */
  readonly dropsOffAt: number | null
  /** Every decision that names one of these charges, latest first. It may name other charges of the customer too. */
  readonly decisions: readonly GroupDecision[]
}

/** The address of a group: its id, and one booking of its customer. */
export interface GroupPlace {
  readonly bookingId: string
  readonly groupId: string
}

/** The columns of one charge in the copy, of its booking and of its refunds. The contact is masked. */
export interface RawEvidence {
  readonly chargeId: string
  readonly charge: Readonly<Record<string, string | number | null>>
  /** Null until the booking arrives. */
  readonly booking: Readonly<Record<string, string | number | null>> | null
  readonly refunds: readonly Readonly<Record<string, string | number | null>>[]
}

/** The result of a bulk refund: the queued refunds, each with its own intent, and the groups that were left out. */
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

/** Why a bulk refund leaves a group out. */
export type BulkObstacle =
  | 'not_sure'
  | 'not_found'
  | 'already_waiting'
  | 'above_limit'
  | 'not_refundable'
  | 'changed_meanwhile'
  /** The disk was full, or the person signed out meanwhile. */
  | 'not_saved'
