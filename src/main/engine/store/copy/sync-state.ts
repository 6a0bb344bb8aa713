import type { Store } from '../sqlite/open.ts'
import type { Batch } from './copy.ts'
import { syncState } from './schema/sync.ts'

/** How far a copy has come; see the table `sync_state`. */
export type SyncState = Readonly<typeof syncState.$inferSelect>

/** How far this copy has come; null before its fill has begun. */
export function readSyncState(store: Store): SyncState | null {
  return store.db.select().from(syncState).get() ?? null
}

/** Begins a fill: stores its epoch, and the cursor to pull from when the fill is whole. */
export function beginFill(store: Store, { epoch, cursor }: { epoch: string; cursor: string }): void {
  const nothing = { filledSeq: 0, filledLines: 0, snapshotLines: 0, bookings: 0, charges: 0, groups: 0, quarantined: 0 }
  store.db
    .insert(syncState)
    .values({ id: 1, epoch, cursor, ...nothing })
    .run()
}

/** Stores how far the fill has come. Runs in the transaction that stores those lines. */
export function advanceFill(store: Store, batch: Batch, at: { seq: number; lines: number; total: number }): void {
  store
    .prepare('UPDATE sync_state SET filled_seq = ?, filled_lines = ?, snapshot_lines = ?')
    .run(at.seq, at.lines, at.total)
  addCounts(store, batch)
}

/** Marks the fill as whole: from now on this file may be read. `now` is UTC ms. */
export function endFill(store: Store, now: number): void {
  store.prepare('UPDATE sync_state SET filled_at = ?').run(now)
}

/**
 * Stores the cursor after a page. Runs in the transaction of that page. `syncedAt` (UTC ms) is null unless the copy
 * then has all changes.
 */
export function advanceCursor(store: Store, batch: Batch, cursor: string, syncedAt: number | null): void {
  store.prepare('UPDATE sync_state SET cursor = ?, synced_at = coalesce(?, synced_at)').run(cursor, syncedAt)
  addCounts(store, batch)
}

/** Adds the counters of a batch. Runs in the transaction of the batch. */
export function addCounts(store: Store, { added }: Batch): void {
  store.prepare(ADD_COUNTS).run(added.bookings, added.charges, added.groups, added.quarantined)
}

const ADD_COUNTS = `
  UPDATE sync_state SET bookings = bookings + ?, charges = charges + ?, groups = groups + ?,
    quarantined = quarantined + ?`
