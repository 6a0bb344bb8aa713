import { REACHED_STEPS, type ReachedStep } from '../../src/main/engine/domain/reached.ts'

/** What all desks of a campaign share: what has happened so far. */
export interface Tally {
  kills: number
  clicks: number
  /** Desks that ended by themselves, and errors that they wrote into their log. */
  crashes: string[]
  databasesLost: number
  backupsLaidOver: number
  /** Kills at each named step of the engine. */
  readonly steps: Map<ReachedStep, number>
}

/** Nothing happened yet. */
export function newTally(): Tally {
  return {
    kills: 0,
    clicks: 0,
    crashes: [],
    databasesLost: 0,
    backupsLaidOver: 0,
    steps: new Map(REACHED_STEPS.map((step) => [step, 0])),
  }
}
