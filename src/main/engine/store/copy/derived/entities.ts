import type { Store } from '../../sqlite/open.ts'

/** The entity of an entity hash; a new one where there was none. */
export interface FoundEntity {
  /** `entity.id`. */
  readonly id: number
  readonly isNew: boolean
}

/** By the unique index. */
export function findOrAddEntity(store: Store, digest: Buffer): FoundEntity {
  const added = store.prepare('INSERT INTO entity (entity_hash) VALUES (?) ON CONFLICT DO NOTHING').run(digest)
  if (added.changes > 0) return { id: Number(added.lastInsertRowid), isNew: true }
  const id = store.prepare<[Buffer], number>('SELECT id FROM entity WHERE entity_hash = ?').pluck().get(digest)
  if (id === undefined) throw new Error('once: an entity that was just found is not there')
  return { id, isNew: false }
}

/** Deletes an entity that has lost its last booking. */
export function deleteIfEmpty(store: Store, entityId: number): void {
  store.prepare(DELETE_IF_EMPTY).run(entityId, entityId)
}

const DELETE_IF_EMPTY = `
  DELETE FROM entity WHERE id = ? AND NOT EXISTS (SELECT 1 FROM booking WHERE entity_id = ?)`
