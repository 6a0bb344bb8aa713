import type { ReachedStep } from '../../src/main/engine/domain/reached.ts'
import type { IntentView } from '../../src/shared/model/index.ts'
import type { TimeOrigin } from './fast-time.ts'
import type { Wish } from './wishes.ts'

/** What a desk process is started with, as one argument of JSON. */
export interface DeskSetup {
  readonly url: string
  readonly folder: string
  readonly journalFile: string
  readonly migrationsFolder: string
  readonly username: string
  readonly time: TimeOrigin
  /** How wrong this desk's clock is. */
  readonly shiftMs: number
  readonly seed: number
  /** SIGKILL itself when this step of the engine is reached for the `nth` time; null to be killed from outside. */
  readonly dieAt: { readonly step: ReachedStep; readonly nth: number } | null
}

/** What the campaign asks of a desk. */
export type Order =
  | { readonly type: 'press'; readonly wish: Wish }
  | { readonly type: 'look' }
  | { readonly type: 'wake' }
  | { readonly type: 'stop' }

/** An intent as its desk shows it. */
export type Shown = Pick<IntentView, 'key' | 'chargeId' | 'state' | 'centralState' | 'attempts' | 'problemCode'>

/** What a desk tells. */
export type Told =
  /** Somebody is signed in and a copy answers: keys may be pressed. */
  | { readonly type: 'ready' }
  /** "Queued", on the screen: the promise of which the campaign is about. */
  | { readonly type: 'receipt'; readonly wishId: number; readonly key: string }
  /** The pressing is over: a receipt was told, or the screen said why there is nothing to do, or to try again. */
  | { readonly type: 'pressed'; readonly wishId: number; readonly outcome: 'receipt' | 'nothing_to_do' | 'again' }
  | { readonly type: 'shown'; readonly intents: readonly Shown[] }
  | { readonly type: 'log'; readonly line: string }
