import type { Clue, ClueKind, FoundPerson, SearchAnswer } from '../../preload/model.ts'
import { maskEmail } from '../domain/mask.ts'
import { findableTokens } from '../domain/name-tokens.ts'
import { type Reading, readSearch } from '../domain/search-query.ts'
import type { Store } from '../store/open.ts'
import { countNames, type Lookup, lookUpClue, lookUpDeparture, type Match } from '../store/search.ts'

/** How many people a list shows; who needs more adds a clue. */
const LISTED = 50
/** How many candidates the rarest clue may bring, and how many of the best are ordered to the last. */
const CANDIDATES = 5_000
const RANKED = 2_000

/** How few people a clue of each kind usually fits, rarest first: it leads, and the others only say yes or no. */
const RARITY: readonly ClueKind[] = ['reference', 'phone', 'email', 'last4', 'flight', 'date', 'name']

/**
 * Answers the one search box from the copy's indexes: people who fit every clue, exact matches before beginnings,
 * among equals those with lookalike charges first, then the latest booking. No copy yet: nobody is found.
 *
 * @param stopwatch Monotonic ms.
 */
export function searchPeople(store: Store | null, text: string, stopwatch: () => number): SearchAnswer {
  const startedAt = stopwatch()
  const readings = readSearch(text)
  const [likeliest = { clues: [], unread: [] }] = readings
  const answer = (reading: Reading, people: readonly FoundPerson[], more: boolean): SearchAnswer => ({
    clues: reading.clues,
    unread: reading.unread,
    people,
    more,
    tookMs: stopwatch() - startedAt,
  })
  if (store === null) return answer(likeliest, [], false)
  for (const reading of readings) {
    const { customers, more } = findCustomers(store, reading.clues)
    const people = customers.map((customerId) => describe(store, customerId, reading.clues))
    if (people.length > 0) return answer(reading, people, more)
  }
  return answer(likeliest, [], false)
}

interface Found {
  /** `customer.id`s, best first. */
  readonly customers: readonly number[]
  readonly more: boolean
}

function findCustomers(store: Store, clues: readonly Clue[]): Found {
  const [lead, ...others] = lookupsOf(store, clues)
  if (lead === undefined) return { customers: [], more: false }
  const candidates = lead.find(CANDIDATES)
  let exactness = bestOf(candidates)
  for (const other of others) {
    const fitting = bestOf(other.narrow([...exactness.keys()]))
    exactness = new Map(
      [...fitting].map(([customerId, exact]) => [customerId, exact + (exactness.get(customerId) ?? 0)]),
    )
  }
  const best = [...exactness].sort(([, a], [, b]) => b - a).slice(0, RANKED)
  const standing = (store.prepare(STANDING).all(JSON.stringify(best.map(([id]) => id))) as Standing[])
    .map((one) => ({ ...one, exact: exactness.get(one.customerId) ?? 0 }))
    .sort((a, b) => b.exact - a.exact || b.hasGroup - a.hasGroup || b.lastBookedAt - a.lastBookedAt)
  return {
    customers: standing.slice(0, LISTED).map(({ customerId }) => customerId),
    more: exactness.size > LISTED || candidates.length >= CANDIDATES,
  }
}

interface Standing {
  readonly customerId: number
  readonly hasGroup: 0 | 1
  readonly lastBookedAt: number
}

/** Each customer once, by their best match. */
function bestOf(matches: readonly Match[]): Map<number, number> {
  const best = new Map<number, number>()
  for (const { customerId, exact } of matches) best.set(customerId, Math.max(exact, best.get(customerId) ?? 0))
  return best
}

