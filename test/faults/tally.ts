import { REACHED_STEPS, type ReachedStep } from '../../src/main/engine/domain/reached.ts'

/** The counts that all desks of a campaign share. */
export interface Tally {
  kills: number
  clicks: number
  /** The desks that ended by themselves, and the errors in their logs. */
  crashes: string[]
  databasesLost: number
  backupsRestored: number
  /** The kills at each named step of the engine. */
  readonly steps: Map<ReachedStep, number>
}

/** A tally in which everything is zero. */
export function newTally(): Tally {
  return {
    kills: 0,
    clicks: 0,
    crashes: [],
    databasesLost: 0,
    backupsRestored: 0,
    steps: new Map(REACHED_STEPS.map((step) => [step, 0])),
  }
}
