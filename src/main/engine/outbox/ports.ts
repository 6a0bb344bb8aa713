import type { Log } from '../../../shared/engine-protocol.ts'
import type { Gateway } from '../../../shared/model/index.ts'
import type { AttemptOptions, CentralClient } from '../central/http/client.ts'
import type { Transport } from '../central/http/transport.ts'
import type { Session } from '../central/session/session.ts'
import type { GatewayOutcome } from '../domain/breaker.ts'
import type { Reached } from '../domain/reached.ts'
import type { DeskStore } from '../store/desk/desk.ts'
import type { IntentRow } from '../store/desk/intents.ts'

/** Calls `then` once after so many ms; the function that it returns cancels that. */
export type SetTimer = (ms: number, then: () => void) => () => void

/** What the outbox needs. */
export interface OutboxPorts {
  readonly desk: DeskStore
  readonly client: Pick<CentralClient, 'post' | 'getJson'>
  readonly transport: Transport
  readonly session: Pick<Session, 'access'>
  readonly clock: () => number
  /** A number in [0, 1), for the jitter of the backoff. */
  readonly random: () => number
  readonly setTimer: SetTimer
  /** The least pause before the second attempt of a burst (ms); burst.ts says how the pauses grow. */
  readonly burstPauseMs: number
  readonly log: Log
  readonly reached: Reached
  /** Whether the copy is level with the central service. */
  readonly isCopyLevel: () => boolean
  /** What has changed since the agent submitted an intent, as a problem code; null when nothing has. */
  readonly findChange: (row: IntentRow) => string | null
  /** The queue changed: its rows, or the reasons for which they wait. */
  readonly onChanged: () => void
  /** One attempt gets its answer within this, or its outcome is not known; 30 s by default. */
  readonly attemptDeadlineMs?: number
}

/** What one attempt to send a write needs. */
export interface AttemptPorts
  extends AttemptOptions,
    Pick<OutboxPorts, 'desk' | 'client' | 'random' | 'log' | 'reached' | 'findChange' | 'onChanged'> {
  /** Reports what an attempt says about its gateway. */
  readonly report: (gateway: Gateway, outcome: GatewayOutcome) => void
}

/** Sends the writes that wait in `desk.db` to the central service, while there is a network and the token of their owner. */
export interface Outbox {
  /** Begins to send, also what an earlier process left behind. */
  readonly start: () => void
  /** Sends what is due: something was queued, or somebody signed in. */
  readonly sendDue: () => void
  /** The machine woke up, somebody signed in, or the network may be back: all writes of the person signed in are due at once. */
  readonly wake: () => void
  /** The copy is level with the central service: intents that wait to be checked again on it may be sent. */
  readonly copyIsLevel: () => void
  /** The sync reports whether the central service answers. */
  readonly setOnline: (isOnline: boolean) => void
  readonly isOnline: () => boolean
  /** Whether the outbox sends nothing to this gateway, because it does not answer. */
  readonly isPaused: (gateway: Gateway) => boolean
  /** Whether an intent waits for a level copy, to be checked again on it. */
  readonly isHeldBack: (intent: Pick<IntentRow, 'state' | 'attempts' | 'createdAt'>) => boolean
  /** Starts nothing new and waits up to 5 s for requests that are under way, whose outcomes are written down. The next start goes on. */
  readonly stop: () => Promise<void>
}
