import { beginsLike, CARD_BRANDS, isGroupedLikeCard, MOST_DIGITS, passesLuhn } from './brands.ts'
import { type DigitRun, groupAt, type Span } from './digit-runs.ts'
import { phoneFrom, ticketFrom } from './other-numbers.ts'

/** In this many digits without a separator a card number may begin anywhere. */
const LONG_GROUP = 12

/** This many digits alone, or in groups of four, count as a card number of a brand that is not in the list. */
const UNLISTED = { least: 15, usual: 16, most: MOST_DIGITS } as const

/** Finds the card numbers in a run. Numbers that overlap are one, and it has the last four digits of the last one. */
export function cardsIn(run: DigitRun, text: string, open = false): Span[] {
  const merged: Span[] = []
  for (const from of startsIn(run, text, open)) {
    for (const to of endsFrom(run, from, open)) {
      const last = merged.at(-1)
      if (last === undefined || from >= last.to) merged.push({ from, to })
      else merged[merged.length - 1] = { from: last.from, to: Math.max(last.to, to) }
    }
  }
  return merged
}

/** The ends of the card numbers that begin at `from`. */
function endsFrom(run: DigitRun, from: number, open: boolean): number[] {
  const rest = run.values.slice(from, from + MOST_DIGITS)
  const isWhole = ({ usual }: { readonly usual: number }, length: number) => !open || length >= usual
  const listed = CARD_BRANDS.filter((brand) => beginsLike(rest, brand)).flatMap((brand) =>
    brand.lengths
      .filter((length) => length <= rest.length && isWhole(brand, length))
      .map((length) => from + length)
      .filter((to) => mayEnd(run, from, to)),
  )
  const unlisted = Array.from({ length: UNLISTED.most - UNLISTED.least + 1 }, (_, more) => UNLISTED.least + more)
    .filter((length) => length <= rest.length && isWhole(UNLISTED, length))
    .map((length) => from + length)
    .filter((to) => isWrittenAsOne(run, from, to))
  const isValid = (to: number): boolean => passesLuhn(run.values.slice(from, to))
  const ofBrand = listed.filter(isValid)
  // Digits after the card number of a known brand do not belong to it.
  return ofBrand.length > 0 ? ofBrand : unlisted.filter(isValid)
}

/** Whether digits are alone, or in groups of four with the rest in the last group. */
function isWrittenAsOne(run: DigitRun, from: number, to: number): boolean {
  const [first, last] = [groupAt(run, from), groupAt(run, to - 1)]
  if (last.to !== to || run.values[from] === '0') return false
  if (first === last) return from === first.from
  const between = run.groups.slice(run.groupOf[from], run.groupOf[to - 1])
  return first.from === from && last.to - last.from <= 4 && between.every((group) => group.to - group.from === 4)
}

/** Whether a number may end here: at the end of a group, anywhere in a long group, or anywhere after groups as on a card. */
function mayEnd(run: DigitRun, from: number, to: number): boolean {
  const group = groupAt(run, to - 1)
  return group.to === to || isLong(group) || isGroupedLikeCard(run, from)
}

/**
 * The places where a card number may begin: at the start of a group, after its zeros, at its last four digits if groups as on
 * a card follow, and inside a long group, unless somebody still types that group and it begins like a card itself. A card
 * number never begins inside a phone or ticket number.
 */
export function startsIn(run: DigitRun, text: string, open: boolean): number[] {
  const taken = new Uint8Array(run.digits.length)
  for (const group of run.groups.keys()) {
    const span = phoneFrom(run, text, group) ?? ticketFrom(run, group)
    if (span !== null) taken.fill(1, span.from, span.to)
  }
  return run.groups.flatMap((group) => {
    const zeros = /^0*/.exec(run.values.slice(group.from, group.to))?.[0].length ?? 0
    const starts = [group.from, group.from + zeros]
    const size = group.to - group.from
    if (size > 4 && size <= MOST_GLUED && isGroupedLikeCard(run, group.to - 4)) starts.push(group.to - 4)
    if (isLong(group) && !(open && isLikeSome(run, group.from)))
      starts.push(...Array.from({ length: size }, (_, at) => group.from + at))
    return [...new Set(starts)].filter((at) => at < group.to && taken[at] === 0).sort((a, b) => a - b)
  })
}

/** Whether a card of some brand begins as these digits do. */
const isLikeSome = (run: DigitRun, from: number): boolean =>
  CARD_BRANDS.some((brand) => beginsLike(run.values.slice(from, from + MOST_DIGITS), brand))

/** At most this many digits directly before groups as on a card belong to its first group; more are another number. */
const MOST_GLUED = 8

const isLong = ({ from, to }: Span): boolean => to - from >= LONG_GROUP
