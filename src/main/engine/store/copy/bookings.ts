import type { BookingFacts, Deletion, Upsert } from '../../domain/change.ts'
import { entityDigest, normaliseFlightNumber } from '../../domain/entity-hash.ts'
import { asLocalNumber } from '../../domain/local-time.ts'
import { reverseDigits } from '../../domain/phone.ts'
import type { Batch, Copy } from './copy.ts'
import { findOrAddCustomer } from './derived/customers.ts'
import { markBooking } from './dirty.ts'
import { isNewerVersion, type Versioned, writeTombstone } from './versions.ts'

interface Stored extends Versioned {
  readonly entityId: number
  readonly customerId: number
  readonly givenName: string
  readonly surname: string
}

/** Stores a newer version of a booking, under its entity and its customer; ignores an equal or older version. */
export function upsertBooking(copy: Copy, batch: Batch, change: Upsert<'booking', BookingFacts>): void {
  const { id, version, facts } = change
  const stored = findStored(copy, id)
  if (!isNewerVersion(copy, batch, 'booking', change, stored)) return
  const entityId = entityOf(copy, batch, facts)
  const customerId = findOrAddCustomer(copy, facts)
  if (stored !== undefined) markBooking(copy, batch, id)
  const phoneReversed = facts.phone === null ? null : reverseDigits(facts.phone)
  copy
    .prepare(UPSERT)
    .run(
      id,
      version,
      entityId,
      customerId,
      facts.reference,
      facts.status,
      facts.channel,
      facts.givenName,
      facts.surname,
      facts.email,
      facts.phone,
      phoneReversed === '' ? null : phoneReversed,
      normaliseFlightNumber(facts.flightNumber),
      facts.origin,
      facts.destination,
      asLocalNumber(facts.departure),
      facts.seat,
      facts.serviceCode,
      facts.card.fingerprint,
      facts.card.last4,
      facts.card.brand,
      facts.bookedAt,
    )
  batch.upkeep.nameCustomer(customerId, facts)
  markBooking(copy, batch, id)
  if (stored === undefined) {
    batch.added.bookings += 1
    return
  }
  batch.left.add(stored.entityId)
  const sameName = stored.givenName === facts.givenName && stored.surname === facts.surname
  if (stored.customerId !== customerId || !sameName) batch.upkeep.tidyCustomer(stored.customerId)
}

/**
 * Deletes a booking and leaves its tombstone; ignores an equal or older version. The entity is deleted with its last
 * booking.
 */
export function deleteBooking(copy: Copy, batch: Batch, change: Deletion): void {
  const stored = findStored(copy, change.id)
  if (!isNewerVersion(copy, batch, 'booking', change, stored)) return
  writeTombstone(copy, batch, change)
  if (stored === undefined) return
  markBooking(copy, batch, change.id)
  copy.prepare('DELETE FROM booking WHERE id = ?').run(change.id)
  batch.added.bookings -= 1
  batch.left.add(stored.entityId)
  batch.upkeep.tidyCustomer(stored.customerId)
}

const UPSERT = `
  INSERT INTO booking (id, version, entity_id, customer_id, reference, status, channel, given_name, surname, email, phone,
    phone_reversed, flight_number, origin, destination, departure, seat, service_code, card_fingerprint, card_last4,
    card_brand, booked_at)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
  ON CONFLICT (id) DO UPDATE SET version = excluded.version, entity_id = excluded.entity_id,
    customer_id = excluded.customer_id, reference = excluded.reference, status = excluded.status,
    channel = excluded.channel, given_name = excluded.given_name, surname = excluded.surname, email = excluded.email,
    phone = excluded.phone, phone_reversed = excluded.phone_reversed, flight_number = excluded.flight_number,
    origin = excluded.origin, destination = excluded.destination, departure = excluded.departure, seat = excluded.seat,
    service_code = excluded.service_code, card_fingerprint = excluded.card_fingerprint,
    card_last4 = excluded.card_last4, card_brand = excluded.card_brand, booked_at = excluded.booked_at`

const findStored = (copy: Copy, id: string): Stored | undefined =>
  copy
    .prepare<[string], Stored>(
      `SELECT version, entity_id AS entityId, customer_id AS customerId, given_name AS givenName, surname
       FROM booking WHERE id = ?`,
    )
    .get(id)

function entityOf(copy: Copy, batch: Batch, facts: BookingFacts): number {
  const digest = entityDigest(facts)
  const { id, isNew } = batch.upkeep.findOrAddEntity(digest)
  if (!isNew) return id
  copy.entities.add(digest)
  return id
}
