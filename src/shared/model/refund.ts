import type { CardView } from './charge.ts'
import type { UnacceptedDecision } from './group.ts'
import type { Gateway, IntentState, RefundReason, RefundState } from './lists.ts'
import type { Failure, Money, Open, Person } from './values.ts'

/** A draft: one for each charge and agent. It owns the idempotency key from the moment the panel opens. */
export interface Draft {
  readonly key: string
  readonly chargeId: string
  readonly keepChargeId: string | null
  readonly amountMinor: number | null
  readonly reason: RefundReason | null
  readonly note: string
}

/**
 * Why the desk does not send an intent now; null when it does. `gateway`: the gateway does not answer, so sending to it
 * pauses. `copy`: the intent waited long, and the desk checks it again when the copy is level with the central service.
 */
export type WaitingFor = 'network' | 'sign_in' | 'owner' | 'gateway' | 'copy' | 'retry' | 'approval' | 'person' | null

/** The agent's durable wish for a refund, with the facts of its charge at that time. */
export interface IntentView extends Money {
  readonly key: string
  /** Short code to read to the caller and to copy. */
  readonly reference: string
  readonly chargeId: string
  readonly keepChargeId: string | null
  readonly reason: RefundReason
  readonly note: string
  readonly state: IntentState
  /** The refund's latest state at the central service. The screen shows `pending` as accepted and `succeeded` as paid. */
  readonly centralState: Open<RefundState> | null
  readonly refundId: string | null
  readonly attempts: number
  readonly dueAt: number | null
  readonly waitingFor: WaitingFor
  /** Code of the last answer that was not an acceptance: `stale`, `exceeds_captured`, `network`, `http_503` … */
  readonly problemCode: string | null
  /** The refunds that a 412 named as faster; null for every other outcome. */
  readonly faster: FasterRefunds | null
  /** The decision of a supervisor in the copy; null when none was needed, or none has been made. */
  readonly decision: RefundDecision | null
  readonly agent: Person
  readonly createdAt: number
  readonly firstAttemptAt: number | null
  readonly lastAttemptAt: number | null
  readonly endedAt: number | null
  readonly bookingId: string
  readonly bookingReference: string
  readonly travellerName: string
  readonly flightNumber: string
  readonly departure: string
  readonly card: CardView
}

/** The refunds that a 412 named: they made the agent's screen stale. */
export interface FasterRefunds {
  /** What has been refunded of the charge by now; null when the 412 did not say. */
  readonly currentRefundedMinor: number | null
  readonly refunds: readonly FasterRefund[]
}

/** A refund that somebody else asked for first, of this charge or of the charge to keep. */
export interface FasterRefund extends Money {
  readonly chargeId: string
  readonly who: Person
  readonly at: number
  readonly state: Open<RefundState>
}

/** A supervisor's decision on a refund, from the central service. */
export interface RefundDecision {
  readonly by: Person
  readonly note: string | null
}

/** One step of an intent, from the audit. `who` is null when the desk or the central service caused it. */
export interface IntentStep {
  readonly at: number
  readonly who: Person | null
  readonly from: IntentState | null
  readonly to: IntentState | null
  /** A code for the cause: `submitted`, `attempt_2`, `http_503`, `feed`, `voided` … */
  readonly why: string
  /** The person's note. */
  readonly note: string | null
}

/** What a person needs to review an intent. */
export interface RefundReview {
  readonly intent: IntentView
  /** What every attempt sends. */
  readonly sent: {
    readonly gateway: Gateway
    readonly key: string
    /** The request's body, byte for byte, as text. */
    readonly body: string
    readonly attempts: number
    readonly firstAttemptAt: number | null
    readonly lastAttemptAt: number | null
  }
  /** The last answer that was not an acceptance; null when there is none. */
  readonly cameBack: { readonly code: string; readonly at: number | null } | null
  readonly central: CentralKeyState
}

/** What the central service says about a key now. `not_seen` proves nothing while a request may be under way. */
export type CentralKeyState =
  | { readonly kind: 'refund'; readonly refund: KeyedRefund }
  | { readonly kind: 'working' }
  | { readonly kind: 'not_seen' }
  | { readonly kind: 'not_reachable'; readonly failure: Failure }

/** A refund that the central service found by its key. */
export interface KeyedRefund extends Money {
  readonly id: string
  readonly chargeId: string
  readonly state: Open<RefundState>
  readonly updatedAt: number
}

/** What the refund panel needs to open. */
export interface RefundDesk {
  readonly draft: Draft
  /** The live intent of this charge, or null. The panel shows it instead of a second form. */
  readonly live: IntentView | null
}

/** Everything that waits, and what this agent did today, newest first. */
export interface QueueView {
  /** Local decisions of anybody that the central service did not accept and that their person has not read yet. */
  readonly unaccepted: readonly UnacceptedDecision[]
  readonly waiting: readonly IntentView[]
  readonly today: readonly IntentView[]
}
