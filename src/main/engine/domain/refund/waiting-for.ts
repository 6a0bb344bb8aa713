import type { IntentView, WaitingFor } from '../../../../shared/model/index.ts'
import { isNotGiven } from './state.ts'

/** What decides why an intent is not on its way this moment. */
export interface WaitingFacts {
  readonly state: IntentView['state']
  readonly isSeen: boolean
  /** The person that the desk is open for is its agent. */
  readonly isOwner: boolean
  /** There is a token of its agent. */
  readonly hasToken: boolean
  readonly isOnline: boolean
  /** Sending to its gateway pauses. */
  readonly isPaused: boolean
  /** It is judged again on a level copy, and the copy is not. */
  readonly isHeldBack: boolean
  readonly dueAt: number | null
}

/** Why an intent waits; null when it does not. */
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

/** True when the agent may say that they have read it: nothing was given, and nothing more will happen. */
export function canBeSeen(state: IntentView['state'], centralState: string | null): boolean {
  return state === 'refused' || (state === 'needs_review' && isNotGiven(centralState))
}

/** So long after it was wished for, a refund that was never tried is judged again before it is. */
export const RECHECKED_AFTER_MS = 15 * 60 * 1_000
/** So long after its first attempt, a refund of unknown outcome is asked for by key before it is sent again. */
const ASKED_FIRST_AFTER_MS = 24 * 60 * 60 * 1_000

/** True for an intent that waited long before its first attempt, by a clock that may have been set back meanwhile. */
export function mustBeRechecked(
  intent: { readonly state: IntentView['state']; readonly attempts: number; readonly createdAt: number },
  now: number,
): boolean {
  const isUntried = intent.state === 'queued' && intent.attempts === 0
  return isUntried && Math.abs(now - intent.createdAt) >= RECHECKED_AFTER_MS
}

/** True for an intent that this desk may have forgotten something of, or that has been unknown for more than a day. */
export function mustAskFirst(
  intent: { readonly askFirst: boolean; readonly firstAttemptAt: number | null },
  now: number,
): boolean {
  if (intent.askFirst) return true
  return intent.firstAttemptAt !== null && Math.abs(now - intent.firstAttemptAt) >= ASKED_FIRST_AFTER_MS
}
