import type { Log } from '../../../shared/engine-protocol.ts'
import type { Gateway } from '../../../shared/model/index.ts'
import type { AttemptOptions, CentralClient } from '../central/http/client.ts'
import type { Transport } from '../central/http/transport.ts'
import type { Session } from '../central/session/session.ts'
import type { GatewayOutcome } from '../domain/breaker.ts'
import type { Reached } from '../domain/reached.ts'
import type { DeskStore } from '../store/desk/desk.ts'
import type { IntentRow } from '../store/desk/intents.ts'

/** Calls back once after so many ms; returns how to call it off. */
export type SetTimer = (ms: number, then: () => void) => () => void

/** What the outbox works with. */
export interface OutboxPorts {
  readonly desk: DeskStore
  readonly client: Pick<CentralClient, 'post' | 'getJson'>
  readonly transport: Transport
  readonly session: Pick<Session, 'access'>
  readonly clock: () => number
  /** A number in [0, 1). */
  readonly random: () => number
  readonly setTimer: SetTimer
  /** The least pause before the second attempt of a burst (ms); burst.ts says how the pauses grow. */
  readonly burstPauseMs: number
  readonly log: Log
  readonly reached: Reached
  /** Whether the copy is level with the central service at this moment. */
  readonly isCopyLevel: () => boolean
  /** What has changed since an intent was wished for, as a problem code; null when nothing has. */
  readonly findChange: (row: IntentRow) => string | null
  /** The queue changed, on disk or in why it waits. */
  readonly onChanged: () => void
  /** One attempt gets its answer within this, or its outcome is not known; 30 s by default. */
  readonly attemptDeadlineMs?: number
}

/** What one attempt to send a write works with. */
export interface AttemptPorts
  extends AttemptOptions,
    Pick<OutboxPorts, 'desk' | 'client' | 'random' | 'log' | 'reached' | 'findChange' | 'onChanged'> {
  /** Reports what an attempt says about its gateway. */
  readonly report: (gateway: Gateway, outcome: GatewayOutcome) => void
}

/** Carries what waits in `desk.db` to the central service, whenever there is a network and its owner's token. */
export interface Outbox {
  /** Takes up what an earlier process left behind and begins to send. */
  readonly start: () => void
  /** Something was queued, or somebody signed in: send what is due. */
  readonly sendDue: () => void
  /** The machine woke up, somebody signed in, or the network may be back: everything of theirs is due at once. */
  readonly wake: () => void
  /** The copy is level with the central service: what waits to be judged again on it may go. */
  readonly copyIsLevel: () => void
  /** The sync found out whether the central service answers. */
  readonly setOnline: (isOnline: boolean) => void
  readonly isOnline: () => boolean
  /** Whether sending to this gateway pauses, because it does not answer. */
  readonly isPaused: (gateway: Gateway) => boolean
  /** Whether an intent waits for a level copy, to be judged again on it. */
  readonly isHeldBack: (intent: Pick<IntentRow, 'state' | 'attempts' | 'createdAt'>) => boolean
  /** Starts nothing new, waits up to 5 s for what is under way and writes down what came of it; the next start goes on. */
  readonly stop: () => Promise<void>
}
