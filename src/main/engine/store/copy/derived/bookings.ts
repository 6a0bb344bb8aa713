import type { Store } from '../../sqlite/open.ts'

/** The Booking of an entity hash; a new one where there was none. */
export interface FoundBooking {
  /** `booking.id`. */
  readonly id: number
  readonly isNew: boolean
}

/** By the unique index. */
export function findOrAddBooking(store: Store, digest: Buffer): FoundBooking {
  const added = store.prepare('INSERT INTO booking (entity_hash) VALUES (?) ON CONFLICT DO NOTHING').run(digest)
  if (added.changes > 0) return { id: added.lastInsertRowid as number, isNew: true }
  return {
    id: store.prepare('SELECT id FROM booking WHERE entity_hash = ?').pluck().get(digest) as number,
    isNew: false,
  }
}

/** Takes a Booking away that has lost its last record; answers how many went. */
export const deleteIfEmpty = (store: Store, bookingId: number): number =>
  store.prepare(DELETE_IF_EMPTY).run(bookingId, bookingId).changes

const DELETE_IF_EMPTY = `
  DELETE FROM booking WHERE id = ? AND NOT EXISTS (SELECT 1 FROM record WHERE booking_id = ?)`
