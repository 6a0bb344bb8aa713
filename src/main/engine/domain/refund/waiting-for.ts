import type { IntentView, WaitingFor } from '../../../../shared/model/index.ts'
import { isNotGiven } from './state.ts'

/** The facts that decide why an intent waits. */
export interface WaitingFacts {
  readonly state: IntentView['state']
  /** True when its agent has read why no money moved. */
  readonly isSeen: boolean
  /** True when the person at the desk is its agent. */
  readonly isOwner: boolean
  /** True when the desk has a token of its agent. */
  readonly hasToken: boolean
  readonly isOnline: boolean
  /** True while the breaker pauses sending to its gateway. */
  readonly isPaused: boolean
  /** True while it must be checked again on a copy that is level, and the copy is not. */
  readonly isHeldBack: boolean
  /** When the next attempt is due (UTC ms); null for at once. */
  readonly dueAt: number | null
}

/** Why an intent waits; null when it does not wait. @param now UTC ms. */
export function waitingFor(facts: WaitingFacts, now: number): WaitingFor {
  switch (facts.state) {
    case 'needs_review':
      return 'person'
    case 'refused':
      return facts.isSeen ? null : 'person'
    case 'pending_approval':
      return 'approval'
    case 'queued':
    case 'unknown':
      if (!facts.isOwner) return 'owner'
      if (!facts.hasToken) return 'sign_in'
      if (!facts.isOnline) return 'network'
      if (facts.isPaused) return 'gateway'
      if (facts.isHeldBack) return 'copy'
      return facts.dueAt !== null && facts.dueAt > now ? 'retry' : null
    default:
      return null
  }
}

/** True when the agent may mark the intent as read: no money moved, and nothing more will happen. */
export function canBeSeen(state: IntentView['state'], centralState: string | null): boolean {
  return state === 'refused' || (state === 'needs_review' && isNotGiven(centralState))
}

/** After this long, an intent that was never tried is checked again before its first attempt. */
export const RECHECKED_AFTER_MS = 15 * 60 * 1_000
/** This long after its first attempt, the desk asks for an unknown refund by its key before sending it again. */
const ASKED_FIRST_AFTER_MS = 24 * 60 * 60 * 1_000

/**
 * True for an intent that waited long for its first attempt. The distance counts in both directions: the clock may have
 * been set back.
 */
export function mustBeRechecked(
  intent: { readonly state: IntentView['state']; readonly attempts: number; readonly createdAt: number },
  now: number,
): boolean {
  const isUntried = intent.state === 'queued' && intent.attempts === 0
  return isUntried && Math.abs(now - intent.createdAt) >= RECHECKED_AFTER_MS
}

/**
 * True for an intent of which this desk may have lost a step (`askFirst`), or whose outcome has been unknown for more
 * than a day.
 */
export function mustAskFirst(
  intent: { readonly askFirst: boolean; readonly firstAttemptAt: number | null },
  now: number,
): boolean {
  if (intent.askFirst) return true
  return intent.firstAttemptAt !== null && Math.abs(now - intent.firstAttemptAt) >= ASKED_FIRST_AFTER_MS
}
