import type { IntentView } from '../../shared/model/index.ts'
import { label, say } from '../../shared/text/index.ts'
import { moneyText } from '../ui/format/money-text.ts'
import { shownState } from '../ui/format/state-tokens.ts'

/** What an intent waits for, as a sentence; null when it waits for nothing, or has ended. */
export function waitingText({ waitingFor, agent, state }: IntentView): string | null {
  switch (waitingFor) {
    case null:
      return state === 'queued' ? say('waiting.turn') : null
    case 'person':
      return say(state === 'refused' ? 'waiting.seen' : 'waiting.person')
    case 'owner':
      return say('waiting.owner', { agent: agent.name })
    case 'network':
    case 'gateway':
    case 'copy':
    case 'sign_in':
    case 'retry':
    case 'approval':
      return say(`waiting.${waitingFor}`)
  }
}

/** The end of a refund that its state alone does not tell. */
type Outcome = 'faster' | 'rejected' | 'not_paid' | 'voided' | 'failed_later' | 'review_later'

function outcomeOf({ state, centralState, problemCode, endedAt }: IntentView): Outcome | null {
  const isNotGiven = centralState === 'failed' || centralState === 'rejected'
  // The refund had ended as accepted, and the agent told the caller so.
  if (state === 'needs_review' && endedAt !== null) return isNotGiven ? 'failed_later' : 'review_later'
  if (state !== 'refused') return null
  if (problemCode === 'stale') return 'faster'
  if (problemCode === 'voided') return 'voided'
  if (centralState === 'rejected') return 'rejected'
  return centralState === 'failed' ? 'not_paid' : null
}

/** What the state of a refund means, for the person who looks at it. */
export function agentText(intent: IntentView, viewerId: string | null): string {
  const outcome = outcomeOf(intent)
  if (outcome) return say(`outcome.${outcome}.agent`)
  if (intent.state === 'pending_approval' && viewerId !== intent.agent.id) {
    return say('outcome.pending_approval_other.agent', { agent: intent.agent.name })
  }
  return say(`intent.${shownState(intent)}.agent`)
}

/** The sentence to say to the caller. It is true in every state, whatever happens next. */
export function callerText(intent: IntentView): string {
  const outcome = outcomeOf(intent)
  if (outcome === 'faster') return say('intent.refused.faster')
  const values = { amount: moneyText(intent), last4: intent.card.last4 }
  return outcome ? say(`outcome.${outcome}.caller`, values) : say(`intent.${shownState(intent)}.caller`, values)
}

/** The sentence of a problem code. A code that this release does not know is shown as it is. */
export function problemText(code: string): string {
  const known = label('problem', code)
  return known === code ? say('failure.code', { code }) : known
}

/** True while the agent has not confirmed that they read the end of their refund: no money moved, and none will. */
export function isUnseen({ state, centralState, waitingFor }: IntentView): boolean {
  if (waitingFor !== 'person') return false
  return state === 'refused' || centralState === 'failed' || centralState === 'rejected'
}
