import type { ChannelsOf } from './contract.ts'
import type { Result, Topic } from './model/index.ts'

/**
 * The messages between main and the engine. Both ends come from one build, so types are enough. Main has parsed what comes
 * over IPC, and the engine has parsed what comes from the central service and from the disk.
 */

/** Everything that the engine needs to start. */
export interface EngineConfig {
  /** The folder of `desk.db` and the copies. The engine creates it with mode 0700. */
  readonly storeFolder: string
  /** The journal of refunds. It has a folder of its own outside `storeFolder`. */
  readonly journalFile: string
  /** `resources/migrations` of this build. */
  readonly migrationsFolder: string
  readonly centralUrl: string
  readonly release: string
  readonly tokensKept: 'safe_storage' | 'memory'
}

/** What main asks the engine besides the channels of the screen. */
export interface ShellQuestions {
  /** The signed-in agent's refunds between two instants (UTC ms), as CSV text. */
  readonly 'report.csv': { argument: { dayStart: number; dayEnd: number }; answer: { csv: string } }
  /** How many refunds and decisions have not left this desk; main asks before it quits. */
  readonly 'queue.count': { argument: Record<string, never>; answer: { waiting: number } }
}

/** Every question that the engine answers: a channel of the screen, or one of main's own. */
export type EngineQuestion = ChannelsOf<'engine'> | keyof ShellQuestions

/** A message from main to the engine. */
export type ToEngine =
  | { readonly type: 'start'; readonly config: EngineConfig; readonly keptSession: string | null }
  | { readonly type: 'ask'; readonly id: number; readonly channel: EngineQuestion; readonly argument: unknown }
  | { readonly type: 'sessionKept'; readonly id: number }
  /** The machine woke up, or the network may be back: the engine tries at once. */
  | { readonly type: 'wake' }
  /** The engine finishes what it is sending, then ends. */
  | { readonly type: 'stop' }

/** A message from the engine to main. */
export type FromEngine =
  | { readonly type: 'started' }
  | { readonly type: 'answer'; readonly id: number; readonly result: Result<unknown> }
  | { readonly type: 'changed'; readonly topics: readonly Topic[] }
  /** The session's tokens as text for the vault, or null after signing out. Main answers `sessionKept` when they are durable. */
  | { readonly type: 'keepSession'; readonly id: number; readonly session: string | null }
  | { readonly type: 'log'; readonly record: LogRecord }

/** One line of the log. `fields` holds ids, codes, counts and durations only, never customer data. */
export interface LogRecord {
  readonly level: 'info' | 'warn' | 'error'
  /** Where it comes from: `sync`, `outbox`, `session`, `crash` … */
  readonly scope: string
  /** A constant sentence; what varies goes into `fields`. */
  readonly message: string
  readonly fields?: Readonly<Record<string, string | number | boolean | null>>
  /** Scrubbed text of an error: name, code and stack frames. */
  readonly error?: string
}

/** Writes one record to the one log. */
export type Log = (record: LogRecord) => void
