import type { Confidence, Reason, Verdict } from '../../preload/model.ts'
import { judge } from '../domain/verdict/judge.ts'
import type { JudgedGroup } from '../domain/verdict/judged.ts'
import { type Batch, type Departure, departureKey } from './copy.ts'
import { gatherDepartures, gatherNext, sharingGroups } from './judged-charges.ts'
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
function recountDepartures(store: Store, batch: Batch, first: readonly Departure[]): void {
  const all = new Map<string, Departure>()
  let gathered = gatherDepartures(store, first)
  for (let before = -1; before < all.size; ) {
    before = all.size
    for (const one of gathered.departures) all.set(departureKey(one), one)
    for (const other of gathered.departures.flatMap((one) => sharingGroups(store, one))) {
      all.set(departureKey(other), other)
    }
    if (all.size > gathered.departures.length) gathered = gatherDepartures(store, [...all.values()])
  }
  for (const { flightNumber, departure } of all.values()) {
    const open = store.prepare(COUNT_OPEN).pluck().get(flightNumber, departure) as number
    batch.added.groups -= open
    store.prepare('DELETE FROM duplicate_group WHERE flight_number = ? AND departure = ?').run(flightNumber, departure)
  }
  addGroups(store, batch, judge(gathered.charges, gathered.decisions), gathered.customerOf)
}

/**
 * Judges the departures after one, about `limit` charges of them, in a copy that has no groups yet: for judging all of them
 * in steps. Answers where the next step begins; null when there is none.
 */
export function judgeNext(store: Store, batch: Batch, after: Departure | null, limit: number): Departure | null {
  const { charges, customerOf, spoken, last } = gatherNext(store, after, limit)
  addGroups(store, batch, judge(charges, []), customerOf)
  if (spoken.length > 0) recountDepartures(store, batch, spoken)
  return last
}

function addGroups(
  store: Store,
  batch: Batch,
  groups: readonly JudgedGroup[],
  customerOf: ReadonlyMap<string, number>,
): void {
  for (const group of groups) {
    insertGroup(store, group, customerOf)
    batch.added.groups += Number(group.isOpen)
  }
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

const FIND_GROUP = `
  SELECT g.id, g.verdict, g.confidence, g.reasons, g.purpose, g.amount_minor AS amountMinor, g.currency,
    g.at_stake_minor AS atStakeMinor, g.keep_charge_id AS keepChargeId, g.gateways, g.latest_at AS latestAt,
    g.is_open AS isOpen
  FROM group_charge AS one JOIN duplicate_group AS g ON g.id = one.group_id WHERE one.charge_id = ?`

const MEMBERS = 'SELECT charge_id AS chargeId, part FROM group_charge WHERE group_id = ? ORDER BY position'

const DELETE_IF_EMPTY = `
  DELETE FROM booking WHERE id = ? AND NOT EXISTS (SELECT 1 FROM record WHERE booking_id = ?)`
