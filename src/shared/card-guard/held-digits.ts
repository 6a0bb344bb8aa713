import { beginsLike, CARD_BRANDS, isGroupedLikeCard, MOST_DIGITS } from './brands.ts'
import { CALLING_CODE } from './calling-code.ts'
import { type DigitRun, groupAt } from './digit-runs.ts'
import { startsIn } from './spans.ts'

/** From this digit on the guard holds back what begins like a card. A search sees at most ten digits, which are no card yet. */
const HELD_FROM = 11

/** In groups as on a card (4 and 4, or 4 and 6 digits) the guard holds digits back earlier. */
const HELD_FROM_GROUPED = 9

/** First digits of 11-digit phones: 1 for mobile numbers of China and all of North America, 0 for national numbers. */
const HELD_FROM_PHONE = 12

/** The guard holds back this many digits without a separator, whatever they begin with: a card may begin inside them. */
const HELD_ALWAYS = 13

/** Whether a run at the caret may still become a card number, or have one in it. */
export function mayGoOn(run: DigitRun, text: string): boolean {
  return startsIn(run, text, true).some((from) => {
    // Only digits directly after a hidden number continue it.
    if (text.slice(0, run.digits[from]?.from).endsWith('•••• ')) return false
    const { from: begin, to } = groupAt(run, from)
    if (from === begin && to - begin >= HELD_ALWAYS) return true
    const rest = run.values.slice(from, from + MOST_DIGITS + 1)
    if (rest.length < heldFrom(run, from)) return false
    return CARD_BRANDS.some((brand) => beginsLike(rest, brand) && rest.length <= Math.max(...brand.lengths))
  })
}

function heldFrom(run: DigitRun, at: number): number {
  if (isGroupedLikeCard(run, at)) return HELD_FROM_GROUPED
  const isNational = run.values[at] === '1' || (run.values[at - 1] === '0' && run.values[at - 2] !== '0')
  return isNational || isCallingCodeApart(run, at) ? HELD_FROM_PHONE : HELD_FROM
}

/** Whether a group is a calling code and nothing else. The first group of a card never is. */
function isCallingCodeApart(run: DigitRun, at: number): boolean {
  const { from, to } = groupAt(run, at)
  return (
    from === at && to - from <= 3 && CALLING_CODE.exec(run.values.slice(at, at + 3))?.[0] === run.values.slice(at, to)
  )
}
