import type { IntentView } from '../../shared/model/index.ts'
import { label, say } from '../../shared/text/index.ts'
import { moneyText } from '../ui/format/money-text.ts'
import { shownState } from '../ui/format/state-tokens.ts'

/** Why an intent is not on its way this moment; nothing once it has ended. */
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

/** What became of a refund, where its state alone does not say it. */
type Told = 'faster' | 'rejected' | 'not_paid' | 'voided' | 'failed_later' | 'review_later'

function toldOf({ state, centralState, problemCode, endedAt }: IntentView): Told | null {
  const isNotGiven = centralState === 'failed' || centralState === 'rejected'
  // It had ended as accepted, and the caller was told so.
  if (state === 'needs_review' && endedAt !== null) return isNotGiven ? 'failed_later' : 'review_later'
  if (state !== 'refused') return null
  if (problemCode === 'stale') return 'faster'
  if (problemCode === 'voided') return 'voided'
  if (centralState === 'rejected') return 'rejected'
  return centralState === 'failed' ? 'not_paid' : null
}

/** What the state means, for the person who looks at it. */
export function agentText(intent: IntentView, viewerId: string | null): string {
  const told = toldOf(intent)
  if (told) return say(`outcome.${told}.agent`)
  if (intent.state === 'pending_approval' && viewerId !== intent.agent.id) {
    return say('outcome.pending_approval_other.agent', { agent: intent.agent.name })
  }
  return say(`intent.${shownState(intent)}.agent`)
}

/** What to say to the caller: true in every state, whatever happens next. */
export function callerText(intent: IntentView): string {
  const told = toldOf(intent)
  if (told === 'faster') return say('intent.refused.faster')
  const values = { amount: moneyText(intent), last4: intent.card.last4 }
  return told ? say(`outcome.${told}.caller`, values) : say(`intent.${shownState(intent)}.caller`, values)
}

/** The last answer that was not an acceptance, in a sentence; an unknown code is shown as it is. */
export function problemText(code: string): string {
  const known = label('problem', code)
  return known === code ? say('failure.code', { code }) : known
}

/** True while its agent has still to say that they have read it: no money moved, and none will. */
export function isUnseen({ state, centralState, waitingFor }: IntentView): boolean {
  if (waitingFor !== 'person') return false
  return state === 'refused' || centralState === 'failed' || centralState === 'rejected'
}
