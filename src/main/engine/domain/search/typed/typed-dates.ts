/** A day as agents type it. */
export interface TypedDate {
  /** Null when it was left out. */
  readonly year: number | null
  readonly month: number
  readonly day: number
}

/**
 * The months in English, German, French, Spanish, Italian, Portuguese, Dutch and Polish, without accents. When a
 * beginning fits two months, the earlier counts. Unicode's CLDR has the names, too, but loading it for eight languages
 * takes 0.1 s.
 */
const MONTHS = [
  'january januar janvier enero gennaio janeiro januari stycznia',
  'february februar fevrier febrero febbraio fevereiro februari lutego',
  'march marz mars marzo marco maart marca',
  'april avril abril aprile kwietnia',
  'may mai mayo maggio maio mei maja',
  'june juni juin junio giugno junho czerwca',
  'july juli juillet julio luglio julho lipca',
  'august aout agosto augustus sierpnia',
  'september septembre septiembre settembre setembro wrzesnia',
  'october oktober octobre octubre ottobre outubro pazdziernika',
  'november novembre noviembre novembro listopada',
  'december dezember decembre diciembre dicembre dezembro grudnia',
].map((names) => names.split(' '))

const WEEKDAY = '(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\\.? )?'
const DAY = '(\\d{1,2})(?:st|nd|rd|th)?\\.?'
const MONTH = '([a-z]{3,12})\\.?'
/**
 * A year. Four digits must be a year of a flight, because the end of a card may follow a day. Two digits mean this
 * century.
 */
const YEAR = '((?:19|20)\\d\\d|[0-3]\\d)'

const YEAR_FIRST = /^((?:19|20)\d\d)([-/. ]?)(\d\d?)\2(\d\d?)$/
const NUMBERS = new RegExp(`^(\\d{1,2})([-/. ])(\\d{1,2})(?:\\2${YEAR}?)?$`)
const DAY_FIRST = new RegExp(`^${WEEKDAY}${DAY}(?: (?:of|de)(?= ))?[ -]?${MONTH}(?:(?: de )?[ '’-]?${YEAR})?$`)
const MONTH_FIRST = new RegExp(`^${WEEKDAY}${MONTH}[ -]?${DAY}(?:[ -]${YEAR})?$`)

const DAYS_FROM_TODAY = new Map([
  ['yesterday', -1],
  ['today', 0],
  ['tomorrow', 1],
])

/** The most words of a date: `Fri 28th of February 2020`. */
const MOST_WORDS = 5

/**
 * Reads a date at the start of the words. Returns it with the number of words that it has; null when there is none.
 * Examples: `2020-02-28`, `20200228`, `28.2.2020`, `28/2`, `28 feb`, `28feb20`, `feb 28 2020`, `Fri 28th of February`,
 * `28 février`. In numbers alone the day comes first, unless only the other order makes a date.
 *
 * @param today For `yesterday`, `today` and `tomorrow`; null when unknown, and then these are no dates.
 */
export function readDate(
  words: readonly string[],
  today: TypedDate | null = null,
): { readonly date: TypedDate; readonly words: number } | null {
  const fromToday = today === null ? undefined : DAYS_FROM_TODAY.get(plain(words[0] ?? ''))
  if (today !== null && fromToday !== undefined) return { date: daysAfter(today, fromToday), words: 1 }
  for (let count = Math.min(words.length, MOST_WORDS); count > 0; count -= 1) {
    const date = readOne(plain(words.slice(0, count).join(' ')))
    if (date !== null) return { date, words: count }
  }
  return null
}

/**
 * Reads numbers with the month first: `5/1` as 1 May. Null when both orders mean one date, when only one order makes a
 * date, and for numbers with dots, because nobody writes the month first there.
 */
export function readOtherOrder(words: readonly string[]): TypedDate | null {
  const numbers = numbersIn(words.join(' '))
  if (numbers === null || numbers.between === '.' || numbers.first === numbers.second) return null
  return valid(numbers.year, numbers.second, numbers.first) === null ? null : monthBeforeDay(numbers)
}

/** Writes a date as `2020-02-28`, or as `--02-28` without a year (ISO 8601). */
export const formatDate = ({ year, month, day }: TypedDate): string =>
  `${year ?? '-'}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`

function readOne(text: string): TypedDate | null {
  const yearFirst = YEAR_FIRST.exec(text)
  // Without separators only eight digits tell the month from the day.
  if (yearFirst !== null && (yearFirst[2] !== '' || text.length === 8)) {
    return valid(yearFirst[1], yearFirst[3], yearFirst[4])
  }
  const numbers = numbersIn(text)
  if (numbers !== null) return valid(numbers.year, numbers.second, numbers.first) ?? monthBeforeDay(numbers)
  const dayFirst = DAY_FIRST.exec(text)
  if (dayFirst !== null) return valid(dayFirst[3], monthOf(dayFirst[2]), dayFirst[1])
  const monthFirst = MONTH_FIRST.exec(text)
  return monthFirst === null ? null : valid(monthFirst[3], monthOf(monthFirst[1]), monthFirst[2])
}

interface DateInNumbers {
  readonly first: string | undefined
  readonly between: string | undefined
  readonly second: string | undefined
  readonly year: string | undefined
}

/**
 * Reads day and month in numbers. Null for `28-2` and `28 2 20`: people write no dates so, and the numbers may be
 * anything.
 */
function numbersIn(text: string): DateInNumbers | null {
  const [, first, between = '', second, year] = NUMBERS.exec(text) ?? []
  const isWhole = year !== undefined && (between !== ' ' || year.length === 4)
  return isWhole || /[/.]/.test(between) ? { first, between, second, year } : null
}

const monthBeforeDay = ({ first, second, year }: DateInNumbers): TypedDate | null => valid(year, first, second)

/** 1 to 12 for the name of a month or its beginning (three letters or more); 0 for anything else. */
function monthOf(word = ''): number {
  const beginning = word === 'sept' ? 'sep' : word
  return MONTHS.findIndex((names) => names.some((name) => name.startsWith(beginning))) + 1
}

const plain = (text: string): string => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()

function valid(
  year: string | undefined,
  month: string | number | undefined,
  day: string | undefined,
): TypedDate | null {
  const date = { year: yearOf(year), month: Number(month), day: Number(day) }
  // 2000 was a leap year: without a year, 29 February is a day.
  const real = new Date(Date.UTC(date.year ?? 2000, date.month - 1, date.day))
  return date.month >= 1 && real.getUTCMonth() === date.month - 1 && real.getUTCDate() === date.day ? date : null
}

function daysAfter({ year, month, day }: TypedDate, days: number): TypedDate {
  const date = new Date(Date.UTC(year ?? 2000, month - 1, day + days))
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() }
}

function yearOf(year: string | undefined): number | null {
  if (year === undefined) return null
  return year.length === 2 ? 2000 + Number(year) : Number(year)
}
