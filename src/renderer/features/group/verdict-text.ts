import type { Confidence, GroupView, Reason, Verdict } from '../../../shared/model/index.ts'
import { say } from '../../../shared/text/index.ts'
import type { ChargeOfBooking } from '../../facts/customer-facts.ts'
import { refundsThatCount } from './comparison/members.ts'
import { numberText } from './spoken.ts'

/** The verdict as a sentence to read aloud, as of `now` (UTC ms). */
export function verdictText(
  { verdict, giveBackIds, dropsOffAt }: GroupView,
  members: readonly ChargeOfBooking[],
  now: number,
): string {
  const count = (state: string): number => members.filter(({ charge }) => charge.state === state).length
  const number = members.length - count('failed')
  // A disputed charge was paid too, although the bank gives it back.
  const times = giveBackIds.length + 1 + count('disputed')
  if (verdict === 'duplicate' && giveBackIds.length === 0) {
    return times > 2 ? say('verdict.duplicate.banks', { times: numberText(times) }) : say('verdict.duplicate.bank')
  }
  if (verdict === 'duplicate' && times > 2) return say('verdict.duplicate.times', { times: numberText(times) })
  if (verdict === 'separate' && number < 2) return say(`verdict.separate.${number === 0 ? 'none' : 'failed'}`)
  if (verdict === 'separate' && number > 2)
    return sentenceCase(say('verdict.separate.many', { number: numberText(number) }))
  if (verdict === 'hold' && dropsOffAt !== null && dropsOffAt <= now) return say('verdict.hold.past')
  if (verdict === 'resolved') {
    const states = new Set<string>(refundsThatCount(members).map(({ state }) => state))
    // Without a refund the charges were voided or dropped off, so nothing was taken.
    if (states.size === 0) return say('verdict.resolved.never')
    if (states.has('pending_approval')) return say('verdict.resolved.waits')
    if (![...states].every((state) => state === 'succeeded' || state === 'pending'))
      return say('verdict.resolved.checked')
    if (states.has('pending')) return say('verdict.resolved.pending')
  }
  return say(`verdict.${verdict}`)
}

const sentenceCase = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

/** The confidence as text; null for `unsure`, which says it already. */
export const confidenceText = ({ verdict, confidence }: GroupView): string | null =>
  verdict === 'unsure' ? null : say(`confidence.${confidence}`)

/**
 * The kind of the main reason of a verdict: `separate` is explained by a reason against one purchase, `resolved` by a
 * note.
 */
const MAIN_KIND: Readonly<Partial<Record<Verdict, Reason['speaks']>>> = { separate: 'against', resolved: 'note' }

/** The reason that a quiet group shows beside its verdict; undefined when it has none. */
export const mainReason = ({ verdict, reasons }: GroupView): Reason | undefined =>
  reasons.find(({ speaks }) => speaks === MAIN_KIND[verdict]) ?? reasons[0]

/** What the agent should do at a confidence. */
export const confidenceHint = (confidence: Confidence): string => say(`confidence.${confidence}.hint`)
