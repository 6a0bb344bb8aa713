import type { IntentState, Open, RefundState } from '../../../../shared/model/index.ts'

/**
 * Everything that can happen to an intent.
 *
 * - `send`: an attempt starts. `restart`: the engine started again. `not_known`: the attempt proved nothing.
 * - `accepted`, `approval_asked`, `not_given`, `unclear`: the central service told the refund's state, by answer or feed.
 * - `refused`: the central service proved that nothing happened and never will under this key.
 * - `contradicted`: what it told is not what was asked (echo, `key_reused`).
 * - `take_back`: a person cancels what was never tried. `seen`: the agent has read why no money moved.
 * - `facts_changed`: it waited long before its first attempt, and what it was wished for has changed.
 * - `ask_again`: a person has the same key and bytes sent once more, where the central service has not seen the key.
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
/** One of them. */
export type RefundEvent = (typeof REFUND_EVENTS)[number]

/** What the central service tells of a refund in this state, before and after it was taken over, is the same for these. */
const fromCentral = {
  accepted: 'confirmed',
  approval_asked: 'pending_approval',
  not_given: 'refused',
  unclear: 'needs_review',
  contradicted: 'needs_review',
} as const

/** Nothing is told of an ended intent that could make it live again, but money that moved is told as moved. */
const fromCentralAfterEnd = {
  accepted: 'confirmed',
  approval_asked: null,
  not_given: null,
  unclear: null,
  contradicted: null,
} as const

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

/** The state machine, whole: the state after an event, or null where the event changes nothing and may not be asked for. */
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
  // A refund that failed after it was accepted stays here until its agent has seen it: the caller was told otherwise.
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

/** The state of an intent after an event; null when the event does not apply to it. */
export function nextState(state: IntentState, event: RefundEvent): IntentState | null {
  return TABLE[state][event]
}

/** True where some event leads from one state to the other: the only moves that the schema lets pass. */
export function canMove(from: IntentState, to: IntentState): boolean {
  return from === to || REFUND_EVENTS.some((event) => TABLE[from][event] === to)
}

/** True for the states that nothing but a person or the central service's own news leaves. */
export function isEnded(state: IntentState): boolean {
  return state === 'confirmed' || state === 'refused' || state === 'cancelled'
}

/** True while the intent has still to be carried to the central service. */
export function isUnderway(state: IntentState): boolean {
  return state === 'queued' || state === 'sending' || state === 'unknown'
}

/** What the refund's own state in the central service means for its intent. A state that we do not know is for a person. */
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

/** True for a refund's state in which no money moves: it does not count as refunded (contract, Refunded). */
export function isNotGiven(state: string | null): boolean {
  return state === 'failed' || state === 'rejected'
}

/** One word of the central service on a refund, and when it was true (`updated_at`, UTC ms). */
export interface CentralState {
  readonly state: string
  readonly updatedAt: number
}

/** How far along its way a refund is in a state; final states and those that we do not know are last. */
const PROGRESS: Readonly<Record<string, number>> = { pending_approval: 0, pending: 1, manual_review: 2 }

/** True when `news` may replace `known`: it is younger, or of the same age and no step back. */
export function isNewerState(news: CentralState, known: CentralState | null): boolean {
  if (known === null || news.updatedAt !== known.updatedAt) return known === null || news.updatedAt > known.updatedAt
  return (PROGRESS[news.state] ?? 3) >= (PROGRESS[known.state] ?? 3)
}
