import { isGroupedLikeCard, MOST_DIGITS } from './brands.ts'
import { CALLING_CODE, LONGEST_PHONE, longestPhone } from './calling-code.ts'
import type { DigitRun, Span } from './digit-runs.ts'

/** The phone number in international notation that begins with this group, or null. */
export function phoneFrom(run: DigitRun, text: string, group: number): Span | null {
  const from = run.groups[group]?.from ?? 0
  const start = run.digits[from]?.from ?? 0
  const before = text.slice(Math.max(0, start - 4), start)
  const zeros = run.values.startsWith('00', from) ? 2 : 0
  if (zeros === 0 && !/(?<!\p{N})[+＋]\s?\(?$/u.test(before)) return null
  if (isGroupedLikeCard(run, from + zeros)) return null
  const number = run.values.slice(from + zeros, from + zeros + MOST_DIGITS)
  const code = CALLING_CODE.exec(number)?.[0] ?? ''
  // `+44 (0)20 …`: the 0 of the national notation does not count, unless the number would be as long as a card number.
  const most = Math.min(LONGEST_PHONE, longestPhone(code) + (number[code.length] === '0' ? 1 : 0))
  const ends = run.groups.slice(group, group + MOST_DIGITS).map((one) => one.to)
  const to = ends.findLast((end) => end - from - zeros <= most)
  if (to === undefined || to - from < 7) return null
  if (to === run.digits.length) return { from, to }
  // `+1 4111 …`, `+49 170 4111 1111 1111 1111`: digits after the end of the phone, in groups as on a card, are not the phone's.
  const starts = [
    from + zeros + code.length,
    ...run.groups.slice(group + 1, group + MOST_DIGITS).map((one) => one.from),
  ]
  const card = starts.find((at) => at > from && at < to && isGroupedLikeCard(run, at))
  return { from, to: card ?? to }
}

/** A ticket number in groups: three digits for the airline, ten, and at most two for the check digit or the next coupon. */
export function ticketFrom({ groups }: DigitRun, group: number): Span | null {
  const [airline, serial, more] = groups.slice(group, group + 3)
  if (!airline || !serial || airline.to - airline.from !== 3 || serial.to - serial.from !== 10) return null
  const left = more === undefined ? 0 : more.to - more.from
  if (left === 3) return null
  return { from: airline.from, to: more && left < 3 ? more.to : serial.to }
}
