import type {
  Confidence,
  GroupDecision,
  Money,
  Open,
  Reason,
  RefundView,
  Verdict,
} from '../../../../shared/model/index.ts'

/** A charge beside its booking and its refunds: everything that a verdict looks at, and nothing else. */
export interface JudgedCharge extends Money {
  readonly id: string
  readonly bookingId: string
  /** `fare`, `ancillary`, `change_fee`, or one that the central service invented later. */
  readonly purpose: string
  readonly state: string
  readonly gateway: string
  /** UTC ms. */
  readonly authorisedAt: number
  readonly capturedAt: number | null
  readonly refunds: readonly JudgedRefund[]
  /** The same for two bookings with one entity hash. */
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

/** What a verdict looks at of a refund. */
export type JudgedRefund = Pick<RefundView, 'amountMinor' | 'reason' | 'state' | 'keepChargeId'>

/** A person's word on charges; it binds the pairs among them (contract, POST /v1/decisions). */
export interface JudgedDecision {
  readonly id: string
  readonly verdict: Open<GroupDecision['verdict']>
  readonly chargeIds: readonly string[]
  readonly supersedes: string | null
  readonly decidedAt: number
}

/** Charges that belong together, with what happened and why. */
export interface JudgedGroup extends Money {
  /** Of its earliest charge. */
  readonly id: string
  readonly flightNumber: string
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
  /** What is left of the charges to give back. */
  readonly atStakeMinor: number
  /** `old`, `new`, `both`, or one that the central service invented later. */
  readonly gateways: string
  readonly latestAt: number
  /**
   * While somebody should act on it or tell the caller: something to give back, a hold, or a case for a person. A double that the
   * bank settles is none: nothing can be done here, the contract knows no end of a dispute that the customer wins, and one that
   * they lose is captured again, which opens it.
   */
  readonly isOpen: boolean
}
