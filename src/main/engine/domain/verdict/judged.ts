import type {
  Confidence,
  GroupDecision,
  Money,
  Open,
  Reason,
  RefundView,
  Verdict,
} from '../../../../shared/model/index.ts'

/** A charge with the facts of its booking and its refunds: everything that the judge looks at, and nothing else. */
export interface JudgedCharge extends Money {
  readonly id: string
  readonly bookingId: string
  /** `fare`, `ancillary`, `change_fee`, or one that the central service invented later. */
  readonly purpose: string
  readonly state: string
  readonly gateway: string
  /** UTC ms, as `capturedAt`. */
  readonly authorisedAt: number
  /** Null while nothing was captured. */
  readonly capturedAt: number | null
  readonly refunds: readonly JudgedRefund[]
  /** The copy's row id of the entity: equal for two bookings of one entity hash. */
  readonly entityId: number
  readonly reference: string
  readonly status: string
  readonly serviceCode: string | null
  readonly givenName: string
  readonly surname: string
  readonly email: string
  readonly phone: string | null
  readonly cardFingerprint: string
  readonly flightNumber: string
  /** Local clock time at the origin as YYYYMMDDhhmm. */
  readonly departure: number
}

/** The facts of a refund that the judge looks at. */
export type JudgedRefund = Pick<RefundView, 'amountMinor' | 'reason' | 'state' | 'keepChargeId'>

/** A person's decision on charges. It binds every pair among them (contract, POST /v1/decisions). */
export interface JudgedDecision {
  readonly id: string
  readonly verdict: Open<GroupDecision['verdict']>
  readonly chargeIds: readonly string[]
  /** The id of the decision that this one replaces. */
  readonly supersedes: string | null
  /** UTC ms. */
  readonly decidedAt: number
}

/** A duplicate group: charges that belong together, with the verdict and its reasons. */
export interface JudgedGroup extends Money {
  /** The id of its earliest charge. */
  readonly id: string
  readonly flightNumber: string
  /** Local clock time at the origin as YYYYMMDDhhmm. */
  readonly departure: number
  readonly purpose: string
  readonly verdict: Verdict
  readonly confidence: Confidence
  /** The strongest first. */
  readonly reasons: readonly Reason[]
  /** Earliest first. */
  readonly chargeIds: readonly string[]
  readonly keepChargeId: string | null
  readonly giveBackIds: readonly string[]
  /** What is left of the charges to give back, in minor units of `currency`. */
  readonly atStakeMinor: number
  /** `old`, `new`, `both`, or one that the central service invented later. */
  readonly gateways: string
  /** When the latest of its charges was authorised (UTC ms). */
  readonly latestAt: number
  /**
   * True while somebody should act on the group or explain it to the caller: there is something to give back, a hold,
   * or a case for a person. A duplicate that the bank settles is not open, because this desk can do nothing about it.
   * The contract knows no end of a dispute that the customer wins; after one that the customer loses, the charge is
   * captured again, and that opens the group.
   */
  readonly isOpen: boolean
}
