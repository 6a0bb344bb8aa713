import type { ReachedStep } from '../../src/main/engine/domain/reached.ts'
import type { IntentView } from '../../src/shared/model/index.ts'
import type { TimeOrigin } from './fast-time.ts'
import type { Wish } from './wishes.ts'

/** The settings of a desk process, given as one argument of JSON. */
export interface DeskSetup {
  readonly url: string
  readonly folder: string
  readonly journalFile: string
  readonly migrationsFolder: string
  readonly username: string
  readonly time: TimeOrigin
  /** The error of this desk's clock in ms. */
  readonly shiftMs: number
  readonly seed: number
  /** The process kills itself at this step of the engine when it reaches it for the `nth` time; null if it does not. */
  readonly dieAt: { readonly step: ReachedStep; readonly nth: number } | null
}

/** A message of the campaign to a desk. */
export type Order =
  | { readonly type: 'press'; readonly wish: Wish }
  | { readonly type: 'look' }
  | { readonly type: 'wake' }
  | { readonly type: 'stop' }

/** The facts of an intent that its desk shows. */
export type ShownIntent = Pick<IntentView, 'key' | 'chargeId' | 'state' | 'centralState' | 'attempts' | 'problemCode'>

/** A message of a desk to the campaign. */
export type DeskMessage =
  /** A person is signed in and a copy answers, so keys may be pressed. */
  | { readonly type: 'ready' }
  /** The screen has said "queued": the promise that the campaign checks. */
  | { readonly type: 'receipt'; readonly wishId: number; readonly key: string }
  /** The presses are over: with a receipt, with nothing left to give back, or with a reason to press again. */
  | { readonly type: 'pressed'; readonly wishId: number; readonly outcome: 'receipt' | 'nothing_to_do' | 'again' }
  | { readonly type: 'shown'; readonly intents: readonly ShownIntent[] }
  | { readonly type: 'log'; readonly line: string }
