import type { ChangeHead, Deletion, Kind } from '../../domain/change.ts'
import type { Store } from '../sqlite/open.ts'
import type { Batch } from './copy.ts'

/** A row that has a version of the central service. */
export interface Versioned {
  readonly version: number
}

/**
 * Whether a change is newer than the stored row, or without a row, newer than the tombstone. A newer change removes the
 * tombstone.
 */
export function isNewerVersion(
  store: Store,
  batch: Batch,
  kind: Kind,
  { id, version }: ChangeHead,
  stored: Versioned | undefined,
): boolean {
  if (stored !== undefined) return version > stored.version
  if (!batch.holdsTombstones) return true
  const deletedVersion = store.prepare<[Kind, string], number>(FIND_TOMBSTONE).pluck().get(kind, id)
  if (deletedVersion === undefined) return true
  if (version <= deletedVersion) return false
  store.prepare('DELETE FROM tombstone WHERE kind = ? AND id = ?').run(kind, id)
  return true
}

const FIND_TOMBSTONE = 'SELECT version FROM tombstone WHERE kind = ? AND id = ?'

/** Leaves a tombstone, so that an older change that comes later does not bring the row back. */
export function writeTombstone(store: Store, batch: Batch, { kind, id, version }: Deletion): void {
  batch.holdsTombstones = true
  store.prepare('INSERT OR REPLACE INTO tombstone (kind, id, version) VALUES (?, ?, ?)').run(kind, id, version)
}
