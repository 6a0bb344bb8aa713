import { desc } from 'drizzle-orm'
import type { QuarantinedChange } from '../../../../shared/model/index.ts'
import type { Kind } from '../../domain/change.ts'
import type { Store } from '../sqlite/open.ts'
import type { Batch } from './copy.ts'
import { quarantine } from './schema/sync.ts'

/** A change that could not be read, without its content. */
export interface Refused {
  readonly seq: number
  readonly kind: string
  readonly itemId: string
  readonly version: number
  readonly reason: string
}

/**
 * Puts an unreadable change into quarantine, so that the screen can show it. The same change delivered again is the
 * same row. `now` is UTC ms.
 */
export function quarantineChange(store: Store, batch: Batch, change: Refused, now: number): void {
  const { kind, itemId, seq, version, reason } = change
  batch.holdsQuarantined = true
  batch.added.quarantined += store
    .prepare('INSERT OR IGNORE INTO quarantine (kind, item_id, seq, version, reason, at) VALUES (?, ?, ?, ?, ?, ?)')
    .run(kind, itemId, seq, version, reason, now).changes
}

/** Removes the changes of an id from quarantine up to a version that could be read. */
export function releaseQuarantined(store: Store, batch: Batch, kind: Kind, itemId: string, version: number): void {
  if (!batch.holdsQuarantined) return
  batch.added.quarantined -= store
    .prepare('DELETE FROM quarantine WHERE kind = ? AND item_id = ? AND version <= ?')
    .run(kind, itemId, version).changes
}

/** The latest 500 changes in quarantine, newest first. */
export function listQuarantine(store: Store): QuarantinedChange[] {
  const { seq, kind, itemId, reason, at } = quarantine
  return store.db
    .select({ seq, kind, itemId, reason, at })
    .from(quarantine)
    .orderBy(desc(at), desc(seq))
    .limit(500)
    .all()
}
