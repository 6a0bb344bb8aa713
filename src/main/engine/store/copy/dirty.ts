import type { Store } from '../sqlite/open.ts'
import { type Batch, type Departure, markDirty } from './copy.ts'

/** The departure of a charge's booking, as a list; empty until the booking has come. */
export function departureOfCharge(store: Store, chargeId: string): Departure[] {
  return store.prepare<[string], Departure>(OF_CHARGE).all(chargeId)
}

/**
 * Marks the departures whose groups a charge may change: its booking's, its group's, and those of charges that share a
 * decision with it. Call it before and after a change of the charge.
 */
export function markCharge(store: Store, batch: Batch, chargeId: string): void {
  if (batch.recount === 'after_fill') return
  const around = store.prepare<[string, string, string], Departure>(AROUND_CHARGE)
  markDirty(batch, around.all(chargeId, chargeId, chargeId))
}

/**
 * Marks the departures whose groups a booking may change: its own, and those of the groups and decisions of its
 * charges. Call it before and after a change of the booking.
 */
export function markBooking(store: Store, batch: Batch, bookingId: string): void {
  if (batch.recount === 'after_fill') return
  const around = store.prepare<[string, string, string], Departure>(AROUND_BOOKING)
  markDirty(batch, around.all(bookingId, bookingId, bookingId))
}

const OF_CHARGE = `
  SELECT booking.flight_number AS flightNumber, booking.departure
  FROM charge JOIN booking ON booking.id = charge.booking_id WHERE charge.id = ?`

const AROUND_CHARGE = `
  SELECT booking.flight_number AS flightNumber, booking.departure
  FROM charge JOIN booking ON booking.id = charge.booking_id WHERE charge.id = ?
  UNION SELECT flight_number, departure
  FROM group_charge JOIN duplicate_group ON duplicate_group.id = group_id WHERE charge_id = ?
  UNION SELECT booking.flight_number, booking.departure
  FROM decision_charge AS named CROSS JOIN decision_charge AS beside ON beside.decision_id = named.decision_id
    CROSS JOIN charge ON charge.id = beside.charge_id CROSS JOIN booking ON booking.id = charge.booking_id
  WHERE named.charge_id = ?`

/** No verdict depends on a booking without charges. Most bookings come a moment before their charges. */
const AROUND_BOOKING = `
  SELECT flight_number AS flightNumber, departure FROM booking
  WHERE id = ? AND EXISTS (SELECT 1 FROM charge WHERE charge.booking_id = booking.id)
  UNION SELECT duplicate_group.flight_number, duplicate_group.departure
  FROM charge JOIN group_charge ON group_charge.charge_id = charge.id
    JOIN duplicate_group ON duplicate_group.id = group_charge.group_id
  WHERE charge.booking_id = ?
  UNION SELECT other.flight_number, other.departure
  FROM charge CROSS JOIN decision_charge AS named ON named.charge_id = charge.id
    CROSS JOIN decision_charge AS beside ON beside.decision_id = named.decision_id
    CROSS JOIN charge AS other_charge ON other_charge.id = beside.charge_id
    CROSS JOIN booking AS other ON other.id = other_charge.booking_id
  WHERE charge.booking_id = ?`
