import type { FoundPerson, SearchAnswer } from '../../../../shared/model/index.ts'
import { readSearch } from '../../domain/search/query.ts'
import { MARGIN } from '../../domain/search/rank.ts'
import type { Reading } from '../../domain/search/typed/reading.ts'
import type { TypedDate } from '../../domain/search/typed/typed-dates.ts'
import { STILL_HELD } from '../../store/copy/groups.ts'
import type { Store } from '../../store/sqlite/open.ts'
import { findCandidates } from './candidates.ts'
import { describePeople } from './described.ts'
import { borneOut, spacedOtherwise } from './readings.ts'

/** How many people a list shows; who needs more adds a clue. */
const LISTED = 50
/** Who fits fewer of the words than the best one only fills the list up to so many: the name may be another's in the booking. */
const FILLED = 10
/** Of those who fit equally well, so many are put in order by what they have bought. */
const ORDERED = 400

/** What the clocks say when a search is asked. */
export interface SearchTime {
  /** Monotonic ms. */
  readonly stopwatch: () => number
  /** What day it is where the agent sits; null where nobody knows. */
  readonly today: TypedDate | null
  /** The instant before which a hold has dropped off (domain/hold.ts): nothing to check is left in its group. */
  readonly heldSince: number
}

/**
 * Answers the one search box from the copy's indexes: people who fit what was typed, slips and all, those who fit best
 * first, among equals those with lookalike charges, then the latest booking. No copy yet: nobody is found.
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

/** Where people are looked for, and since when a hold still holds. */
interface Place {
  readonly store: Store
  readonly heldSince: number
}

interface Found {
  readonly reading: Reading
  readonly people: readonly FoundPerson[]
  readonly more: boolean
  /** What it costs to take the best of them for what was typed. */
  readonly cost: number
}

/**
 * The first way to read the text in which somebody fits every word; else the one in which somebody fits best, also with its names
 * spaced otherwise.
 */
function findPeople(at: Place | null, readings: readonly Reading[]): Found {
  const [likeliest = { clues: [], unread: [] }] = readings
  const none: Found = { reading: likeliest, people: [], more: false, cost: Number.POSITIVE_INFINITY }
  if (at === null) return none
  const best = findBest(at, borneOut(at.store, readings), none)
  return fitsAll(best) ? best : findBest(at, spacedOtherwise(at.store, best.reading), best)
}

/** The first of these in which somebody fits every word, else the best of them and of what is found already. */
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
  return (store.prepare(STANDING).all({ ids, heldSince }) as Standing[])
    .map((one) => ({ ...one, cost: costOf.get(one.customerId) ?? 0 }))
    .sort((a, b) => a.cost - b.cost || b.hasGroup - a.hasGroup || b.lastBookedAt - a.lastBookedAt)
    .map(({ customerId }) => customerId)
}

interface Standing {
  readonly customerId: number
  readonly hasGroup: 0 | 1
  readonly lastBookedAt: number
}

const STANDING = `
  SELECT value AS customerId, EXISTS (
      SELECT 1 FROM group_charge JOIN duplicate_group ON duplicate_group.id = group_id
      WHERE group_charge.customer_id = value AND is_open = 1 AND ${STILL_HELD}
    ) AS hasGroup,
    (SELECT booked_at FROM booking WHERE customer_id = value ORDER BY booked_at DESC LIMIT 1) AS lastBookedAt
  FROM json_each(@ids)`
