import type { ChannelsOf } from './contract.ts'
import type { Result, Topic } from './model/index.ts'

/**
 * What main and the engine say to each other. Both ends are ours and start from one build, so the shapes are
 * types only; what comes from outside was parsed in main (IPC) or in the engine (central service, disk).
 */

/** Everything the engine has to know to start. */
export interface EngineConfig {
  /** Holds `desk.db` and the copies; created with mode 0700. */
  readonly storeFolder: string
  /** The side journal of refunds, in a folder of its own outside `storeFolder`. */
  readonly journalFile: string
  /** `resources/migrations` of this build. */
  readonly migrationsFolder: string
  readonly centralUrl: string
  readonly release: string
  readonly tokensKept: 'safe_storage' | 'memory'
}

/** What main asks of the engine beyond the channels of the screen. */
export interface ShellQuestions {
  /** The report of one agent's refunds between two instants, as CSV text. */
  readonly 'report.csv': { argument: { dayStart: number; dayEnd: number }; answer: { csv: string } }
  /** How many refunds and decisions have not left this desk, for the last question before quitting. */
  readonly 'queue.count': { argument: Record<string, never>; answer: { waiting: number } }
}

/** What the engine can be asked: a channel of the screen, or a question of main's own. */
export type EngineQuestion = ChannelsOf<'engine'> | keyof ShellQuestions

/** What main tells the engine. */
export type ToEngine =
  | { readonly type: 'start'; readonly config: EngineConfig; readonly keptSession: string | null }
  | { readonly type: 'ask'; readonly id: number; readonly channel: EngineQuestion; readonly argument: unknown }
  | { readonly type: 'sessionKept'; readonly id: number }
  /** The machine woke up, or the network may be back: try at once. */
  | { readonly type: 'wake' }
  /** Finish what is on its way, then end. */
  | { readonly type: 'stop' }

/** What the engine tells main. */
export type FromEngine =
  | { readonly type: 'started' }
  | { readonly type: 'answer'; readonly id: number; readonly result: Result<unknown> }
  | { readonly type: 'changed'; readonly topics: readonly Topic[] }
  /** The session's tokens as text for the vault, null after signing out; answered by `sessionKept` once it is durable. */
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
