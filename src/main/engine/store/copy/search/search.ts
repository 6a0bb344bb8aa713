import type { Clue, ClueKind, HowMatched } from '../../../../../shared/model/index.ts'
import { reverseDigits } from '../../../domain/phone.ts'
import { PHONE_DIGITS, slipsInPhone } from '../../../domain/search/slips/phone-slips.ts'
import { otherReadings, slipsInReference } from '../../../domain/search/slips/reference-slips.ts'
import type { Store } from '../../sqlite/open.ts'
import { findByAddress, narrowByAddress } from './addresses.ts'
import { beginningWith } from './beginning.ts'
import {
  type ClueStatements,
  DEPARTURE,
  FLIGHT,
  LAST4,
  ONE_OF_PHONES,
  ONE_OF_REFERENCES,
  PHONE,
  REFERENCE,
} from './clue-statements.ts'
import type { Match } from './match.ts'

/** One way to find customers by an index. The same customer may come up several times, with different matches. */
export interface Lookup {
  /** Customers that fit, up to `limit`. */
  readonly find: (limit: number) => Match[]
  /** Those of these customers that fit. */
  readonly narrow: (customerIds: readonly number[]) => Match[]
}

/** A row of every statement; `exact` is 1 when the whole clue fits, not only its beginning or end. */
interface MatchRow {
  readonly customerId: number
  readonly exact: 0 | 1
}

/** The named parameters of one statement: the texts or numbers that a row may have. */
type Bounds = Readonly<Record<string, string | number>>

/** A clue for which the bookings or customers have an index; vocabulary.ts looks up names. */
export interface IndexedClue extends Clue {
  readonly kind: Exclude<ClueKind, 'name'>
}

/** The lookup of one clue. A date without a year looks into every year of the copy. */
export function lookUpClue(store: Store, { kind, value }: IndexedClue): Lookup {
  switch (kind) {
    case 'reference':
      return firstWithMatches([
        lookup(store, REFERENCE, [beginningWith(value)]),
        lookup(store, REFERENCE, otherReadings(value).map(beginningWith), MISTYPED),
        lookup(store, ONE_OF_REFERENCES, oneOf(slipsInReference(value)), MISTYPED),
      ])
    case 'email':
      return {
        find: (limit) => findByAddress(store, value, limit),
        narrow: (customerIds) => narrowByAddress(store, value, customerIds),
      }
    case 'phone': {
      const whole = reverseDigits(value)
      return firstWithMatches([
        // A different country code before the nine digits makes it a different number.
        lookup(store, PHONE, [{ ...beginningWith(whole.slice(0, PHONE_DIGITS)), whole }], MATCHES_END),
        lookup(store, ONE_OF_PHONES, oneOf(slipsInPhone(whole)), MISTYPED),
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

/** The lookup of a flight and a date on the same booking. */
export function lookUpDeparture(store: Store, flight: Clue, date: Clue): Lookup {
  return lookup(
    store,
    FLIGHT,
    daysOf(store, date.value).map((day) => ({ ...day, flight: flight.value })),
  )
}

/** How a row matches when the whole clue fits, and when only a part of it fits. */
interface MatchKinds {
  readonly whole: HowMatched
  readonly part: HowMatched
}
const MATCHES_BEGINNING: MatchKinds = { whole: 'exact', part: 'beginning' }
const MATCHES_END: MatchKinds = { whole: 'exact', part: 'mistyped' }
const MISTYPED: MatchKinds = { whole: 'mistyped', part: 'mistyped' }

/** The bounds of a statement that reads a list; no bounds for an empty list. */
const oneOf = (values: readonly string[]): Bounds[] => (values.length === 0 ? [] : [{ values: JSON.stringify(values) }])

function lookup(
  store: Store,
  { find, narrow }: ClueStatements,
  alternatives: readonly Bounds[],
  { whole, part }: MatchKinds = MATCHES_BEGINNING,
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

/** `find` uses the first lookup that finds somebody; `narrow` uses all of them. */
const firstWithMatches = (lookups: readonly Lookup[]): Lookup => ({
  find: (limit) => {
    for (const { find } of lookups) {
      const found = find(limit)
      if (found.length > 0) return found
    }
    return []
  },
  narrow: (customerIds) => lookups.flatMap(({ narrow }) => narrow(customerIds)),
})

/** A day as bounds of `departure`: one pair for `2020-02-28`, one pair for each year of the copy for `--02-28`. */
function daysOf(store: Store, value: string): { from: number; to: number }[] {
  const [, year, month = '', day = ''] = /^(\d{4}|-)-(\d\d)-(\d\d)$/.exec(value) ?? []
  const years = year === '-' ? yearsOf(store) : [Number(year)]
  return years.map((calendarYear) => {
    const start = Number(`${calendarYear}${month}${day}0000`)
    return { from: start, to: start + 10_000 }
  })
}

function yearsOf(store: Store): number[] {
  const first = store.prepare<[], number | null>('SELECT min(departure) FROM booking').pluck().get() ?? null
  const last = store.prepare<[], number | null>('SELECT max(departure) FROM booking').pluck().get() ?? null
  if (first === null || last === null) return []
  const yearOf = (departure: number): number => Math.floor(departure / 100_000_000)
  const [from, to] = [yearOf(first), yearOf(last)]
  // A desk keeps fewer than ten years. The limit keeps one odd departure from costing a thousand lookups.
  return Array.from({ length: Math.min(to - from + 1, 10) }, (_, index) => to - index)
}
