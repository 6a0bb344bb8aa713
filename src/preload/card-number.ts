import { CALLING_CODE, longestPhone } from './calling-code.ts'
import { beginsLike, CARD_BRANDS, passesLuhn } from './card-brands.ts'
import { type DigitRun, digitRuns } from './digit-runs.ts'

/** A text without card numbers. */
export interface Guarded {
  /** Each card number is `•••• ` and its last four digits. */
  readonly text: string
  /** The last four digits of each that was replaced, in their order. */
  readonly hidden: readonly string[]
  /** Somebody is still typing digits that may become a card number: nothing of this text may go anywhere. */
  readonly held: boolean
}

/** Places of digits in a run; `to` is behind the last. */
interface Span {
  readonly from: number
  readonly to: number
}

/** The digits of the longest card number. */
const MOST_DIGITS = 19
/** Digits that touch each other and are as many as a card has hide one wherever it begins in them. */
const LONG_GROUP = 12
/** So many digits by themselves, or in groups of four, pass for a card number of a brand that nobody has listed here. */
const UNLISTED = { least: 15, usual: 16, most: MOST_DIGITS } as const
/** From this digit on what begins like a card is held back: a card shows at most ten to a search, which is no card yet. */
const HELD_FROM = 11
/** In groups as on a card (4 and 4, or 4 and 6 digits) it is held back sooner. */
const HELD_FROM_GROUPED = 9
/** Where 11 digits are often a phone: a 1 begins mobile numbers of China and all of North America, a 0 national ones. */
const HELD_FROM_PHONE = 12
/** So many digits that touch are held back whatever they begin with: a card may begin inside them. */
const HELD_ALWAYS = 13

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

/** The card numbers in a run. Those that overlap are one, with the last four digits of the last. */
function cardsIn(run: DigitRun, text: string, open = false): Span[] {
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

/** Where a number that begins at `from` is a whole card number. */
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
  return [...listed, ...unlisted].filter((to) => passesLuhn(run.values.slice(from, to)))
}

/** Digits by themselves, or in groups of four with the rest in the last. */
function isWrittenAsOne(run: DigitRun, from: number, to: number): boolean {
  const [first, last] = [groupAt(run, from), groupAt(run, to - 1)]
  if (last.to !== to || run.values[from] === '0') return false
  if (first === last) return from === first.from
  const between = run.groups.slice(run.groupOf[from], run.groupOf[to - 1])
  return first.from === from && last.to - last.from <= 4 && between.every((group) => group.to - group.from === 4)
}

/** A number ends where a group does, in a long group anywhere, and anywhere once it began in a card's groups. */
function mayEnd(run: DigitRun, from: number, to: number): boolean {
  const group = groupAt(run, to - 1)
  return group.to === to || isLong(group) || isGroupedLikeCard(run, from)
}

/**
 * Where a card number may begin: where a group does, after its zeros, at its last four digits where a card's groups follow, and
 * inside a long group, unless that is still being typed and is like a card itself; never in a phone or ticket number.
 */
function startsIn(run: DigitRun, text: string, open: boolean): number[] {
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

/** A few digits right before a card's groups hide its first four; more than these are a number of their own. */
const MOST_GLUED = 8

const isLong = ({ from, to }: Span): boolean => to - from >= LONG_GROUP

/** The group that a digit stands in. */
const groupAt = (run: DigitRun, at: number): Span => run.groups[run.groupOf[at] ?? 0] ?? { from: 0, to: 0 }

/** The last four digits of a group, or all of it, with no more than six in the next. */
function isGroupedLikeCard(run: DigitRun, at: number): boolean {
  const first = groupAt(run, at)
  if (first.to - at !== 4 || first.to === run.digits.length) return false
  const second = groupAt(run, first.to)
  return second.to - second.from <= 6
}

/** The phone number in international notation that begins with this group; null where none does. */
function phoneFrom(run: DigitRun, text: string, group: number): Span | null {
  const from = run.groups[group]?.from ?? 0
  const start = run.digits[from]?.from ?? 0
  const before = text.slice(Math.max(0, start - 4), start)
  const zeros = run.values.startsWith('00', from) ? 2 : 0
  if (zeros === 0 && !/(?<!\p{N})[+＋]\s?\(?$/u.test(before)) return null
  if (isGroupedLikeCard(run, from + zeros)) return null
  const number = run.values.slice(from + zeros, from + zeros + MOST_DIGITS)
  const code = CALLING_CODE.exec(number)?.[0] ?? ''
  // `+44 (0)20 …`: the 0 of the national notation is not counted.
  const most = longestPhone(code) + (number[code.length] === '0' ? 1 : 0)
  const ends = run.groups.slice(group, group + MOST_DIGITS).map((one) => one.to)
  const to = ends.findLast((end) => end - from - zeros <= most)
  return to === undefined || to - from < 7 ? null : { from, to }
}

/** A ticket number with its airline apart: three digits, ten, and at most two for the check digit or the next coupon. */
function ticketFrom({ groups }: DigitRun, group: number): Span | null {
  const [airline, serial, more] = groups.slice(group, group + 3)
  if (!airline || !serial || airline.to - airline.from !== 3 || serial.to - serial.from !== 10) return null
  const left = more === undefined ? 0 : more.to - more.from
  if (left === 3) return null
  return { from: airline.from, to: more && left < 3 ? more.to : serial.to }
}

/** Whether a run at the caret may still become a card number, or have one in it. */
function mayGoOn(run: DigitRun, text: string): boolean {
  return startsIn(run, text, true).some((from) => {
    // What is hidden already is not typed on but by digits that touch it.
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

/** A group that is a calling code and nothing else, as no card's first is. */
function isCallingCodeApart(run: DigitRun, at: number): boolean {
  const { from, to } = groupAt(run, at)
  return (
    from === at && to - from <= 3 && CALLING_CODE.exec(run.values.slice(at, at + 3))?.[0] === run.values.slice(at, to)
  )
}
