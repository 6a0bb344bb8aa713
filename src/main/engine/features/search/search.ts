import type { FoundPerson, SearchAnswer } from '../../../../shared/model/index.ts'
import { readSearch } from '../../domain/search/query.ts'
import { MARGIN } from '../../domain/search/rank.ts'
import type { Reading } from '../../domain/search/typed/reading.ts'
import type { TypedDate } from '../../domain/search/typed/typed-dates.ts'
import { STILL_HELD } from '../../store/copy/groups.ts'
import type { Store } from '../../store/sqlite/open.ts'
import { findCandidates } from './candidates.ts'
import { describePeople } from './described.ts'
import { confirmedReadings, respacedReadings } from './readings.ts'

/** The most people that a list shows; an agent who needs more adds a clue. */
const LISTED = 50
/** People who fit fewer clues than the best one fill the list up to so many: the caller may have named another person of the booking. */
const FILLED = 10
/** The most customers of equal cost that are ordered by what they have bought. */
const ORDERED = 400

/** The time of a search. */
export interface SearchTime {
  /** Monotonic ms. */
  readonly stopwatch: () => number
  /** The local date of the agent; null when it is not known. */
  readonly today: TypedDate | null
  /** Holds authorised before this instant (UTC ms) have dropped off (domain/hold.ts), so their groups are not open. */
  readonly heldSince: number
}

/**
 * Answers the search box from the indexes of the copy. The people who fit the typed text best come first, also with slips; among
 * equals those with open groups, then those with the latest booking. Before the first fill it finds nobody.
 */
export function searchPeople(
  store: Store | null,
  text: string,
  { stopwatch, today, heldSince }: SearchTime,
): SearchAnswer {
  const startedAt = stopwatch()
  const { reading, people, more } = findPeople(store === null ? null : { store, heldSince }, readSearch(text, today))
  return { clues: reading.clues, unread: reading.unread, people, more, tookMs: stopwatch() - startedAt }
}

/** What a search reads: the copy, and the instant of `SearchTime.heldSince`. */
interface Place {
  readonly store: Store
  readonly heldSince: number
}

interface Found {
  readonly reading: Reading
  readonly people: readonly FoundPerson[]
  readonly more: boolean
  /** The cost of the best person. */
  readonly cost: number
}

/**
 * Finds people by the first reading in which somebody fits every clue; when there is none, by the reading in which somebody fits
 * best, also with other spaces in its names.
 */
function findPeople(at: Place | null, readings: readonly Reading[]): Found {
  const [likeliest = { clues: [], unread: [] }] = readings
  const none: Found = { reading: likeliest, people: [], more: false, cost: Number.POSITIVE_INFINITY }
  if (at === null) return none
  const best = findBest(at, confirmedReadings(at.store, readings), none)
  return fitsAll(best) ? best : findBest(at, respacedReadings(at.store, best.reading), best)
}

/** The first of these readings in which somebody fits every clue, else the best of them and of `already`. */
function findBest(at: Place, readings: Iterable<Reading>, already: Found): Found {
  let best = already
  for (const reading of readings) {
    const found = readAs(at, reading)
    if (found === null) continue
    if (fitsAll(found)) return found
    if (found.cost < best.cost) best = found
  }
  return best
}

const fitsAll = ({ people }: Found): boolean => people[0]?.unmatched.length === 0

function readAs({ store, heldSince }: Place, reading: Reading): Found | null {
  const { lookups, typed, costs, isCut } = findCandidates(store, reading.clues)
  const best = Math.min(...costs.values())
  const near = [...costs].filter(([, cost]) => cost <= best + MARGIN).sort(([, a], [, b]) => a - b)
  const worst = near[LISTED - 1]?.[1] ?? Number.POSITIVE_INFINITY
  const equals = near.slice(0, ORDERED).filter(([, cost]) => cost <= worst)
  const listed = inOrder(store, equals, heldSince).slice(0, LISTED)
  const described = describePeople(store, listed, reading.clues, { lookups, typed, heldSince })
  const [first] = described
  if (first === undefined) return null
  const people = described.filter((one, place) => place < FILLED || one.unmatched.length <= first.unmatched.length)
  return { reading, people, more: isCut || (people.length === LISTED && near.length > LISTED), cost: best }
}

/** Customers by cost, among equals by what they have bought. */
function inOrder(store: Store, costs: readonly (readonly [number, number])[], heldSince: number): number[] {
  const costOf = new Map(costs)
  const ids = JSON.stringify(costs.map(([id]) => id))
  return (store.prepare(PURCHASES).all({ ids, heldSince }) as Purchases[])
    .map((one) => ({ ...one, cost: costOf.get(one.customerId) ?? 0 }))
    .sort((a, b) => a.cost - b.cost || b.hasGroup - a.hasGroup || b.lastBookedAt - a.lastBookedAt)
    .map(({ customerId }) => customerId)
}

/** What a customer has bought, as far as the order of a list needs it. */
interface Purchases {
  readonly customerId: number
  readonly hasGroup: 0 | 1
  readonly lastBookedAt: number
}

const PURCHASES = `
  SELECT value AS customerId, EXISTS (
      SELECT 1 FROM group_charge JOIN duplicate_group ON duplicate_group.id = group_id
      WHERE group_charge.customer_id = value AND is_open = 1 AND ${STILL_HELD}
    ) AS hasGroup,
    (SELECT booked_at FROM booking WHERE customer_id = value ORDER BY booked_at DESC LIMIT 1) AS lastBookedAt
  FROM json_each(@ids)`
