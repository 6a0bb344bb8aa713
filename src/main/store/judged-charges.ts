import type { JudgedCharge, JudgedDecision, JudgedRefund } from '../domain/verdict/judged.ts'
import { type Batch, type Departure, departureKey, markDirty } from './copy.ts'
import type { Store } from './open.ts'

/** Departures that are judged together: one, unless a person's decision names charges of several. */
export interface Linked {
  readonly departures: readonly Departure[]
  readonly charges: readonly JudgedCharge[]
  readonly decisions: readonly JudgedDecision[]
  /** `customer.id` by charge id. */
  readonly customerOf: ReadonlyMap<string, number>
}

/** Everything that a verdict on this departure looks at, found by the index of flights. */
export function gatherDepartures(store: Store, first: Departure): Linked {
  const departures = [first]
  const known = new Set([departureKey(first)])
  const rows: Row[] = []
  const decisions = new Map<string, JudgedDecision>()
  for (const departure of departures) {
    const found = store.prepare(CHARGES).all(departure.flightNumber, departure.departure) as Row[]
    rows.push(...found)
    if (found.length === 0) continue
    for (const decision of listDecisions(store, departure)) decisions.set(decision.id, decision)
    for (const other of store.prepare(TIED).all(departure.flightNumber, departure.departure) as Departure[]) {
      if (known.has(departureKey(other))) continue
      known.add(departureKey(other))
      departures.push(other)
    }
  }
  return {
    departures,
    charges: asCharges(rows),
    decisions: [...decisions.values()],
    customerOf: new Map(rows.map(({ id, customerId }) => [id, customerId])),
  }
}

/** The charges of these records, as a verdict looks at them. */
export function listJudgedCharges(store: Store, recordIds: readonly string[]): JudgedCharge[] {
  return asCharges(store.prepare(CHARGES_OF_RECORDS).all(JSON.stringify(recordIds)) as Row[])
}

/** Where the record of a charge flies; empty while the record has not come. */
export function departureOfCharge(store: Store, chargeId: string): Departure[] {
  return store.prepare(OF_CHARGE).all(chargeId) as Departure[]
}

/** The departures that share a stored group with this one. */
export function sharingGroups(store: Store, { flightNumber, departure }: Departure): Departure[] {
  return store.prepare(SHARING).all(flightNumber, departure, flightNumber, departure) as Departure[]
}

/** What hangs on a charge is to be judged again: where its record flies, and where it is in a group. Before and after a change of it. */
export function markCharge(store: Store, batch: Batch, chargeId: string): void {
  if (batch.recount === 'at_end') markDirty(batch, store.prepare(AROUND_CHARGE).all(chargeId, chargeId) as Departure[])
}

/** What hangs on a record is to be judged again: where it flies, and where its charges are in groups. Before and after a change of it. */
export function markRecord(store: Store, batch: Batch, recordId: string): void {
  if (batch.recount === 'at_end') markDirty(batch, store.prepare(AROUND_RECORD).all(recordId, recordId) as Departure[])
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

function listDecisions(store: Store, { flightNumber, departure }: Departure): JudgedDecision[] {
  const rows = store.prepare(DECISIONS).all(flightNumber, departure) as (Omit<JudgedDecision, 'chargeIds'> & {
    chargeIds: string
  })[]
  return rows.map((row) => ({ ...row, chargeIds: JSON.parse(row.chargeIds) as string[] }))
}

const JUDGED = `
  SELECT charge.id, charge.record_id AS recordId, charge.purpose, charge.amount_minor AS amountMinor, charge.currency,
    charge.state, charge.gateway, charge.authorised_at AS authorisedAt, charge.captured_at AS capturedAt,
    charge.card_fingerprint AS cardFingerprint, record.booking_id AS bookingId, record.reference, record.status,
    record.service_code AS serviceCode, record.given_name AS givenName, record.surname, record.email, record.phone,
    record.flight_number AS flightNumber, record.departure, record.customer_id AS customerId,
    refund.amount_minor AS refundMinor, refund.reason AS refundReason, refund.state AS refundState,
    refund.keep_charge_id AS refundKeep
  FROM record CROSS JOIN charge ON charge.record_id = record.id
    LEFT JOIN refund ON refund.charge_id = charge.id`

const CHARGES = `${JUDGED} WHERE record.flight_number = ? AND record.departure = ?`

const CHARGES_OF_RECORDS = `${JUDGED} WHERE record.id IN (SELECT value FROM json_each(?))`

const SPOKEN_OF = `
  FROM record CROSS JOIN charge ON charge.record_id = record.id
    CROSS JOIN decision_charge AS named ON named.charge_id = charge.id`

/** What takes a decision's place shares charges with it, be it charges that have not come. */
const DECISIONS = `
  SELECT DISTINCT decision.id, decision.verdict, decision.charge_ids AS chargeIds, decision.supersedes,
    decision.decided_at AS decidedAt
  ${SPOKEN_OF}
    CROSS JOIN decision_charge AS too ON too.decision_id = named.decision_id
    CROSS JOIN decision_charge AS also ON also.charge_id = too.charge_id
    CROSS JOIN decision ON decision.id = also.decision_id
  WHERE record.flight_number = ? AND record.departure = ?`

const TIED = `
  SELECT DISTINCT there.flight_number AS flightNumber, there.departure
  ${SPOKEN_OF}
    CROSS JOIN decision_charge AS too ON too.decision_id = named.decision_id
    CROSS JOIN charge AS other ON other.id = too.charge_id
    CROSS JOIN record AS there ON there.id = other.record_id
  WHERE record.flight_number = ? AND record.departure = ?`

const SHARING = `
  SELECT kept.flight_number AS flightNumber, kept.departure
  FROM record CROSS JOIN charge ON charge.record_id = record.id
    CROSS JOIN group_charge AS member ON member.charge_id = charge.id
    CROSS JOIN duplicate_group AS kept ON kept.id = member.group_id
  WHERE record.flight_number = ? AND record.departure = ?
  UNION SELECT record.flight_number, record.departure
  FROM duplicate_group AS kept CROSS JOIN group_charge AS member ON member.group_id = kept.id
    CROSS JOIN charge ON charge.id = member.charge_id
    CROSS JOIN record ON record.id = charge.record_id
  WHERE kept.flight_number = ? AND kept.departure = ?`

const OF_CHARGE = `
  SELECT record.flight_number AS flightNumber, record.departure
  FROM charge JOIN record ON record.id = charge.record_id WHERE charge.id = ?`

const AROUND_CHARGE = `
  SELECT record.flight_number AS flightNumber, record.departure
  FROM charge JOIN record ON record.id = charge.record_id WHERE charge.id = ?
  UNION SELECT flight_number, departure
  FROM group_charge JOIN duplicate_group ON duplicate_group.id = group_id WHERE charge_id = ?`

const AROUND_RECORD = `
  SELECT flight_number AS flightNumber, departure FROM record WHERE id = ?
  UNION SELECT duplicate_group.flight_number, duplicate_group.departure
  FROM charge JOIN group_charge ON group_charge.charge_id = charge.id
    JOIN duplicate_group ON duplicate_group.id = group_charge.group_id
  WHERE charge.record_id = ?`
