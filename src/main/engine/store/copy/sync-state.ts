import type { Store } from '../sqlite/open.ts'
import type { Batch } from './copy.ts'
import { syncState } from './schema/sync.ts'

/** Where a copy stands; see the table `sync_state`. */
export type SyncState = Readonly<typeof syncState.$inferSelect>

/** Where this copy stands; null before its fill has begun. */
export function readSyncState(store: Store): SyncState | null {
  return store.db.select().from(syncState).get() ?? null
}

/** Begins a fill: from here on the file knows its epoch and where to pull from when it is whole. */
export function beginFill(store: Store, { epoch, cursor }: { epoch: string; cursor: string }): void {
  const nothing = { filledSeq: 0, filledLines: 0, snapshotLines: 0, bookings: 0, charges: 0, groups: 0, quarantined: 0 }
  store.db
    .insert(syncState)
    .values({ id: 1, epoch, cursor, ...nothing })
    .run()
}

/** How far the fill has come, in the transaction that stores those lines. */
export function advanceFill(store: Store, batch: Batch, at: { seq: number; lines: number; total: number }): void {
  store
    .prepare('UPDATE sync_state SET filled_seq = ?, filled_lines = ?, snapshot_lines = ?')
    .run(at.seq, at.lines, at.total)
  addCounts(store, batch)
}

/** The fill is whole: from now on this file may be read. */
export function endFill(store: Store, now: number): void {
  store.prepare('UPDATE sync_state SET filled_at = ?').run(now)
}

/** The cursor, in the transaction of the page that ends at it. `syncedAt` where the page made the copy level. */
export function advanceCursor(store: Store, batch: Batch, cursor: string, syncedAt: number | null): void {
  store.prepare('UPDATE sync_state SET cursor = ?, synced_at = coalesce(?, synced_at)').run(cursor, syncedAt)
  addCounts(store, batch)
}

/** What a batch has changed of the counters, in its transaction. */
export function addCounts(store: Store, { added }: Batch): void {
  store.prepare(ADD_COUNTS).run(added.bookings, added.charges, added.groups, added.quarantined)
}

const ADD_COUNTS = `
  UPDATE sync_state SET bookings = bookings + ?, charges = charges + ?, groups = groups + ?,
    quarantined = quarantined + ?`
