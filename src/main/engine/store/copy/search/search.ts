import type { Clue, ClueKind, HowMatched } from '../../../../../shared/model/index.ts'
import { reverseDigits } from '../../../domain/phone.ts'
import { PHONE_DIGITS, slipsInPhone } from '../../../domain/search/slips/phone-slips.ts'
import { otherReadings, slipsInReference } from '../../../domain/search/slips/reference-slips.ts'
import type { Store } from '../../sqlite/open.ts'
import { findByAddress, narrowByAddress } from './addresses.ts'
import type { Match } from './match.ts'

/** One way into the store by an index. A customer may come up several times, fitting in several ways. */
export interface Lookup {
  /** Customers that fit, up to a limit. */
  readonly find: (limit: number) => Match[]
  /** Those of these customers that fit. */
  readonly narrow: (customerIds: readonly number[]) => Match[]
}

/** What a statement answers: 1 for the whole of what was typed. */
interface MatchRow {
  readonly customerId: number
  readonly exact: 0 | 1
}

/** The named parameters of one statement: which texts or numbers a row may have. */
type Bounds = Readonly<Record<string, string | number>>

/** Sorts after everything that begins alike. */
const LAST = '\u{10ffff}'

/** A clue that an index of its own answers; names have their vocabulary (vocabulary.ts). */
export interface IndexedClue extends Clue {
  readonly kind: Exclude<ClueKind, 'name'>
}

/** The lookup of one clue; a date without a year looks into every year that the copy has. */
export function lookUpClue(store: Store, { kind, value }: IndexedClue): Lookup {
  switch (kind) {
    case 'reference':
      return firstThatFinds([
        lookup(store, REFERENCE, [startingWith(value)]),
        lookup(store, REFERENCE, otherReadings(value).map(startingWith), ALL_MISTYPED),
        lookup(store, ONE_OF_REFERENCES, oneOf(slipsInReference(value)), ALL_MISTYPED),
      ])
    case 'email':
      return {
        find: (limit) => findByAddress(store, value, limit),
        narrow: (customerIds) => narrowByAddress(store, value, customerIds),
      }
    case 'phone': {
      const whole = reverseDigits(value)
      return firstThatFinds([
        // Where the country before the nine digits is another, so is the number.
        lookup(store, PHONE, [{ ...startingWith(whole.slice(0, PHONE_DIGITS)), whole }], ENDS_ALIKE),
        lookup(store, ONE_OF_PHONES, oneOf(slipsInPhone(whole)), ALL_MISTYPED),
      ])
    }
    case 'last4':
      return lookup(store, LAST4, [{ last4: value }])
    case 'flight':
      return lookup(store, FLIGHT, [{ flight: value, from: 0, to: Number.MAX_SAFE_INTEGER }])
    case 'date':
      return lookup(store, DEPARTURE, daysOf(store, value))
  }
}

/** A flight on a date, on one and the same booking. */
export function lookUpDeparture(store: Store, flight: Clue, date: Clue): Lookup {
  return lookup(
    store,
    FLIGHT,
    daysOf(store, date.value).map((day) => ({ ...day, flight: flight.value })),
  )
}

interface Statements {
  /** Exact matches first, then the beginnings; each takes a `@limit` beside its bounds. */
  readonly find: readonly string[]
  /** Takes `@ids`, a JSON array, beside its bounds. */
  readonly narrow: string
}

/** How what fits the whole fits, and what fits a part. */
interface Hows {
  readonly whole: HowMatched
  readonly part: HowMatched
}
const BEGINS_SO: Hows = { whole: 'exact', part: 'beginning' }
const ENDS_ALIKE: Hows = { whole: 'exact', part: 'mistyped' }
const ALL_MISTYPED: Hows = { whole: 'mistyped', part: 'mistyped' }

const startingWith = (beginning: string) => ({ from: beginning, to: beginning + LAST })

/** Bounds that a statement reads as a list; none where it is empty. */
const oneOf = (values: readonly string[]): Bounds[] => (values.length === 0 ? [] : [{ values: JSON.stringify(values) }])

function lookup(
  store: Store,
  { find, narrow }: Statements,
  alternatives: readonly Bounds[],
  { whole, part }: Hows = BEGINS_SO,
): Lookup {
  const asMatch = ({ customerId, exact }: MatchRow): Match => ({ customerId, how: exact === 1 ? whole : part })
  return {
    find: (limit) => {
      const found: Match[] = []
      for (const sql of find) {
        for (const bounds of alternatives) {
          if (found.length >= limit) return found
          const rows = store.prepare<[Bounds], MatchRow>(sql).all({ ...bounds, limit: limit - found.length })
          found.push(...rows.map(asMatch))
        }
      }
      return found
    },
    narrow: (customerIds) => {
      const ids = JSON.stringify(customerIds)
      return alternatives.flatMap((bounds) =>
        store
          .prepare<[Bounds], MatchRow>(narrow)
          .all({ ...bounds, ids })
          .map(asMatch),
      )
    },
  }
}

