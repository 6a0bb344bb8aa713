import { type DigitRun, digitRuns } from './digit-runs.ts'
import { mayGoOn } from './held-digits.ts'
import { cardsIn } from './spans.ts'

/** A text without card numbers. */
export interface Guarded {
  /** The text with `•••• ` and the last four digits in place of each card number. */
  readonly text: string
  /** The last four digits of each replaced card number, in the order of the text. */
  readonly hidden: readonly string[]
  /** True while somebody types digits that may become a card number. Then no part of the text may leave the field. */
  readonly held: boolean
}

/** Whether a text holds a card number. */
export const hasCardNumber = (text: string): boolean => digitRuns(text).some((run) => cardsIn(run, text).length > 0)

/** Replaces each card number by its last four digits. */
export const hideCardNumbers = (text: string): Guarded => guardTyping(text, null)

/**
 * Guards the text of a field while somebody types at `typingAt`, or at rest when `typingAt` is null. It replaces whole card
 * numbers at once. It holds digits at the caret back until they are a card number, or other text follows them, or the person
 * leaves the field: from the 11th digit on if they begin like a card (from the 9th in groups as on a card), else from the 13th.
 * It does not hold back a phone number with + or 00 of its country's length, nor 11 digits whose calling code is apart.
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
      // Digits directly after the replacement would look like a part of its last four.
      if (run.digits[card.to]?.from === end) out += ' '
      written = end
      hidden.push(last4)
    }
  }
  return { text: out + joined.slice(written), hidden, held }
}

/** Whether there is nothing but separators between the end of the run and the caret. */
function isTypedAt({ digits }: DigitRun, text: string, at: number): boolean {
  const from = digits[0]?.from ?? 0
  const to = digits.at(-1)?.to ?? 0
  return at >= from && (at <= to || !/[\p{L}\p{N}\p{Sc}]/u.test(text.slice(to, at)))
}
