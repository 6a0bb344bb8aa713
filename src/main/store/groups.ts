import { findLookalikes, type JudgedCharge } from '../domain/lookalikes.ts'
import type { Batch } from './copy.ts'
import type { Store } from './open.ts'

/**
 * Counts the groups of every dirty Booking again; a Booking that has lost its last record goes. Ends a transaction.
 * All old groups go first: a charge may be on its way from one Booking's group to another's.
 */
export function recountDirty(store: Store, batch: Batch): void {
  for (const bookingId of batch.dirty) {
    batch.added.groups -= store.prepare('DELETE FROM duplicate_group WHERE booking_id = ?').run(bookingId).changes
  }
  for (const bookingId of batch.dirty) recountBooking(store, batch, bookingId)
  batch.dirty.clear()
}

/**
 * The Bookings with more than one charge among the ids after `after` up to `upTo`: the only ones that can have a
 * group. For counting all of them in slices when a fill is whole.
 */
export function listGroupCandidates(store: Store, after: number, upTo: number): number[] {
  return store.prepare(CANDIDATES).pluck().all(after, upTo) as number[]
}

/** Charge ids of the group that a charge belongs to, earliest first; empty without one. */
export function groupOfCharge(store: Store, chargeId: string): string[] {
  return store.prepare(MEMBERS).pluck().all(chargeId) as string[]
}

function recountBooking(store: Store, batch: Batch, bookingId: number): void {
  const charges = store.prepare(JUDGED).all(bookingId) as (JudgedCharge & { customerId: number })[]
  const groups = findLookalikes(charges)
  const customerOf = new Map(charges.map((charge) => [charge.id, charge.customerId]))
  for (const { id, purpose, amountMinor, currency, chargeIds } of groups) {
    store
      .prepare('INSERT INTO duplicate_group (id, booking_id, purpose, amount_minor, currency) VALUES (?, ?, ?, ?, ?)')
      .run(id, bookingId, purpose, amountMinor, currency)
    for (const [position, chargeId] of chargeIds.entries()) {
      store
        .prepare('INSERT INTO group_charge (charge_id, group_id, position, customer_id) VALUES (?, ?, ?, ?)')
        .run(chargeId, id, position, customerOf.get(chargeId))
    }
  }
  batch.added.groups += groups.length
  if (charges.length > 0) return
  const empty = store.prepare(DELETE_IF_EMPTY).run(bookingId, bookingId).changes
  batch.added.bookings -= empty
}

const JUDGED = `
  SELECT charge.id, charge.purpose, charge.amount_minor AS amountMinor, charge.currency, charge.state,
    charge.authorised_at AS authorisedAt, charge.captured_at AS capturedAt, record.status AS recordStatus,
    record.service_code AS serviceCode, record.customer_id AS customerId,
    (SELECT coalesce(sum(refund.amount_minor), 0) FROM refund
     WHERE refund.charge_id = charge.id AND refund.state NOT IN ('failed', 'rejected')) AS refundedMinor
  FROM record JOIN charge ON charge.record_id = record.id
  WHERE record.booking_id = ?`

const CANDIDATES = `
  SELECT record.booking_id FROM record JOIN charge ON charge.record_id = record.id
  WHERE record.booking_id > ? AND record.booking_id <= ?
  GROUP BY record.booking_id HAVING count(*) > 1`

const MEMBERS = `
  SELECT other.charge_id FROM group_charge AS one JOIN group_charge AS other ON other.group_id = one.group_id
  WHERE one.charge_id = ? ORDER BY other.position`

const DELETE_IF_EMPTY = `
  DELETE FROM booking WHERE id = ? AND NOT EXISTS (SELECT 1 FROM record WHERE booking_id = ?)`