/** Leads with the first that finds somebody; narrows by all of them. */
const firstThatFinds = (lookups: readonly Lookup[]): Lookup => ({
  find: (limit) => {
    for (const { find } of lookups) {
      const found = find(limit)
      if (found.length > 0) return found
    }
    return []
  },
  narrow: (customerIds) => lookups.flatMap(({ narrow }) => narrow(customerIds)),
})

/** A day as bounds of `departure`: one for `2020-02-28`, one for each year of the copy for `--02-28`. */
function daysOf(store: Store, value: string): { from: number; to: number }[] {
  const [, year, month = '', day = ''] = /^(\d{4}|-)-(\d\d)-(\d\d)$/.exec(value) ?? []
  const years = year === '-' ? yearsOf(store) : [Number(year)]
  return years.map((one) => {
    const start = Number(`${one}${month}${day}0000`)
    return { from: start, to: start + 10_000 }
  })
}

function yearsOf(store: Store): number[] {
  const first = store.prepare<[], number | null>('SELECT min(departure) FROM booking').pluck().get() ?? null
  const last = store.prepare<[], number | null>('SELECT max(departure) FROM booking').pluck().get() ?? null
  if (first === null || last === null) return []
  const yearOf = (departure: number): number => Math.floor(departure / 100_000_000)
  const [from, to] = [yearOf(first), yearOf(last)]
  // The latest ten years are more than a desk keeps; a single odd departure must not cost a thousand lookups.
  return Array.from({ length: Math.min(to - from + 1, 10) }, (_, index) => to - index)
}

/** The plus keeps the other indexes out: of a few customers all bookings are read, never all bookings of a flight. */
const OF_RECORDS = 'FROM json_each(@ids) CROSS JOIN booking ON booking.customer_id = json_each.value'

const REFERENCE: Statements = {
  find: [
    `SELECT customer_id AS customerId, max(reference = @from) AS exact FROM booking
     WHERE reference >= @from AND reference < @to GROUP BY reference, customer_id LIMIT @limit`,
  ],
  narrow: `SELECT customer_id AS customerId, reference = @from AS exact ${OF_RECORDS}
    WHERE +reference >= @from AND +reference < @to`,
}

/** A list of references, of which a booking may have any. */
const ONE_OF_REFERENCES: Statements = {
  find: [
    `SELECT DISTINCT customer_id AS customerId, 0 AS exact
     FROM json_each(@values) CROSS JOIN booking ON reference = json_each.value LIMIT @limit`,
  ],
  narrow: `SELECT customer_id AS customerId, 0 AS exact ${OF_RECORDS}
    WHERE +reference IN (SELECT value FROM json_each(@values))`,
}

/** One is the other but for what stands before it: the country, 00, or the 0 of a trunk. All from last digit to first. */
const IS_SAME_PHONE = `(substr(phone_reversed, 1, length(@whole)) = @whole
  OR substr(@whole, 1, length(rtrim(phone_reversed, '0'))) = rtrim(phone_reversed, '0'))`

const PHONE: Statements = {
  find: [
    `SELECT customer_id AS customerId, max(${IS_SAME_PHONE}) AS exact FROM booking
     WHERE phone_reversed >= @from AND phone_reversed < @to GROUP BY phone_reversed, customer_id LIMIT @limit`,
  ],
  narrow: `SELECT customer_id AS customerId, ${IS_SAME_PHONE} AS exact ${OF_RECORDS}
    WHERE +phone_reversed >= @from AND +phone_reversed < @to`,
}

/** A list of ends of numbers, of which a booking's may have any. */
const ONE_OF_PHONES: Statements = {
  find: [
    `SELECT DISTINCT customer_id AS customerId, 0 AS exact FROM json_each(@values)
     CROSS JOIN booking ON phone_reversed >= json_each.value AND phone_reversed < json_each.value || '${LAST}' LIMIT @limit`,
  ],
  narrow: `SELECT customer_id AS customerId, 0 AS exact ${OF_RECORDS} WHERE EXISTS (
      SELECT 1 FROM json_each(@values) WHERE substr(phone_reversed, 1, length(json_each.value)) = json_each.value)`,
}

const LAST4: Statements = {
  find: [`SELECT DISTINCT customer_id AS customerId, 1 AS exact FROM booking WHERE card_last4 = @last4 LIMIT @limit`],
  narrow: `SELECT customer_id AS customerId, 1 AS exact ${OF_RECORDS}
    WHERE +card_last4 = @last4`,
}

const FLIGHT: Statements = {
  find: [
    `SELECT DISTINCT customer_id AS customerId, 1 AS exact FROM booking
     WHERE flight_number = @flight AND departure >= @from AND departure < @to LIMIT @limit`,
  ],
  narrow: `SELECT customer_id AS customerId, 1 AS exact ${OF_RECORDS}
    WHERE +flight_number = @flight AND +departure >= @from AND +departure < @to`,
}

const DEPARTURE: Statements = {
  find: [
    `SELECT DISTINCT customer_id AS customerId, 1 AS exact FROM booking
     WHERE departure >= @from AND departure < @to LIMIT @limit`,
  ],
  narrow: `SELECT customer_id AS customerId, 1 AS exact ${OF_RECORDS}
    WHERE +departure >= @from AND +departure < @to`,
}
