import type { CardView } from './charge.ts'
import type { UnacceptedDecision } from './group.ts'
import type { Gateway, IntentState, RefundReason, RefundState } from './lists.ts'
import type { Failure, Money, Open, Person } from './values.ts'

/** A draft: one per charge and agent, owner of the idempotency key from the moment the panel opens. */
export interface Draft {
  readonly key: string
  readonly chargeId: string
  readonly keepChargeId: string | null
  readonly amountMinor: number | null
  readonly reason: RefundReason | null
  readonly note: string
}

/**
 * Why an intent is not on its way this moment. `gateway`: it does not answer, so sending to it pauses. `copy`: it waited long,
 * and is judged again once the copy is level.
 */
export type WaitingFor = 'network' | 'sign_in' | 'owner' | 'gateway' | 'copy' | 'retry' | 'approval' | 'person' | null

/** The agent's durable wish for a refund, with the facts of its charge as they were when it was wished. */
export interface IntentView extends Money {
  readonly key: string
  /** Short code to read to the caller and to copy. */
  readonly reference: string
  readonly chargeId: string
  readonly keepChargeId: string | null
  readonly reason: RefundReason
  readonly note: string
  readonly state: IntentState
  /** The refund's state in the central service's last word on it; `pending` shows as accepted, `succeeded` as paid. */
  readonly centralState: Open<RefundState> | null
  readonly refundId: string | null
  readonly attempts: number
  readonly dueAt: number | null
  readonly waitingFor: WaitingFor
  /** Code of the last answer that was not an acceptance: `stale`, `exceeds_captured`, `network`, `http_503` … */
  readonly problemCode: string | null
  /** Who was faster, as a 412 told it; null for every other outcome. */
  readonly faster: FasterRefunds | null
  /** Who decided above the agent's limit, as the copy knows it; null when nobody had to, or nobody has yet. */
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

/** What a 412 told: the refunds that made the agent's screen stale. */
export interface FasterRefunds {
  /** What the charge has given back by now; null when it was not told. */
  readonly currentRefundedMinor: number | null
  readonly refunds: readonly FasterRefund[]
}

/** A refund that somebody else asked for first: who, how much, when. Of this charge, or of the one to keep. */
export interface FasterRefund extends Money {
  readonly chargeId: string
  readonly who: Person
  readonly at: number
  readonly state: Open<RefundState>
}

/** A supervisor's word on a refund, as the central service told it. */
export interface RefundDecision {
  readonly by: Person
  readonly note: string | null
}

/** One step of an intent, as the audit keeps it. `who` is null for what the desk did by itself or the central service told. */
export interface IntentStep {
  readonly at: number
  readonly who: Person | null
  readonly from: IntentState | null
  readonly to: IntentState | null
  /** A word for the cause: `submitted`, `attempt_2`, `http_503`, `feed`, `voided` … */
  readonly why: string
  /** What a person wrote with it. */
  readonly note: string | null
}

/** Everything about an intent that a person must look at. */
export interface RefundReview {
  readonly intent: IntentView
  /** Exactly what every attempt sends. */
  readonly sent: {
    readonly gateway: Gateway
    readonly key: string
    /** The request's body, byte for byte, as text. */
    readonly body: string
    readonly attempts: number
    readonly firstAttemptAt: number | null
    readonly lastAttemptAt: number | null
  }
  /** What came back last; null before the first answer, and after one that was fine. */
  readonly cameBack: { readonly code: string; readonly at: number | null } | null
  readonly central: CentralKeyState
}

/** What the central service says of a key at this moment. `not_seen` proves nothing while a request may be under way. */
export type CentralKeyState =
  | { readonly kind: 'refund'; readonly refund: KeyedRefund }
  | { readonly kind: 'working' }
  | { readonly kind: 'not_seen' }
  | { readonly kind: 'not_reachable'; readonly failure: Failure }

/** A refund as the central service finds it by its key. */
export interface KeyedRefund extends Money {
  readonly id: string
  readonly chargeId: string
  readonly state: Open<RefundState>
  readonly updatedAt: number
}

/** What the refund panel opens with. */
export interface RefundDesk {
  readonly draft: Draft
  /** The live intent of this charge, if there is one: shown instead of a second form. */
  readonly live: IntentView | null
}

/** What waits, and what this agent did today, newest first. */
export interface QueueView {
  /** Decisions on charges that were not taken and not yet read, whoever's they are. */
  readonly unaccepted: readonly UnacceptedDecision[]
  readonly waiting: readonly IntentView[]
  readonly today: readonly IntentView[]
}
