import fc from 'fast-check'
import type { WireChange } from './feed-server.ts'
import { booking, charge, decision, deletion, refund } from './wire.ts'

/** Few ids, names, cards, flights and amounts, so that the facts meet in many combinations. */
const bookingIds = fc.constantFrom('b1', 'b2', 'b3', 'b4', 'b5')
const chargeIds = fc.constantFrom('c1', 'c2', 'c3', 'c4', 'c5', 'c6')
const version = fc.integer({ min: 1, max: 5 })
const card = fc
  .constantFrom('MElF6R3j3v9Sph0IczFB1y3ULsnUeXLxBgU01UwMf5A', 'AAlF6R3j3v9Sph0IczFB1y3ULsnUeXLxBgU01UwMf5A')
  .map((fingerprint) => ({ fingerprint, last4: '5100', brand: 'visa' }))
const verdict = fc.constantFrom('duplicate', 'not_duplicate', 'duplicate', 'not_duplicate', 'withdrawn', 'shrugged')
const decidedAt = fc.constantFrom('2020-01-07T10:00:00.000Z', '2020-01-08T10:00:00.000Z')

const bookings = fc
  .record({
    id: bookingIds,
    version,
    reference: fc.constantFrom('AAA111', 'BBB222', 'CCC333'),
    givenName: fc.constantFrom('Davey', 'DAVEY', 'Davy', 'Mary'),
    email: fc.constantFrom('a@example.org', 'A@example.org', 'b@example.org'),
    phone: fc.constantFrom(null, '+353861234567'),
    day: fc.constantFrom(28, 28, 29),
    status: fc.constantFrom('confirmed', 'confirmed', 'confirmed', 'cancelled', 'dreaming'),
    serviceCode: fc.constantFrom(null, null, null, 'EXST'),
  })
  .map(({ id, ...parts }) => booking(id, { ...parts, email: parts.email.toLowerCase() }))

const charges = fc
  .record({
    id: chargeIds,
    bookingId: bookingIds,
    version,
    card,
    amountMinor: fc.constantFrom(1_000, 1_000, 2_000),
    purpose: fc.constantFrom('fare', 'fare', 'fare', 'ancillary'),
    state: fc.constantFrom('captured', 'captured', 'captured', 'authorised', 'voided', 'failed', 'disputed', 'lent'),
    gateway: fc.constantFrom('old', 'new'),
    authorisedAt: fc.constantFrom('2020-01-05T20:03:00.000Z', '2020-01-05T20:15:00.000Z', '2020-01-09T20:15:00.000Z'),
    capturedAt: fc.constantFrom(null, '2020-01-05T20:03:00.000Z', '2020-01-05T20:15:00.000Z'),
  })
  .map(({ id, bookingId, ...parts }) => charge(id, bookingId, parts))

const refunds = fc
  .record({
    id: fc.constantFrom('r1', 'r2', 'r3'),
    chargeId: chargeIds,
    version,
    amountMinor: fc.constantFrom(500, 1_000, 2_000),
    state: fc.constantFrom('succeeded', 'failed', 'pending'),
    reason: fc.constantFrom('duplicate', 'cancelled'),
    keepChargeId: fc.constantFrom(null, 'c1'),
  })
  .map(({ id, chargeId, ...parts }) => refund(id, chargeId, parts))

/** Decisions that may supersede each other share a charge, as the contract demands; the others name any charges. */
const decisions = fc.oneof(
  fc
    .record({
      id: fc.constantFrom('d1', 'd2', 'd3'),
      version,
      named: fc.uniqueArray(chargeIds, { maxLength: 3 }),
      supersedes: fc.constantFrom(null, 'd1', 'd2'),
      verdict,
      decidedAt,
    })
    .map(({ id, named, ...parts }) => decision(id, [...new Set(['c1', ...named])], parts)),
  fc
    .record({
      id: fc.constantFrom('d4', 'd5'),
      version,
      named: fc.uniqueArray(chargeIds, { maxLength: 4 }),
      verdict,
      decidedAt,
    })
    .map(({ id, named, ...parts }) => decision(id, named, parts)),
)

const deletions = fc
  .tuple(
    fc.oneof(
      bookingIds.map((id) => ['booking', id]),
      chargeIds.map((id) => ['charge', id]),
      fc.constantFrom('d1', 'd2', 'd3', 'd4', 'd5').map((id) => ['decision', id]),
    ),
    version,
  )
  .map(([[kind = '', id = ''], v]) => deletion(kind, id, v))

const change: fc.Arbitrary<WireChange> = fc.oneof(
  { weight: 5, arbitrary: bookings },
  { weight: 6, arbitrary: charges },
  { weight: 2, arbitrary: refunds },
  { weight: 3, arbitrary: decisions },
  { weight: 2, arbitrary: deletions },
)

/** Gives each version of an item one content: the first that was drawn. */
function asHistory(changes: readonly WireChange[]): WireChange[] {
  const known = new Map<string, WireChange>()
  return changes.map((one) => {
    const name = `${one.kind} ${one.id} ${one.version}`
    const first = known.get(name) ?? one
    known.set(name, first)
    return first
  })
}

/**
 * Any history of a few bookings: bookings that move to another departure, charges that move to another booking,
 * refunds, decisions that are made, withdrawn and join departures, deletions, and old versions that come late.
 */
export const history = (maxLength: number): fc.Arbitrary<WireChange[]> =>
  fc.array(change, { minLength: Math.floor(maxLength / 3), maxLength }).map(asHistory)
