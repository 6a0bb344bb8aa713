import { findSharing, type Keyed } from '../domain/verdict/candidates.ts'
import type { JudgedCharge, JudgedDecision, JudgedRefund } from '../domain/verdict/judged.ts'
import { type Departure, departureKey } from '../store/copy/copy.ts'
import type { Store } from '../store/sqlite/open.ts'

/** Departures that are judged together: those asked for, and those that people's decisions tie to them. */
export interface Gathered {
  readonly charges: readonly JudgedCharge[]
  readonly decisions: readonly JudgedDecision[]
  /** `customer.id` by charge id. */
  readonly customerOf: ReadonlyMap<string, number>
}

/** What of a charge tells whether a verdict has to look at it. */
interface Sighted extends Keyed, Departure {
  /** Whether a person has spoken of it. */
  readonly isNamed: 0 | 1
  /** The stored group that it is in. */
  readonly groupId: string | null
}

/** The same as a row of `SIGHTED`. */
type SightedRow = [
  id: string,
  bookingId: string,
  cardFingerprint: string,
  email: string,
  phone: string | null,
  givenName: string,
  surname: string,
  flightNumber: string,
  departure: number,
  isNamed: 0 | 1,
  groupId: string | null,
]

/**
 * Everything that a verdict on these departures looks at, found by the index of flights. Of a charge that shares nothing with
 * another only the keys are read.
 *
 * @param named Charges to look at whatever they share: what this desk alone has spoken of.
 * @param follow Which departures one brings with it, by what was seen of its charges.
 */
export function gatherDepartures(
  store: Store,
  first: readonly Departure[],
  {
    named = [],
    follow = () => [],
  }: {
    named?: readonly string[]
    follow?: (departure: Departure, sighted: readonly Sighted[]) => readonly Departure[]
  } = {},
): Gathered {
  const departures = new Map<string, Departure>()
  const wanted = new Set(named)
  const spoken: string[] = []
  const waiting = [...first]
  for (const departure of waiting) {
    if (departures.has(departureKey(departure))) continue
    departures.set(departureKey(departure), departure)
    const sighted = sight(store, SIGHT, departure.flightNumber, departure.departure)
    for (const id of findSharing(sighted)) wanted.add(id)
    waiting.push(...follow(departure, sighted))
    const ofPeople = sighted.filter(({ isNamed }) => isNamed === 1).map(({ id }) => id)
    for (const id of ofPeople) wanted.add(id)
    spoken.push(...ofPeople)
    if (ofPeople.length > 0) waiting.push(...(store.prepare(TIED).all(JSON.stringify(ofPeople)) as Departure[]))
  }
  const rows = store.prepare(CHARGES).all(JSON.stringify([...wanted])) as Row[]
  return {
    charges: asCharges(rows),
    decisions: spoken.length === 0 ? [] : listDecisions(store, spoken),
    customerOf: customersOf(rows),
  }
}

/** A step through all departures in their order: what a verdict looks at there, but for those that people have spoken of. */
export interface Step {
  readonly charges: readonly JudgedCharge[]
  readonly customerOf: Gathered['customerOf']
  /** Departures that people have spoken of: to be gathered with what they are tied to. */
  readonly spoken: readonly Departure[]
  /** Where the next step begins; null when there is none. */
  readonly last: Departure | null
}

/** The departures after one, as many as hold about `limit` charges. */
export function gatherNext(store: Store, after: Departure | null, limit: number): Step {
  const { flightNumber, departure } = after ?? { flightNumber: '', departure: 0 }
  const found = sight(store, SIGHT_NEXT, flightNumber, departure, limit)
  const parts = partsOf(found)
  const cut = found.length === limit ? parts.pop() : undefined
  // What is longer than a step is read whole.
  if (parts.length === 0 && cut?.[0] !== undefined) {
    parts.push(sight(store, SIGHT, cut[0].flightNumber, cut[0].departure))
  }
  const isSpoken = (part: readonly Sighted[]): boolean => part.some(({ isNamed }) => isNamed === 1)
  const wanted = parts.flatMap((part) => (part.length < 2 || isSpoken(part) ? [] : [...findSharing(part)]))
  const rows = wanted.length === 0 ? [] : (store.prepare(CHARGES).all(JSON.stringify(wanted)) as Row[])
  const last = parts.at(-1)?.[0]
  return {
    charges: asCharges(rows),
    customerOf: customersOf(rows),
    spoken: parts.filter(isSpoken).flatMap(([one]) => one ?? []),
    last: last ?? null,
  }
}

/** Charges in the order of their departures, parted by them. */
function partsOf(ordered: readonly Sighted[]): Sighted[][] {
  const parts: Sighted[][] = []
  for (const charge of ordered) {
    const [last] = parts.at(-1) ?? []
    if (last?.departure === charge.departure && last.flightNumber === charge.flightNumber) parts.at(-1)?.push(charge)
    else parts.push([charge])
  }
  return parts
}

/** As rows of values: a fill reads a million, and as objects they take half as long again. */
function sight(store: Store, sql: string, ...given: readonly (string | number)[]): Sighted[] {
  const rows = store
    .prepare(sql)
    .raw()
    .all(...given) as SightedRow[]
  return rows.map(
    ([
      id,
      bookingId,
      cardFingerprint,
      email,
      phone,
      givenName,
      surname,
      flightNumber,
      departure,
      isNamed,
      groupId,
    ]) => ({
      id,
      bookingId,
      cardFingerprint,
      email,
      phone,
      givenName,
      surname,
      flightNumber,
      departure,
      isNamed,
      groupId,
    }),
  )
}

