import { type DigitRun, digitRuns } from './digit-runs.ts'
import { mayGoOn } from './held-digits.ts'
import { cardsIn } from './spans.ts'

/** A text without card numbers. */
export interface Guarded {
  /** Each card number is `•••• ` and its last four digits. */
  readonly text: string
  /** The last four digits of each that was replaced, in their order. */
  readonly hidden: readonly string[]
  /** Somebody is still typing digits that may become a card number: nothing of this text may go anywhere. */
  readonly held: boolean
}

/** Whether there is a card number in it. */
export const hasCardNumber = (text: string): boolean => digitRuns(text).some((run) => cardsIn(run, text).length > 0)

/** Each card number becomes its last four digits. */
export const hideCardNumbers = (text: string): Guarded => guardTyping(text, null)

/**
 * The text of a field while somebody types at `typingAt`; null when it is not being typed. What is whole is replaced at
 * once. Digits at the caret that begin like a card are held back from the 11th on (the 9th in a card's groups), any others
 * from the 13th, until they are a card, or something else follows them, or the field is left. Not held back: a phone number
 * with + or 00, as long as its country's are; 11 digits whose calling code stands apart.
 */
export function guardTyping(text: string, typingAt: number | null): Guarded {
  const joined = text.replace(/•••• (\d{4}\d{1,7})(?!\d)/gu, (_, digits: string) => `•••• ${digits.slice(-4)}`)
  const at = typingAt === null ? null : typingAt + joined.length - text.length
  const hidden: string[] = []
  let held = false
  let out = ''
  let written = 0
  for (const run of digitRuns(joined)) {
    const open = at !== null && isTypedAt(run, joined, at)
    const cards = cardsIn(run, joined, open)
    held ||= open && cards.length === 0 && mayGoOn(run, joined)
    for (const card of cards) {
      const last4 = run.values.slice(card.to - 4, card.to)
      const end = run.digits[card.to - 1]?.to ?? 0
      const before = joined.slice(written, run.digits[card.from]?.from)
      out += `${before.replace(/•+ ?$/u, '')}•••• ${last4}`
      // Digits right behind it would look like more of its last four.
      if (run.digits[card.to]?.from === end) out += ' '
      written = end
      hidden.push(last4)
    }
  }
  return { text: out + joined.slice(written), hidden, held }
}

/** Whether only separators, if anything, stand between the end of the run and the caret. */
function isTypedAt({ digits }: DigitRun, text: string, at: number): boolean {
  const from = digits[0]?.from ?? 0
  const to = digits.at(-1)?.to ?? 0
  return at >= from && (at <= to || !/[\p{L}\p{N}\p{Sc}]/u.test(text.slice(to, at)))
}
