import type { Confidence, GroupView } from '../../preload/model.ts'
import { say } from '../../preload/text/index.ts'
import type { ChargeOfRecord } from '../customer/customer-facts.ts'
import { refundsThatCount } from './members.ts'

/** The verdict as a sentence that can be read aloud. */
export function verdictText({ verdict, giveBackIds }: GroupView, members: readonly ChargeOfRecord[]): string {
  const number = members.length
  if (verdict === 'duplicate' && giveBackIds.length > 1) {
    return say('verdict.duplicate.times', { times: giveBackIds.length + 1 })
  }
  if (verdict === 'separate' && number > 2) return say('verdict.separate.many', { number })
  // Voided or dropped off: nothing was ever taken that could be given back.
  if (verdict === 'resolved' && refundsThatCount(members).length === 0) return say('verdict.resolved.never')
  return say(`verdict.${verdict}`)
}

/** How sure, in words; nothing where the verdict itself says that it is not. */
export const confidenceText = ({ verdict, confidence }: GroupView): string | null =>
  verdict === 'unsure' ? null : say(`confidence.${confidence}`)

/** What a confidence asks of the agent. */
export const confidenceHint = (confidence: Confidence): string => say(`confidence.${confidence}.hint`)
