import type { CardView, RefundView } from './charge.ts'
import type { ApprovalVerdict, BookingStatus, ChargeState, Gateway, RefundState } from './lists.ts'
import type { Money, Open, Person } from './values.ts'

/** A refund above somebody's limit, with what a supervisor needs to decide. */
export interface ApprovalView {
  readonly refund: RefundView
  readonly charge: ApprovalCharge
  /** The charge that stays paid; null unless the reason is `duplicate` and the copy holds it. */
  readonly keptCharge: ApprovalCharge | null
  /** Null when the person signed in may decide; else why not. */
  readonly mayNotDecide: 'own_request' | 'role' | 'above_limit' | null
  /** The decision of this desk, while it is on its way and when it was refused. */
  readonly decision: ApprovalDecision | null
}

/** A charge beside the booking it was taken for, as evidence. */
export interface ApprovalCharge extends Money {
  readonly id: string
  readonly state: Open<ChargeState>
  readonly gateway: Open<Gateway>
  readonly card: CardView
  readonly capturedAt: number | null
  readonly refundedMinor: number
  /** Null while the copy does not hold its booking. */
  readonly booking: {
    readonly id: string
    readonly reference: string
    readonly status: Open<BookingStatus>
    readonly travellerName: string
    readonly flightNumber: string
    readonly departure: string
  } | null
}

/**
 * A supervisor's decision, queued on this desk like every write. `given`: the central service has it; `decided`: somebody
 * else had decided before; `refused`: it may not be, `problemCode` tells why.
 */
export interface ApprovalDecision {
  readonly key: string
  readonly refundId: string
  readonly decision: ApprovalVerdict
  readonly note: string
  readonly state: 'queued' | 'sending' | 'unknown' | 'given' | 'decided' | 'refused'
  readonly problemCode: string | null
  /** The refund's state as the central service's answer told it. */
  readonly centralState: Open<RefundState> | null
  readonly by: Person
  readonly at: number
}
