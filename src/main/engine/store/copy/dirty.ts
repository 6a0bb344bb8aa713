import type { Store } from '../sqlite/open.ts'
import { type Batch, type Departure, markDirty } from './copy.ts'

/** Where the booking of a charge flies; empty while the booking has not come. */
export function departureOfCharge(store: Store, chargeId: string): Departure[] {
  return store.prepare<[string], Departure>(OF_CHARGE).all(chargeId)
}

/** What hangs on a charge is to be judged again: where its booking flies, and where it is in a group. Before and after a change of it. */
export function markCharge(store: Store, batch: Batch, chargeId: string): void {
  if (batch.recount === 'after_fill') return
  const around = store.prepare<[string, string, string], Departure>(AROUND_CHARGE)
  markDirty(batch, around.all(chargeId, chargeId, chargeId))
}

/** What hangs on a booking is to be judged again: where it flies, and where its charges are in groups. Before and after a change of it. */
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

/** Of a booking without a charge no verdict depends: most come a moment before theirs. */
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
