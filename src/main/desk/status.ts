import type { DeskStatus } from '../../preload/model.ts'
import type { Copy } from '../store/copy.ts'
import { readSyncState } from '../store/sync-state.ts'
import type { SyncStatus } from '../sync/ports.ts'
import type { QueueCounts } from './queue.ts'

/** What the status bar shows: the sync's own word, the copy's kept counters and the queue's counts. */
export function readStatus(
  { copy, isCopyProven }: { copy: Copy | null; isCopyProven: boolean },
  sync: SyncStatus,
  queue: QueueCounts,
): DeskStatus {
  const state = copy === null ? null : readSyncState(copy)
  return {
    connection: sync.connection,
    isCopyProven,
    syncedAt: state?.syncedAt ?? state?.filledAt ?? null,
    bookings: state?.bookings ?? 0,
    charges: state?.charges ?? 0,
    groups: state?.groups ?? 0,
    fill: sync.fill,
    queued: queue.queued,
    needsYou: queue.needsYou,
    quarantined: state?.quarantined ?? 0,
    problem: sync.problem,
  }
}
