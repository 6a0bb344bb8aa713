import type { Store } from '../../sqlite/open.ts'

/** The entity of an entity hash, and whether it was just added. */
export interface FoundEntity {
  /** `entity.id`. */
  readonly id: number
  readonly isNew: boolean
}

/** Finds an entity by its hash (32 bytes) through the unique index, or adds it. */
export function findOrAddEntity(store: Store, digest: Buffer): FoundEntity {
  const added = store.prepare('INSERT INTO entity (entity_hash) VALUES (?) ON CONFLICT DO NOTHING').run(digest)
  if (added.changes > 0) return { id: Number(added.lastInsertRowid), isNew: true }
  const id = store.prepare<[Buffer], number>('SELECT id FROM entity WHERE entity_hash = ?').pluck().get(digest)
  if (id === undefined) throw new Error('once: an entity that was just found is not there')
  return { id, isNew: false }
}

/** Deletes an entity without bookings. */
export function deleteIfEmpty(store: Store, entityId: number): void {
  store.prepare(DELETE_IF_EMPTY).run(entityId, entityId)
}

const DELETE_IF_EMPTY = `
  DELETE FROM entity WHERE id = ? AND NOT EXISTS (SELECT 1 FROM booking WHERE entity_id = ?)`
