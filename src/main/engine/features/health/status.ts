import type { DeskStatus } from '../../../../shared/model/index.ts'
import { heldSince } from '../../domain/hold.ts'
import type { Copy } from '../../store/copy/copy.ts'
import { countDroppedOff } from '../../store/copy/inbox.ts'
import { readSyncState } from '../../store/copy/sync-state.ts'
import type { SyncStatus } from '../../sync/ports.ts'
import type { QueueCounts } from '../queue/queue.ts'

/** What the status bar shows: the status of the sync, the counters stored in the copy as of `now`, and the counts of the queue. */
export function readStatus(
  { copy, isCopyProven, now }: { copy: Copy | null; isCopyProven: boolean; now: number },
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
    groups: copy === null ? 0 : (state?.groups ?? 0) - countDroppedOff(copy, heldSince(now)),
    fill: sync.fill,
    queued: queue.queued,
    needsYou: queue.needsYou,
    quarantined: state?.quarantined ?? 0,
    problem: sync.problem,
  }
}
