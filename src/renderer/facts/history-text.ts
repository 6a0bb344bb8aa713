import type { IntentStep } from '../../shared/model/index.ts'
import { label, say } from '../../shared/text/index.ts'
import { intentToken, type ShownState, shownState } from '../ui/format/state-tokens.ts'
import { problemText } from './intent-text.ts'

/** How many steps stand there at first. */
export const SHOWN_STEPS = 6

/** Why a step was taken, in a sentence; a cause that is new to us is shown as its code. */
export function whyText(why: string): string {
  const attempt = /^attempt_(\d+)$/.exec(why)?.[1]
  if (attempt !== undefined) return say('why.attempt', { number: Number(attempt) })
  const known = label('why', why)
  return known === why ? problemText(why) : known
}

/** The face of the state that a step led to. */
export const stateAfterStep = ({ to, why }: Pick<IntentStep, 'to' | 'why'>): ShownState | null =>
  to === null ? null : shownState({ state: to, centralState: why === 'succeeded' ? 'succeeded' : null })

/** From what to what, in the words of the states. */
export function movedText(step: Pick<IntentStep, 'from' | 'to' | 'why'>): string {
  const before = stateAfterStep({ to: step.from, why: '' })
  const after = stateAfterStep(step)
  const to = after ? intentToken(after).label : ''
  if (before === after) return say('review.history.same', { to })
  return say('review.history.moved', { from: before ? intentToken(before).label : say('review.history.new'), to })
}

/** Causes that lie on this side of the line. */
const OF_THE_DESK =
  /^(attempt_\d+|restart|restored|not_journaled|timeout|network|signed_out|central_\w+|(charge|booking|keep|group)_changed)$/

/** Who took a step: a person, this desk by itself, or the central service. */
export function actorText({ who, why }: Pick<IntentStep, 'who' | 'why'>): string {
  if (who) return who.name
  return say(OF_THE_DESK.test(why) ? 'review.history.desk' : 'review.history.central')
}
