import type { IntentView } from '../../preload/model.ts'
import { say, word } from '../../preload/text/index.ts'

/** Why an intent is not on its way this moment; nothing once it has ended. */
export function waitingText({ waitingFor, agent, state }: IntentView): string | null {
  switch (waitingFor) {
    case null:
      return state === 'queued' ? say('waiting.turn') : null
    case 'owner':
      return say('waiting.owner', { agent: agent.name })
    case 'network':
    case 'sign_in':
    case 'retry':
    case 'approval':
    case 'person':
      return say(`waiting.${waitingFor}`)
  }
}

/** The last answer that was not an acceptance, in a sentence; an unknown code is shown as it is. */
export function problemText(code: string): string {
  const known = word('problem', code)
  return known === code ? say('failure.code', { code }) : known
}
