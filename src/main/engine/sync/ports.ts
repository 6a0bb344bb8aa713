import type { Log } from '../../../shared/engine-protocol.ts'
import type { Connection, Failure, FillProgress, RefundView, Topic } from '../../../shared/model/index.ts'
import type { CentralClient } from '../central/http/client.ts'
import type { CopyStore } from '../store/copy-store.ts'

/** What the sync works with. */
export interface SyncPorts {
  readonly copies: CopyStore
  readonly client: Pick<CentralClient, 'getJson' | 'getLines'>
  /** UTC ms. */
  readonly clock: () => number
  /** A number in [0, 1), for the jitter. */
  readonly random: () => number
  /** Monotonic ms, to measure our own work. */
  readonly stopwatch: () => number
  /** Waits that long; ends early, without an error, when the signal aborts. */
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>
  /** Lets everything else that waits for this thread go first (`setImmediate`). */
  readonly giveWay: () => Promise<void>
  readonly log: Log
}

/** How it goes; the counts are in the copy's `sync_state`. */
export interface SyncStatus {
  readonly connection: Connection
  readonly fill: FillProgress | null
  /** The last thing that went wrong, until it works again. */
  readonly problem: Failure | null
}

/** Whom the sync tells. */
export interface SyncListeners {
  readonly onStatus: (status: SyncStatus) => void
  readonly onChanged: (topics: readonly Topic[]) => void
  /**
   * Refunds that were news, after their page was committed. A fill brings its refunds without naming them: after
   * `onFilled` look them up by key (store/copy/refunds.ts).
   */
  readonly onRefunds: (refunds: readonly RefundView[]) => void
  /** Another copy answers now. */
  readonly onFilled: () => void
}
