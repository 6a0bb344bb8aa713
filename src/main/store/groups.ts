import type { Confidence, Reason, Verdict } from '../../preload/model.ts'
import { judge } from '../domain/verdict/judge.ts'
import type { JudgedGroup } from '../domain/verdict/judged.ts'
import { type Batch, type Departure, departureKey } from './copy.ts'
import { gatherDepartures, type Linked, sharingGroups } from './judged-charges.ts'
import type { Store } from './open.ts'

/**
 * Judges the groups of every dirty departure again; a Booking that has lost its last record goes. Ends a transaction.
 * All old groups go first: a charge may be on its way from one departure's group to another's.
 */
export function recountDirty(store: Store, batch: Batch): void {
  for (const bookingId of batch.left) {
    batch.added.bookings -= store.prepare(DELETE_IF_EMPTY).run(bookingId, bookingId).changes
  }
  batch.left.clear()
  recountDepartures(store, batch, [...batch.dirty.values()])
  batch.dirty.clear()
}

/** Judges these departures, and those that a person's decision or a stored group ties to them. */
export function recountDepartures(store: Store, batch: Batch, departures: readonly Departure[]): void {
  const seen = new Set<string>()
  const linked: Linked[] = []
  const waiting = [...departures]
  for (const departure of waiting) {
    if (seen.has(departureKey(departure))) continue
    const one = gatherDepartures(store, departure)
    for (const member of one.departures) {
      seen.add(departureKey(member))
      waiting.push(...sharingGroups(store, member))
    }
    linked.push(one)
  }
  for (const { flightNumber, departure } of linked.flatMap((one) => one.departures)) {
    const open = store.prepare(COUNT_OPEN).pluck().get(flightNumber, departure) as number
    batch.added.groups -= open
    store.prepare('DELETE FROM duplicate_group WHERE flight_number = ? AND departure = ?').run(flightNumber, departure)
  }
  for (const { charges, decisions, customerOf } of linked) {
    for (const group of judge(charges, decisions)) {
      insertGroup(store, group, customerOf)
      batch.added.groups += Number(group.isOpen)
    }
  }
}

/** The next departures after one, in the order of flight number and time: for judging all of them in steps. */
export function listDepartures(store: Store, after: Departure | null, limit: number): Departure[] {
  return store.prepare(NEXT_DEPARTURES).all(after?.flightNumber ?? '', after?.departure ?? 0, limit) as Departure[]
}

/** A group as the copy keeps it. */
export interface StoredGroup
  extends Pick<
    JudgedGroup,
    | 'id'
    | 'purpose'
    | 'amountMinor'
    | 'currency'
    | 'atStakeMinor'
    | 'keepChargeId'
    | 'gateways'
    | 'latestAt'
    | 'chargeIds'
    | 'giveBackIds'
  > {
  readonly verdict: Verdict
  readonly confidence: Confidence
  readonly reasons: readonly Reason[]
  readonly isOpen: boolean
}

/** The group that a charge belongs to; null when it is in none. */
export function groupOfCharge(store: Store, chargeId: string): StoredGroup | null {
  const row = store.prepare(FIND_GROUP).get(chargeId) as
    | (Omit<StoredGroup, 'reasons' | 'chargeIds' | 'giveBackIds' | 'isOpen'> & { reasons: string; isOpen: 0 | 1 })
    | undefined
  if (row === undefined) return null
  const members = store.prepare(MEMBERS).all(row.id) as { chargeId: string; part: string }[]
  return {
    ...row,
    reasons: JSON.parse(row.reasons) as Reason[],
    isOpen: row.isOpen === 1,
    chargeIds: members.map((member) => member.chargeId),
    giveBackIds: members.filter(({ part }) => part === 'give_back').map((member) => member.chargeId),
  }
}

function insertGroup(store: Store, group: JudgedGroup, customerOf: ReadonlyMap<string, number>): void {
  const { id, flightNumber, departure, verdict, confidence, purpose, amountMinor, currency, keepChargeId } = group
  const { atStakeMinor, gateways, latestAt, isOpen } = group
  const reasons = JSON.stringify(group.reasons)
  store
    .prepare(INSERT_GROUP)
    .run(
      id,
      flightNumber,
      departure,
      verdict,
      confidence,
      reasons,
      purpose,
      amountMinor,
      currency,
      atStakeMinor,
      keepChargeId,
      gateways,
      latestAt,
      Number(isOpen),
    )
  for (const [position, chargeId] of group.chargeIds.entries()) {
    const part = chargeId === keepChargeId ? 'keep' : group.giveBackIds.includes(chargeId) ? 'give_back' : 'other'
    store.prepare(INSERT_MEMBER).run(chargeId, id, position, customerOf.get(chargeId), part)
  }
}

const INSERT_GROUP = `
  INSERT INTO duplicate_group (id, flight_number, departure, verdict, confidence, reasons, purpose, amount_minor, currency,
    at_stake_minor, keep_charge_id, gateways, latest_at, is_open)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`

const INSERT_MEMBER = `
  INSERT INTO group_charge (charge_id, group_id, position, customer_id, part) VALUES (?, ?, ?, ?, ?)`

const COUNT_OPEN = `
  SELECT count(*) FROM duplicate_group WHERE flight_number = ? AND departure = ? AND is_open = 1`

const NEXT_DEPARTURES = `
  SELECT DISTINCT flight_number AS flightNumber, departure FROM record
  WHERE (flight_number, departure) > (?, ?) ORDER BY flight_number, departure LIMIT ?`

const FIND_GROUP = `
  SELECT g.id, g.verdict, g.confidence, g.reasons, g.purpose, g.amount_minor AS amountMinor, g.currency,
    g.at_stake_minor AS atStakeMinor, g.keep_charge_id AS keepChargeId, g.gateways, g.latest_at AS latestAt,
    g.is_open AS isOpen
  FROM group_charge AS one JOIN duplicate_group AS g ON g.id = one.group_id WHERE one.charge_id = ?`

const MEMBERS = 'SELECT charge_id AS chargeId, part FROM group_charge WHERE group_id = ? ORDER BY position'

const DELETE_IF_EMPTY = `
  DELETE FROM booking WHERE id = ? AND NOT EXISTS (SELECT 1 FROM record WHERE booking_id = ?)`
