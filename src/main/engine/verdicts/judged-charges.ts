import { type BlockingFacts, findSharing } from '../domain/verdict/candidates.ts'
import type { JudgedCharge, JudgedDecision, JudgedRefund } from '../domain/verdict/judged.ts'
import { type Departure, departureKey } from '../store/copy/copy.ts'
import type { Store } from '../store/sqlite/open.ts'

/** What the judge needs for some departures: those asked for, and those that people's decisions connect to them. */
export interface Gathered {
  readonly charges: readonly JudgedCharge[]
  readonly decisions: readonly JudgedDecision[]
  /** `customer.id` by charge id. */
  readonly customerOf: ReadonlyMap<string, number>
}

/** The facts of a charge that decide whether the judge needs the charge. */
interface ChargeKeys extends BlockingFacts, Departure {
  /** 1 when a person's decision names the charge. */
  readonly isNamed: 0 | 1
  /** The stored group of the charge; null without one. */
  readonly groupId: string | null
}

/** `ChargeKeys` as a row of values, in the order of the selected columns. */
type ChargeKeysRow = [
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
 * Reads everything that the judge needs for these departures. The index of flights finds it. Only the charges that
 * share a blocking key, or that a decision names, are read whole.
 *
 * @param named Ids of charges to read whole in any case: those that only this desk's own decisions name.
 * @param follow Returns further departures to read, for each departure with the keys of its charges.
 */
export function gatherDepartures(
  store: Store,
  first: readonly Departure[],
  {
    named = [],
    follow = () => [],
  }: {
    named?: readonly string[]
    follow?: (departure: Departure, charges: readonly ChargeKeys[]) => readonly Departure[]
  } = {},
): Gathered {
  const departures = new Map<string, Departure>()
  const wanted = new Set(named)
  const decided: string[] = []
  const waiting = [...first]
  for (const departure of waiting) {
    if (departures.has(departureKey(departure))) continue
    departures.set(departureKey(departure), departure)
    const charges = readKeys(store, KEYS_OF_DEPARTURE, departure.flightNumber, departure.departure)
    for (const id of findSharing(charges)) wanted.add(id)
    waiting.push(...follow(departure, charges))
    const inDecisions = charges.filter(({ isNamed }) => isNamed === 1).map(({ id }) => id)
    for (const id of inDecisions) wanted.add(id)
    decided.push(...inDecisions)
    if (inDecisions.length > 0) {
      waiting.push(...(store.prepare(CONNECTED_DEPARTURES).all(JSON.stringify(inDecisions)) as Departure[]))
    }
  }
  const rows = store.prepare(CHARGES).all(JSON.stringify([...wanted])) as Row[]
  return {
    charges: asCharges(rows),
    decisions: decided.length === 0 ? [] : listDecisions(store, decided),
    customerOf: customersOf(rows),
  }
}

/** One step through all departures in their order: what the judge needs there. */
export interface Step {
  /** The charges to judge, without those of `withDecisions`. */
  readonly charges: readonly JudgedCharge[]
  readonly customerOf: Gathered['customerOf']
  /** Departures with decisions. The caller gathers each with the departures that are connected to it. */
  readonly withDecisions: readonly Departure[]
  /** The last departure of this step, after which the next step begins; null when no departure was left. */
  readonly last: Departure | null
}

/**
 * Gathers the departures after `after`, as many as have about `limit` charges. Null for `after` begins with the first.
 */
export function gatherNext(store: Store, after: Departure | null, limit: number): Step {
  const { flightNumber, departure } = after ?? { flightNumber: '', departure: 0 }
  const found = readKeys(store, KEYS_OF_NEXT_DEPARTURES, flightNumber, departure, limit)
  const parts = splitByDeparture(found)
  // The limit may have cut the last departure, so that one waits for the next step.
  const cut = found.length === limit ? parts.pop() : undefined
  // A departure with more charges than a step is read whole.
  if (parts.length === 0 && cut?.[0] !== undefined) {
    parts.push(readKeys(store, KEYS_OF_DEPARTURE, cut[0].flightNumber, cut[0].departure))
  }
  const hasDecision = (part: readonly ChargeKeys[]): boolean => part.some(({ isNamed }) => isNamed === 1)
  const wanted = parts.flatMap((part) => (part.length < 2 || hasDecision(part) ? [] : [...findSharing(part)]))
  const rows = wanted.length === 0 ? [] : (store.prepare(CHARGES).all(JSON.stringify(wanted)) as Row[])
  const last = parts.at(-1)?.[0]
  return {
    charges: asCharges(rows),
    customerOf: customersOf(rows),
    withDecisions: parts.filter(hasDecision).flatMap(([first]) => first ?? []),
    last: last ?? null,
  }
}

/** Splits charges that are in the order of their departures. */
function splitByDeparture(ordered: readonly ChargeKeys[]): ChargeKeys[][] {
  const parts: ChargeKeys[][] = []
  for (const charge of ordered) {
    const [last] = parts.at(-1) ?? []
    if (last?.departure === charge.departure && last.flightNumber === charge.flightNumber) parts.at(-1)?.push(charge)
    else parts.push([charge])
  }
  return parts
}

/**
 * Reads `KEY_COLUMNS`. It asks for rows of values, because a fill reads a million rows, and objects take half as long
 * again.
 */
function readKeys(store: Store, sql: string, ...values: readonly (string | number)[]): ChargeKeys[] {
  const rows = store
    .prepare(sql)
    .raw()
    .all(...values) as ChargeKeysRow[]
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

/** The charges of these bookings, as the judge looks at them. */
export function listJudgedCharges(store: Store, bookingIds: readonly string[]): JudgedCharge[] {
  return asCharges(store.prepare(CHARGES_OF_BOOKINGS).all(JSON.stringify(bookingIds)) as Row[])
}

/** A charge with one of its refunds. A charge with several refunds has as many rows. */
interface Row extends Omit<JudgedCharge, 'refunds'> {
  readonly customerId: number
  /** Null, with all that follows, when the charge has no refund. */
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

const KEY_COLUMNS = `charge.id, booking.id AS bookingId, charge.card_fingerprint AS cardFingerprint, booking.email, booking.phone,
    booking.given_name AS givenName, booking.surname, booking.flight_number AS flightNumber, booking.departure,
    EXISTS (SELECT 1 FROM decision_charge WHERE decision_charge.charge_id = charge.id) AS isNamed`

const KEYS_OF_DEPARTURE = `
  SELECT ${KEY_COLUMNS}, (SELECT group_id FROM group_charge WHERE group_charge.charge_id = charge.id) AS groupId
  FROM booking CROSS JOIN charge ON charge.booking_id = booking.id
  WHERE booking.flight_number = ? AND booking.departure = ?`

/** Only for a copy that has no groups yet. */
const KEYS_OF_NEXT_DEPARTURES = `
  SELECT ${KEY_COLUMNS}, NULL AS groupId
  FROM booking CROSS JOIN charge ON charge.booking_id = booking.id
  WHERE (booking.flight_number, booking.departure) > (?, ?)
  ORDER BY booking.flight_number, booking.departure LIMIT ?`

const CHARGE_COLUMNS = `
  SELECT charge.id, charge.booking_id AS bookingId, charge.purpose, charge.amount_minor AS amountMinor, charge.currency,
    charge.state, charge.gateway, charge.authorised_at AS authorisedAt, charge.captured_at AS capturedAt,
    charge.card_fingerprint AS cardFingerprint, booking.entity_id AS entityId, booking.reference, booking.status,
    booking.service_code AS serviceCode, booking.given_name AS givenName, booking.surname, booking.email, booking.phone,
    booking.flight_number AS flightNumber, booking.departure, booking.customer_id AS customerId,
    refund.amount_minor AS refundMinor, refund.reason AS refundReason, refund.state AS refundState,
    refund.keep_charge_id AS refundKeep`

const CHARGES = `${CHARGE_COLUMNS}
  FROM json_each(?) AS wanted CROSS JOIN charge ON charge.id = wanted.value
    CROSS JOIN booking ON booking.id = charge.booking_id
    LEFT JOIN refund ON refund.charge_id = charge.id`

const CHARGES_OF_BOOKINGS = `${CHARGE_COLUMNS}
  FROM json_each(?) AS wanted CROSS JOIN booking ON booking.id = wanted.value
    CROSS JOIN charge ON charge.booking_id = booking.id
    LEFT JOIN refund ON refund.charge_id = charge.id`

/**
 * The decisions that name these charges, and those that share a charge with one of them, also a charge that the copy
 * lacks. A decision that supersedes another always shares a charge with it.
 */
const DECISIONS = `
  SELECT DISTINCT decision.id, decision.verdict, decision.charge_ids AS chargeIds, decision.supersedes,
    decision.decided_at AS decidedAt
  FROM json_each(?) AS spoken
    CROSS JOIN decision_charge AS named ON named.charge_id = spoken.value
    CROSS JOIN decision_charge AS too ON too.decision_id = named.decision_id
    CROSS JOIN decision_charge AS also ON also.charge_id = too.charge_id
    CROSS JOIN decision ON decision.id = also.decision_id`

/** The departures that decisions connect: all departures of charges in the decisions that name these charges. */
const CONNECTED_DEPARTURES = `
  SELECT DISTINCT booking.flight_number AS flightNumber, booking.departure
  FROM json_each(?) AS spoken
    CROSS JOIN decision_charge AS named ON named.charge_id = spoken.value
    CROSS JOIN decision_charge AS too ON too.decision_id = named.decision_id
    CROSS JOIN charge ON charge.id = too.charge_id
    CROSS JOIN booking ON booking.id = charge.booking_id`
