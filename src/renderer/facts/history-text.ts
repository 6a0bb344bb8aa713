import type { IntentStep } from '../../shared/model/index.ts'
import { label, say } from '../../shared/text/index.ts'
import { intentToken, type ShownState, shownState } from '../ui/format/state-tokens.ts'
import { problemText } from './intent-text.ts'

/** The number of steps that the history shows before the person asks for all. */
export const SHOWN_STEPS = 6

/** The cause of a step as a sentence. A cause that this release does not know is shown as its code. */
export function whyText(why: string): string {
  const attempt = /^attempt_(\d+)$/.exec(why)?.[1]
  if (attempt !== undefined) return say('why.attempt', { number: Number(attempt) })
  const known = label('why', why)
  return known === why ? problemText(why) : known
}

/** The shown state after a step; null for a step without a new state. */
export const stateAfterStep = ({ to, why }: Pick<IntentStep, 'to' | 'why'>): ShownState | null =>
  to === null ? null : shownState({ state: to, centralState: why === 'succeeded' ? 'succeeded' : null })

/** The states before and after a step: `Asked → Queued`. */
export function movedText(step: Pick<IntentStep, 'from' | 'to' | 'why'>): string {
  const before = stateAfterStep({ to: step.from, why: '' })
  const after = stateAfterStep(step)
  const to = after ? intentToken(after).label : ''
  if (before === after) return say('review.history.same', { to })
  return say('review.history.moved', { from: before ? intentToken(before).label : say('review.history.new'), to })
}

/** The causes of steps that the desk takes by itself. */
const DESK_CAUSES =
  /^(attempt_\d+|restart|restored|not_journaled|timeout|network|signed_out|central_\w+|(charge|booking|keep|group)_changed)$/

/** Who made a step: the name of a person, this desk, or the central service. */
export function actorText({ who, why }: Pick<IntentStep, 'who' | 'why'>): string {
  if (who) return who.name
  return say(DESK_CAUSES.test(why) ? 'review.history.desk' : 'review.history.central')
}
