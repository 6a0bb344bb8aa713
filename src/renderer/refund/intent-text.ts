import type { IntentView } from '../../preload/model.ts'
import { say, word } from '../../preload/text/index.ts'
import { moneyText } from '../ui/money-text.ts'
import { intentFace } from '../ui/state-tokens.ts'

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

/** What to say to the caller: true in every state, whatever happens next. */
export function callerText(intent: IntentView): string {
  const face = intentFace(intent)
  if (face === 'refused' && intent.problemCode === 'stale') return say('intent.refused.faster')
  return say(`intent.${face}.caller`, { amount: moneyText(intent), last4: intent.card.last4 })
}

/** The last answer that was not an acceptance, in a sentence; an unknown code is shown as it is. */
export function problemText(code: string): string {
  const known = word('problem', code)
  return known === code ? say('failure.code', { code }) : known
}

/** True while its agent has still to say that they have read it: no money moved, and none will. */
export function isUnseen({ state, centralState, waitingFor }: IntentView): boolean {
  if (waitingFor !== 'person') return false
  return state === 'refused' || centralState === 'failed' || centralState === 'rejected'
}
