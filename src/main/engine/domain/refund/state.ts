import type { IntentState, Open, RefundState } from '../../../../shared/model/index.ts'

/**
 * Every event of an intent.
 *
 * - `send`: an attempt starts. `restart`: the engine started again. `not_known`: the attempt proved nothing.
 * - `accepted`, `approval_asked`, `not_given`, `unclear`: the central service sent the refund's state, in an answer or
 *   in the feed (`eventOfCentralState`).
 * - `refused`: the central service proved that nothing happened and never will under this key.
 * - `contradicted`: the answer does not match the request (echo, `key_reused`).
 * - `take_back`: a person cancels an intent that was never tried. `seen`: the agent has read why no money moved.
 * - `facts_changed`: the intent waited long before its first attempt, and the facts behind it have changed.
 * - `ask_again`: a person sends the same key and bytes again, because the central service has not seen the key.
 * - `voided`: the central service proved that the key has never executed and never will.
 */
export const REFUND_EVENTS = [
  'send',
  'restart',
  'not_known',
  'accepted',
  'approval_asked',
  'not_given',
  'unclear',
  'refused',
  'contradicted',
  'take_back',
  'seen',
  'facts_changed',
  'ask_again',
  'voided',
] as const
/** An event of an intent. */
export type RefundEvent = (typeof REFUND_EVENTS)[number]

/** The state after an event from the central service, for every live state unless the state says otherwise. */
const fromCentral = {
  accepted: 'confirmed',
  approval_asked: 'pending_approval',
  not_given: 'refused',
  unclear: 'needs_review',
  contradicted: 'needs_review',
} as const

/** The same for an ended intent. Nothing makes it live again, but money that moved always counts as moved. */
const fromCentralAfterEnd = {
  accepted: 'confirmed',
  approval_asked: null,
  not_given: null,
  unclear: null,
  contradicted: null,
} as const

/** Events that do not apply to a state, unless the state says otherwise. */
const nothingElse = {
  send: null,
  restart: null,
  not_known: null,
  refused: null,
  take_back: null,
  seen: null,
  facts_changed: null,
  ask_again: null,
  voided: null,
} as const

/**
 * The whole state machine: the next state for each state and event. Null: the event does not apply and changes nothing.
 */
const TABLE: Readonly<Record<IntentState, Readonly<Record<RefundEvent, IntentState | null>>>> = {
  queued: { ...nothingElse, ...fromCentral, send: 'sending', take_back: 'cancelled', facts_changed: 'needs_review' },
  sending: {
    ...nothingElse,
    ...fromCentral,
    restart: 'unknown',
    not_known: 'unknown',
    refused: 'refused',
    voided: 'refused',
  },
  unknown: { ...nothingElse, ...fromCentral, send: 'sending', voided: 'refused' },
  // A refund that failed after its acceptance stays in review until its agent has read it, because the agent told the
  // caller otherwise.
  needs_review: {
    ...nothingElse,
    ...fromCentral,
    not_given: 'needs_review',
    seen: 'refused',
    ask_again: 'unknown',
    voided: 'refused',
  },
  pending_approval: { ...nothingElse, ...fromCentral },
  confirmed: {
    ...nothingElse,
    accepted: 'confirmed',
    approval_asked: null,
    not_given: 'needs_review',
    unclear: 'needs_review',
    contradicted: 'needs_review',
  },
  refused: { ...nothingElse, ...fromCentralAfterEnd, seen: 'refused' },
  cancelled: { ...nothingElse, ...fromCentralAfterEnd },
}

/** The state of an intent after an event; null when the event does not apply in this state. */
export function nextState(state: IntentState, event: RefundEvent): IntentState | null {
  return TABLE[state][event]
}

/** True when some event leads from one state to the other. The database schema allows no other move. */
export function canMove(from: IntentState, to: IntentState): boolean {
  return from === to || REFUND_EVENTS.some((event) => TABLE[from][event] === to)
}

/** True for the states that end an intent. Only a person or a newer version from the central service can leave them. */
export function isEnded(state: IntentState): boolean {
  return state === 'confirmed' || state === 'refused' || state === 'cancelled'
}

/** True while the outbox has still to bring the intent to the central service. */
export function isUnderway(state: IntentState): boolean {
  return state === 'queued' || state === 'sending' || state === 'unknown'
}

/**
 * The event that a refund's state in the central service means for its intent. A state that this desk does not know
 * needs a person.
 */
export function eventOfCentralState(state: Open<RefundState>): RefundEvent {
  switch (state) {
    case 'pending':
    case 'succeeded':
      return 'accepted'
    case 'pending_approval':
      return 'approval_asked'
    case 'failed':
    case 'rejected':
      return 'not_given'
    default:
      return 'unclear'
  }
}

/** True for a state of a refund in which no money moves. Such a refund does not count (contract, Refunded). */
export function isNotGiven(state: string | null): boolean {
  return state === 'failed' || state === 'rejected'
}

/** A refund's state in the central service. */
export interface CentralState {
  readonly state: string
  /** When the refund got this state (`updated_at`, UTC ms). */
  readonly updatedAt: number
}

/** The order in which a refund passes its states. Final and unknown states come last. */
const PROGRESS: Readonly<Record<string, number>> = { pending_approval: 0, pending: 1, manual_review: 2 }

/** True when `news` may replace `known`: `news` is later, or of the same time and no step back. */
export function isNewerState(news: CentralState, known: CentralState | null): boolean {
  if (known === null || news.updatedAt !== known.updatedAt) return known === null || news.updatedAt > known.updatedAt
  return (PROGRESS[news.state] ?? 3) >= (PROGRESS[known.state] ?? 3)
}
