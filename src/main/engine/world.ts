import type { Log } from '../../shared/engine-protocol.ts'
import type { Topic } from '../../shared/model/index.ts'
import type { Reached } from './domain/reached.ts'
import type { OutboxPorts } from './outbox/ports.ts'
import type { SyncPorts } from './sync/ports.ts'

/** What the engine gets from outside: time, randomness, network and main. Tests bring their own. */
export interface WorldPorts
  extends Pick<SyncPorts, 'clock' | 'random' | 'stopwatch' | 'sleep' | 'giveWay'>,
    Pick<OutboxPorts, 'setTimer' | 'burstPauseMs'> {
  readonly fetch: typeof globalThis.fetch
  /** A new idempotency key (UUID). */
  readonly newKey: () => string
  readonly log: Log
  /** Called at every named step of a refund's life, so that a test can end the process there. */
  readonly reached: Reached
  /** Tells the screen to ask again for these. */
  readonly changed: (topics: readonly Topic[]) => void
  /** Makes the session durable in safe storage; null removes it. */
  readonly keepSession: (session: string | null) => Promise<void>
}
