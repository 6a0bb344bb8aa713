/**
 * The words of the desk, as values that cross from the engine to the screen. Everything here is JSON.
 * Money is integer minor units beside its ISO 4217 currency; instants are UTC milliseconds.
 */

/** One of the values named here, or one that the central service invented later: kept, shown as it is, never refundable. */
export type Open<Known extends string> = Known | (string & Record<never, never>)

/** What an expected outcome looks like: a value, or the weather that prevented it. */
export type Result<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly failure: Failure }

/** Every kind of expected failure. The catalogue has a sentence for each under `failure.<kind>`. */
export type FailureKind =
  | 'central_unreachable'
  | 'central_broken'
  | 'central_refused'
  | 'central_busy'
  | 'wrong_password'
  | 'signed_out'
  | 'not_allowed'
  | 'engine_restarting'
  | 'internal'
  | 'store_unreadable'
  | 'store_newer'
  | 'disk_full'
  | 'not_found'
  | 'not_refundable'
  | 'above_left'
  | 'keeps_nothing'
  | 'changed_meanwhile'
  | 'already_waiting'
  | 'bad_argument'
  | 'not_saved'
  | 'store_in_use'
  | 'audit_broken'

/** An expected bad outcome. `code` narrows the kind for the catalogue and the log; it never holds customer data. */
export interface Failure {
  readonly kind: FailureKind
  readonly code?: string
  /** When it is worth trying again, if that is known. */
  readonly retryAt?: number
}

/** An amount in integer minor units of its currency. */
export interface Money {
  readonly amountMinor: number
  readonly currency: string
}

/** Somebody who works with the central service. */
export interface Person {
  readonly id: string
  readonly name: string
}

export type Role = 'agent' | 'supervisor' | 'admin'

/** The person signed in, as `POST /v1/session` tells it. A currency without a limit has the limit 0. */
export interface User extends Person {
  readonly role: Open<Role>
  readonly refundLimits: readonly Money[]
  readonly locale: string
}

/**
 * Who the desk is open for. `offline`: the person last signed in, without a token that is known to work:
 * searching and queueing go on, sending waits for a sign-in or for the network.
 */
export interface SessionView {
  readonly state: 'signed_out' | 'offline' | 'signed_in'
  readonly user: User | null
  /** `memory`: this system has no safe storage, so a restart asks for the password again. */
  readonly tokensKept: 'safe_storage' | 'memory'
  /** Refunds of this desk that wait for their agent to sign in. */
  readonly waitingRefunds: number
}

export type Connection = 'online' | 'connecting' | 'offline' | 'signed_out'

/** How far the first fill has come; `total` is the snapshot's own count. */
export interface FillProgress {
  readonly done: number
  readonly total: number
}

/** What the status bar and the health screen show. */
export interface DeskStatus {
  readonly connection: Connection
  /** When the copy was last known to be level with the central service; null before the first fill. */
  readonly syncedAt: number | null
  readonly bookings: number
  readonly charges: number
  readonly groups: number
  readonly fill: FillProgress | null
  /** Intents that have not reached the central service. */
  readonly queued: number
  /** Intents that a person must look at: refused and not yet seen, or `needs_review`. */
  readonly needsYou: number
  readonly quarantined: number
  /** The last thing that went wrong with sync or store, until it works again. */
  readonly problem: Failure | null
}

export type ClueKind = 'reference' | 'email' | 'phone' | 'last4' | 'flight' | 'date' | 'name'

/** How one part of the typed text was understood. */
export interface Clue {
  readonly kind: ClueKind
  /** As typed. */
  readonly text: string
  /** As looked for: `EI164`, `2020-02-28`, digits of a phone. */
  readonly value: string
}

/** A person found, with why. */
export interface FoundPerson {
  /** Any record of theirs: the address that `customer.get` takes; it stays good when the copy is filled again. */
  readonly recordId: string
  readonly name: string
  readonly maskedEmail: string
  readonly last4s: readonly string[]
  readonly bookings: number
  /** Groups of charges that look alike. */
  readonly groups: number
  readonly matched: readonly Clue[]
}

/** The answer to one search: people, best first, and how the text was read. */
export interface SearchAnswer {
  readonly clues: readonly Clue[]
  /** Words that could not be used; said, never ignored silently. */
  readonly unread: readonly string[]
  readonly people: readonly FoundPerson[]
  /** True when more people match than are listed. */
  readonly more: boolean
  readonly tookMs: number
}

/** A flight; `departure` is local clock time at the origin as `YYYY-MM-DDTHH:MM`. */
export interface FlightView {
  readonly number: string
  readonly origin: string
  readonly destination: string
  readonly departure: string
}

