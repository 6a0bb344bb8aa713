/** A day as agents type it; the year may be left out. */
export interface TypedDate {
  readonly year: number | null
  readonly month: number
  readonly day: number
}

const MONTHS = 'january february march april may june july august september october november december'.split(' ')
const DAY = '(\\d{1,2})(?:st|nd|rd|th)?\\.?'
const YEAR = '(\\d{4})'

/**
 * A date at the start of these words and how many of them it takes; null where there is none. `2020-02-28`,
 * `28.2.2020`, `28/2`, `28 feb`, `28feb2020`, `feb 28 2020`. With a slash or a point the day comes first, unless only
 * the other order makes a date.
 */
export function readDate(words: readonly string[]): { readonly date: TypedDate; readonly words: number } | null {
  for (const count of [3, 2, 1]) {
    if (words.length < count) continue
    const date = readOne(words.slice(0, count).join(' ').toLowerCase())
    if (date !== null) return { date, words: count }
  }
  return null
}

/** `2020-02-28`, or `--02-28` without a year (ISO 8601). */
export const formatDate = ({ year, month, day }: TypedDate): string =>
  `${year ?? '-'}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`

function readOne(text: string): TypedDate | null {
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(text)
  if (iso !== null) return valid(iso[1], iso[2], iso[3])
  const numbers = /^(\d{1,2})([./])(\d{1,2})(?:\2(\d{4})?)?$/.exec(text)
  if (numbers !== null) return valid(numbers[4], numbers[3], numbers[1]) ?? valid(numbers[4], numbers[1], numbers[3])
  const dayFirst = new RegExp(`^${DAY}[ -]?([a-z]{3,9})\\.?(?:[ ,-]{0,2}${YEAR})?$`).exec(text)
  if (dayFirst !== null) return valid(dayFirst[3], monthOf(dayFirst[2]), dayFirst[1])
  const monthFirst = new RegExp(`^([a-z]{3,9})\\.?[ -]?${DAY}(?:[ ,-]{1,2}${YEAR})?$`).exec(text)
  return monthFirst === null ? null : valid(monthFirst[3], monthOf(monthFirst[1]), monthFirst[2])
}

/** 1 to 12 for the name of a month or its first three letters or more; 0 for anything else. */
const monthOf = (word: string | undefined): number =>
  MONTHS.findIndex(
    (month) => word !== undefined && (month.startsWith(word) || (month === 'september' && word === 'sept')),
  ) + 1

function valid(
  year: string | undefined,
  month: string | number | undefined,
  day: string | undefined,
): TypedDate | null {
  const date = { year: year === undefined ? null : Number(year), month: Number(month), day: Number(day) }
  // 2000 was a leap year: without a year, 29 February is a day.
  const real = new Date(Date.UTC(date.year ?? 2000, date.month - 1, date.day))
  return date.month >= 1 && real.getUTCMonth() === date.month - 1 && real.getUTCDate() === date.day ? date : null
}