/** The clues as lookups, the rarest first. A flight and a date mean one departure. */
function lookupsOf(store: Store, clues: readonly Clue[]): Lookup[] {
  const flight = clues.find((clue) => clue.kind === 'flight')
  const date = clues.find((clue) => clue.kind === 'date')
  const departure = flight !== undefined && date !== undefined ? [lookUpDeparture(store, flight, date)] : []
  const single = clues
    .filter((clue) => departure.length === 0 || (clue !== flight && clue !== date))
    .map((clue) => ({ clue, count: clue.kind === 'name' ? countNames(store, clue.value, CANDIDATES) : 0 }))
    .sort((a, b) => RARITY.indexOf(a.clue.kind) - RARITY.indexOf(b.clue.kind) || a.count - b.count)
  const rare = single.filter(({ clue }) => RARITY.indexOf(clue.kind) < RARITY.indexOf('last4'))
  const common = single.slice(rare.length)
  const lookUp = ({ clue }: { clue: Clue }): Lookup => lookUpClue(store, clue)
  return [...rare.map(lookUp), ...departure, ...common.map(lookUp)]
}

interface RecordRow {
  readonly id: string
  readonly bookingId: number
  readonly reference: string
  readonly givenName: string
  readonly surname: string
  readonly email: string
  readonly last4: string
  readonly flightNumber: string
  readonly departure: number
}

/** A person as the list shows them, by the name of the record that fits the clues best: families share an address. */
function describe(store: Store, customerId: number, clues: readonly Clue[]): FoundPerson {
  const records = store.prepare(RECORDS).all(customerId) as RecordRow[]
  const scored = records.map((record) => ({ record, score: clues.reduce((sum, clue) => sum + fitOf(record, clue), 0) }))
  const best = scored.reduce((a, b) => (b.score > a.score ? b : a)).record
  const wanted = clues.filter((clue) => clue.kind === 'last4').map((clue) => clue.value)
  const last4s = new Set(records.map((record) => record.last4))
  return {
    recordId: best.id,
    name: `${best.givenName} ${best.surname}`.trim(),
    maskedEmail: maskEmail(best.email),
    last4s: [...last4s].sort((a, b) => Number(wanted.includes(b)) - Number(wanted.includes(a))),
    bookings: new Set(records.map((record) => record.bookingId)).size,
    groups: store.prepare(COUNT_GROUPS).pluck().get(customerId) as number,
    matched: clues,
  }
}

/** 2 for a record that a clue fits exactly, 1 for a beginning, 0 where it does not fit. */
function fitOf(record: RecordRow, { kind, value }: Clue): number {
  switch (kind) {
    case 'name': {
      const tokens = findableTokens(`${record.givenName} ${record.surname}`)
      return tokens.includes(value) ? 2 : Number(tokens.some((token) => token.startsWith(value)))
    }
    case 'reference':
      return record.reference === value ? 2 : Number(record.reference.startsWith(value))
    case 'last4':
      return record.last4 === value ? 2 : 0
    case 'flight':
      return record.flightNumber === value ? 2 : 0
    case 'date':
      return String(record.departure).slice(4, 8) === value.slice(-5).replace('-', '') ? 2 : 0
    default:
      return 0
  }
}

const STANDING = `
  SELECT value AS customerId, EXISTS (
      SELECT 1 FROM group_charge m JOIN duplicate_group g ON g.id = m.group_id WHERE m.customer_id = value AND g.is_open = 1
    ) AS hasGroup,
    (SELECT booked_at FROM record WHERE customer_id = value ORDER BY booked_at DESC LIMIT 1) AS lastBookedAt
  FROM json_each(?)`

/** A travel agency may have thousands; the latest are enough to describe them. */
const RECORDS = `
  SELECT id, booking_id AS bookingId, reference, given_name AS givenName, surname, email, card_last4 AS last4,
    flight_number AS flightNumber, departure
  FROM record WHERE customer_id = ? ORDER BY booked_at DESC LIMIT 200`

/** What is put right, or is no group at all, wants no look. */
const COUNT_GROUPS = `
  SELECT count(DISTINCT m.group_id) FROM group_charge m JOIN duplicate_group g ON g.id = m.group_id
  WHERE m.customer_id = ? AND g.is_open = 1`