export interface CardView {
  readonly last4: string
  readonly brand: string
}

export type RefundReason = 'duplicate' | 'goodwill' | 'cancelled' | 'other'
export type RefundState = 'pending_approval' | 'pending' | 'succeeded' | 'failed' | 'rejected' | 'manual_review'
export type ChargeState = 'authorised' | 'captured' | 'voided' | 'failed' | 'disputed'
export type Gateway = 'old' | 'new'

/** A refund as the central service tells it. */
export interface RefundView extends Money {
  readonly id: string
  readonly chargeId: string
  readonly keepChargeId: string | null
  readonly reason: Open<RefundReason>
  readonly note: string
  readonly state: Open<RefundState>
  readonly requestedBy: Person
  readonly decidedBy: Person | null
  readonly idempotencyKey: string | null
  readonly createdAt: number
  readonly updatedAt: number
}

/** A charge with what has been given back and what may still be. */
export interface ChargeView extends Money {
  readonly id: string
  readonly recordId: string
  readonly purpose: Open<'fare' | 'ancillary' | 'change_fee'>
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

/** One booking record with its charges, oldest charge first. */
export interface RecordView {
  readonly id: string
  readonly reference: string
  readonly status: Open<'confirmed' | 'pending' | 'cancelled'>
  readonly channel: Open<'web' | 'app' | 'phone'>
  readonly travellerName: string
  readonly flight: FlightView
  readonly seat: string | null
  readonly serviceCode: string | null
  readonly card: CardView
  readonly bookedAt: number
  readonly charges: readonly ChargeView[]
}

/** Charges that look like one purchase paid more than once, earliest first. Not judged: the agent checks. */
export interface GroupView extends Money {
  /** Its address: the id of its earliest charge. */
  readonly id: string
  readonly chargeIds: readonly string[]
  /** The earliest captured charge whose booking stands. */
  readonly keepChargeId: string
}

/** E-mail and phone of a customer, masked until the agent has verified who is calling. */
export interface Contact {
  readonly email: string
  readonly phone: string | null
}

/** Everything about one caller: their groups, and all bookings, newest first. */
export interface CustomerView {
  /** The record by which the customer was asked for. */
  readonly recordId: string
  readonly name: string
  readonly maskedContact: Contact
  readonly groups: readonly GroupView[]
  readonly records: readonly RecordView[]
  readonly syncedAt: number | null
}

/** A draft: one per charge and agent, owner of the idempotency key from the moment the panel opens. */
export interface Draft {
  readonly key: string
  readonly chargeId: string
  readonly keepChargeId: string | null
  readonly amountMinor: number | null
  readonly reason: RefundReason | null
  readonly note: string
}

/** States of an intent. Live: the first five. See design.md, RefundIntent. */
export type IntentState =
  | 'queued'
  | 'sending'
  | 'unknown'
  | 'needs_review'
  | 'pending_approval'
  | 'confirmed'
  | 'refused'
  | 'cancelled'

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
  readonly recordId: string
  readonly recordReference: string
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
  readonly central: CentralSays
}

/** What the central service says of a key at this moment. `not_seen` proves nothing while a request may be under way. */
export type CentralSays =
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
  /** Null while the copy does not hold its record. */
  readonly record: {
    readonly id: string
    readonly reference: string
    readonly status: Open<'confirmed' | 'pending' | 'cancelled'>
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
  readonly decision: 'approve' | 'reject'
  readonly note: string
  readonly state: 'queued' | 'sending' | 'unknown' | 'given' | 'decided' | 'refused'
  readonly problemCode: string | null
  /** The refund's state as the central service's answer told it. */
  readonly centralState: Open<RefundState> | null
  readonly by: Person
  readonly at: number
}

/** What the refund panel opens with. */
export interface RefundDesk {
  readonly draft: Draft
  /** The live intent of this charge, if there is one: shown instead of a second form. */
  readonly live: IntentView | null
}

/** What waits, and what this agent did today, newest first. */
export interface QueueView {
  readonly waiting: readonly IntentView[]
  readonly today: readonly IntentView[]
}

/** A record of the feed that does not parse: which one and why, never its content. */
export interface QuarantinedChange {
  readonly seq: number
  readonly kind: string
  readonly itemId: string
  readonly reason: string
  readonly at: number
}

/** What changed in the engine; the screen asks again for what it shows of it. */
export type Topic = 'session' | 'status' | 'copy' | 'queue'

/** What the shell knows about itself. */
export interface AppInfo {
  readonly release: string
  readonly centralOrigin: string
  readonly platform: string
}
