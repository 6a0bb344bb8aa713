import type { IntentView, WaitingFor } from '../../preload/model.ts'
import { isNotGiven } from './refund-state.ts'

/** What decides why an intent is not on its way this moment. */
export interface WaitingFacts {
  readonly state: IntentView['state']
  readonly isSeen: boolean
  /** The person that the desk is open for is its agent. */
  readonly isOwner: boolean
  /** There is a token of its agent. */
  readonly hasToken: boolean
  readonly isOnline: boolean
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
      return facts.dueAt !== null && facts.dueAt > now ? 'retry' : null
    default:
      return null
  }
}

/** True when the agent may say that they have read it: nothing was given, and nothing more will happen. */
export function canBeSeen(state: IntentView['state'], centralState: string | null): boolean {
  return state === 'refused' || (state === 'needs_review' && isNotGiven(centralState))
}