/** The charges of these bookings, as a verdict looks at them. */
export function listJudgedCharges(store: Store, bookingIds: readonly string[]): JudgedCharge[] {
  return asCharges(store.prepare(CHARGES_OF_BOOKINGS).all(JSON.stringify(bookingIds)) as Row[])
}

/** A charge with one of its refunds; a charge with several comes in as many rows. */
interface Row extends Omit<JudgedCharge, 'refunds'> {
  readonly customerId: number
  readonly refundMinor: number | null
  readonly refundReason: string
  readonly refundState: string
  readonly refundKeep: string | null
}

function asCharges(rows: readonly Row[]): JudgedCharge[] {
  return [...Map.groupBy(rows, ({ id }) => id).values()].flatMap((same) => {
    const [first] = same
    if (first === undefined) return []
    const refunds = same.flatMap(({ refundMinor, refundReason, refundState, refundKeep }): JudgedRefund[] =>
      refundMinor === null
        ? []
        : [{ amountMinor: refundMinor, reason: refundReason, state: refundState, keepChargeId: refundKeep }],
    )
    return [{ ...first, refunds }]
  })
}

const customersOf = (rows: readonly Row[]): Gathered['customerOf'] =>
  new Map(rows.map(({ id, customerId }) => [id, customerId]))

function listDecisions(store: Store, chargeIds: readonly string[]): JudgedDecision[] {
  const rows = store.prepare(DECISIONS).all(JSON.stringify(chargeIds)) as (Omit<JudgedDecision, 'chargeIds'> & {
    chargeIds: string
  })[]
  return rows.map((row) => ({ ...row, chargeIds: JSON.parse(row.chargeIds) as string[] }))
}

const SEEN = `charge.id, booking.id AS bookingId, charge.card_fingerprint AS cardFingerprint, booking.email, booking.phone,
    booking.given_name AS givenName, booking.surname, booking.flight_number AS flightNumber, booking.departure,
    EXISTS (SELECT 1 FROM decision_charge WHERE decision_charge.charge_id = charge.id) AS isNamed`

const SIGHT = `
  SELECT ${SEEN}, (SELECT group_id FROM group_charge WHERE group_charge.charge_id = charge.id) AS groupId
  FROM booking CROSS JOIN charge ON charge.booking_id = booking.id
  WHERE booking.flight_number = ? AND booking.departure = ?`

/** For a copy that has no groups yet. */
const SIGHT_NEXT = `
  SELECT ${SEEN}, NULL AS groupId
  FROM booking CROSS JOIN charge ON charge.booking_id = booking.id
  WHERE (booking.flight_number, booking.departure) > (?, ?)
  ORDER BY booking.flight_number, booking.departure LIMIT ?`

const JUDGED = `
  SELECT charge.id, charge.booking_id AS bookingId, charge.purpose, charge.amount_minor AS amountMinor, charge.currency,
    charge.state, charge.gateway, charge.authorised_at AS authorisedAt, charge.captured_at AS capturedAt,
    charge.card_fingerprint AS cardFingerprint, booking.entity_id AS entityId, booking.reference, booking.status,
    booking.service_code AS serviceCode, booking.given_name AS givenName, booking.surname, booking.email, booking.phone,
    booking.flight_number AS flightNumber, booking.departure, booking.customer_id AS customerId,
    refund.amount_minor AS refundMinor, refund.reason AS refundReason, refund.state AS refundState,
    refund.keep_charge_id AS refundKeep`

const CHARGES = `${JUDGED}
  FROM json_each(?) AS wanted CROSS JOIN charge ON charge.id = wanted.value
    CROSS JOIN booking ON booking.id = charge.booking_id
    LEFT JOIN refund ON refund.charge_id = charge.id`

const CHARGES_OF_BOOKINGS = `${JUDGED}
  FROM json_each(?) AS wanted CROSS JOIN booking ON booking.id = wanted.value
    CROSS JOIN charge ON charge.booking_id = booking.id
    LEFT JOIN refund ON refund.charge_id = charge.id`

/** What takes a decision's place shares charges with it, be it charges that have not come. */
const DECISIONS = `
  SELECT DISTINCT decision.id, decision.verdict, decision.charge_ids AS chargeIds, decision.supersedes,
    decision.decided_at AS decidedAt
  FROM json_each(?) AS spoken
    CROSS JOIN decision_charge AS named ON named.charge_id = spoken.value
    CROSS JOIN decision_charge AS too ON too.decision_id = named.decision_id
    CROSS JOIN decision_charge AS also ON also.charge_id = too.charge_id
    CROSS JOIN decision ON decision.id = also.decision_id`

const TIED = `
  SELECT DISTINCT booking.flight_number AS flightNumber, booking.departure
  FROM json_each(?) AS spoken
    CROSS JOIN decision_charge AS named ON named.charge_id = spoken.value
    CROSS JOIN decision_charge AS too ON too.decision_id = named.decision_id
    CROSS JOIN charge ON charge.id = too.charge_id
    CROSS JOIN booking ON booking.id = charge.booking_id`
