import type { Clue } from '../../preload/model.ts'
import type { Store } from './open.ts'
import { reverseDigits } from './records.ts'

/**
 * One way into the store by an index: `find` lists customers that fit, `fits` asks it of one customer. Both answer 1
 * for an exact match, 0 for a beginning, and nothing where it does not fit.
 */
export interface Lookup {
  readonly find: (limit: number) => Match[]
  readonly fits: (customerId: number) => 0 | 1 | null
}

export interface Match {
  readonly customerId: number
  readonly exact: 0 | 1
}

/** The bounds of one statement: which texts or numbers a row may have. */
type Bounds = readonly (string | number)[]

/** Sorts after everything that begins alike. */
const LAST = '\u{10ffff}'
/** Phones agree on their last nine digits; how the country or the trunk is written before them differs. */
const PHONE_DIGITS = 9

/** The lookup of one clue; a date without a year looks into every year that the copy has. */
export function lookUpClue(store: Store, { kind, value }: Clue): Lookup {
  switch (kind) {
    case 'reference':
      return lookup(store, REFERENCE, [[value, value + LAST]])
    case 'email':
      return lookup(store, EMAIL, [[value, value + LAST]])
    case 'phone': {
      const reversed = reverseDigits(value)
      const end = reversed.slice(0, PHONE_DIGITS)
      return lookup(store, PHONE, [[end, end + LAST, reversed]])
    }
    case 'last4':
      return lookup(store, LAST4, [[value]])
    case 'flight':
      return lookup(store, FLIGHT, [[value, 0, Number.MAX_SAFE_INTEGER]])
    case 'date':
      return lookup(store, DEPARTURE, daysOf(store, value))
    case 'name':
      return lookup(store, NAME, [[value, value + LAST]])
  }
}

/** A flight on a date, on one and the same record. */
export function lookUpDeparture(store: Store, flight: Clue, date: Clue): Lookup {
  return lookup(
    store,
    FLIGHT,
    daysOf(store, date.value).map((day) => [flight.value, ...day]),
  )
}

/** How many customers bear a name that begins so, counted up to `most`: the rarer one is looked up first. */
export function countNames(store: Store, token: string, most: number): number {
  return store
    .prepare(COUNT_NAMES)
    .pluck()
    .get(token, token + LAST, most) as number
}

interface Statements {
  /** Exact matches first, then the beginnings; a limit is the last parameter of each. */
  readonly find: readonly string[]
  /** The customer is the first parameter. */
  readonly fits: string
}

function lookup(store: Store, { find, fits }: Statements, alternatives: readonly Bounds[]): Lookup {
  return {
    find: (limit) => {
      const found: Match[] = []
      for (const sql of find) {
        for (const bounds of alternatives) {
          if (found.length < limit) found.push(...(store.prepare(sql).all(...bounds, limit - found.length) as Match[]))
        }
      }
      return found
    },
    fits: (customerId) => {
      let best: 0 | 1 | null = null
      for (const bounds of alternatives) {
        const exact = store
          .prepare(fits)
          .pluck()
          .get(customerId, ...bounds) as 0 | 1 | null | undefined
        if (exact === 1) return 1
        best ??= exact ?? null
      }
      return best
    },
  }
}

/** A day as bounds of `departure`: one pair for `2020-02-28`, one for each year of the copy for `--02-28`. */
function daysOf(store: Store, value: string): [number, number][] {
  const [, year, month = '', day = ''] = /^(\d{4}|-)-(\d\d)-(\d\d)$/.exec(value) ?? []
  const years = year === '-' ? yearsOf(store) : [Number(year)]
  return years.map((one) => {
    const start = Number(`${one}${month}${day}0000`)
    return [start, start + 10_000]
  })
}

function yearsOf(store: Store): number[] {
  const first = store.prepare('SELECT min(departure) FROM record').pluck().get() as number | null
  const last = store.prepare('SELECT max(departure) FROM record').pluck().get() as number | null
  if (first === null || last === null) return []
  const [from, to] = [first, last].map((departure) => Math.floor(departure / 100_000_000)) as [number, number]
  // The latest ten years are more than a desk keeps; a single odd departure must not cost a thousand lookups.
  return Array.from({ length: Math.min(to - from + 1, 10) }, (_, index) => to - index)
}

const REFERENCE: Statements = {
  find: [
    `SELECT customer_id AS customerId, max(reference = ?1) AS exact FROM record
     WHERE reference >= ?1 AND reference < ?2 GROUP BY reference, customer_id LIMIT ?3`,
  ],
  fits: `SELECT max(reference = ?2) FROM record WHERE customer_id = ?1 AND +reference >= ?2 AND +reference < ?3`,
}

const EMAIL: Statements = {
  find: ['SELECT id AS customerId, key = ?1 AS exact FROM customer WHERE key >= ?1 AND key < ?2 ORDER BY key LIMIT ?3'],
  fits: 'SELECT key = ?2 FROM customer WHERE id = ?1 AND +key >= ?2 AND +key < ?3',
}

const PHONE: Statements = {
  find: [
    `SELECT customer_id AS customerId, phone_reversed = ?3 AS exact FROM record
     WHERE phone_reversed >= ?1 AND phone_reversed < ?2 GROUP BY phone_reversed, customer_id LIMIT ?4`,
  ],
  fits: `SELECT max(phone_reversed = ?4) FROM record
    WHERE customer_id = ?1 AND +phone_reversed >= ?2 AND +phone_reversed < ?3`,
}

const LAST4: Statements = {
  find: [
    'SELECT customer_id AS customerId, 1 AS exact FROM record WHERE card_last4 = ?1 GROUP BY customer_id LIMIT ?2',
  ],
  fits: 'SELECT 1 FROM record WHERE customer_id = ?1 AND card_last4 = ?2 LIMIT 1',
}

const FLIGHT: Statements = {
  find: [
    `SELECT DISTINCT customer_id AS customerId, 1 AS exact FROM record
     WHERE flight_number = ?1 AND departure >= ?2 AND departure < ?3 LIMIT ?4`,
  ],
  fits: `SELECT 1 FROM record
    WHERE customer_id = ?1 AND +flight_number = ?2 AND +departure >= ?3 AND +departure < ?4 LIMIT 1`,
}

const DEPARTURE: Statements = {
  find: [
    `SELECT DISTINCT customer_id AS customerId, 1 AS exact FROM record
     WHERE departure >= ?1 AND departure < ?2 LIMIT ?3`,
  ],
  fits: 'SELECT 1 FROM record WHERE customer_id = ?1 AND +departure >= ?2 AND +departure < ?3 LIMIT 1',
}

const NAME: Statements = {
  find: [
    'SELECT customer_id AS customerId, 1 AS exact FROM name_token WHERE token = ?1 AND ?2 IS NOT NULL LIMIT ?3',
    `SELECT DISTINCT customer_id AS customerId, 0 AS exact FROM name_token
     WHERE token > ?1 AND token < ?2 LIMIT ?3`,
  ],
  fits: 'SELECT max(token = ?2) FROM name_token WHERE customer_id = ?1 AND token >= ?2 AND token < ?3',
}

const COUNT_NAMES = `
  SELECT count(*) FROM (SELECT 1 FROM name_token WHERE token >= ?1 AND token < ?2 LIMIT ?3)`
