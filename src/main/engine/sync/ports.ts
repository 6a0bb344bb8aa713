import type { Log } from '../../../shared/engine-protocol.ts'
import type { Connection, Failure, FillProgress, RefundView, Topic } from '../../../shared/model/index.ts'
import type { CentralClient } from '../central/http/client.ts'
import type { CopyStore } from '../store/copy-store.ts'

/** What the sync needs. */
export interface SyncPorts {
  readonly copies: CopyStore
  readonly client: Pick<CentralClient, 'getJson' | 'getLines'>
  /** UTC ms. */
  readonly clock: () => number
  /** A number in [0, 1), for the jitter of the backoff. */
  readonly random: () => number
  /** Monotonic ms, to measure the work of this thread. */
  readonly stopwatch: () => number
  /** Waits that long (ms); ends early, without an error, when the signal aborts. */
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>
  /** Lets everything else go first that waits for this thread (`setImmediate`). */
  readonly giveWay: () => Promise<void>
  readonly log: Log
}

/** How the sync goes. Its counts are in the table `sync_state` of the copy. */
export interface SyncStatus {
  readonly connection: Connection
  readonly fill: FillProgress | null
  /** The last failure, until the sync works again. */
  readonly problem: Failure | null
}

/** What the sync calls when something happens. */
export interface SyncListeners {
  readonly onStatus: (status: SyncStatus) => void
  readonly onChanged: (topics: readonly Topic[]) => void
  /**
   * Refunds that were newer than those of the copy, after their page is committed. A fill does not name its refunds: read them from
   * the copy after `onFilled`.
   */
  readonly onRefunds: (refunds: readonly RefundView[]) => void
  /** A new copy answers from now on. */
  readonly onFilled: () => void
}
