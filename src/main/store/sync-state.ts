import type { Batch } from './copy.ts'
import type { Store } from './open.ts'

/** Where a copy stands; see `sync_state` in copy-schema.ts. */
export interface SyncState {
  readonly epoch: string
  readonly cursor: string
  readonly filledSeq: number
  readonly filledLines: number
  readonly snapshotLines: number
  readonly filledAt: number | null
  readonly syncedAt: number | null
  readonly bookings: number
  readonly charges: number
  readonly groups: number
  readonly quarantined: number
}

/** Where this copy stands; null before its fill has begun. */
export function readSyncState(store: Store): SyncState | null {
  return (store.prepare(READ).get() as SyncState | undefined) ?? null
}

/** Begins a fill: from here on the file knows its epoch and where to pull from when it is whole. */
export function beginFill(store: Store, head: { epoch: string; cursor: string }): void {
  store.prepare(BEGIN).run(head.epoch, head.cursor)
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

function addCounts(store: Store, { added }: Batch): void {
  store.prepare(ADD_COUNTS).run(added.bookings, added.charges, added.groups, added.quarantined)
}

const READ = `
  SELECT epoch, cursor, filled_seq AS filledSeq, filled_lines AS filledLines, snapshot_lines AS snapshotLines,
    filled_at AS filledAt, synced_at AS syncedAt, bookings, charges, groups, quarantined
  FROM sync_state`

const BEGIN = `
  INSERT INTO sync_state (id, epoch, cursor, filled_seq, filled_lines, snapshot_lines, bookings, charges, groups,
    quarantined)
  VALUES (1, ?, ?, 0, 0, 0, 0, 0, 0, 0)`

const ADD_COUNTS = `
  UPDATE sync_state SET bookings = bookings + ?, charges = charges + ?, groups = groups + ?,
    quarantined = quarantined + ?`
