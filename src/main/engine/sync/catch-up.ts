import type { Result } from '../../../shared/model/index.ts'
import { done } from '../../../shared/result.ts'
import { type Copy, type Departure, startBatch } from '../store/copy/copy.ts'
import { addCounts, endFill } from '../store/copy/sync-state.ts'
import { buildLateIndexes } from '../store/fill/late-indexes.ts'
import { tidyNext } from '../store/fill/late-upkeep.ts'
import { addStep, forgetGroups, type JudgedStep, judgeStep } from '../verdicts/recount.ts'
import type { SyncPorts } from './ports.ts'
import { FIRST_COMMIT, nextCommitSize, type Slices } from './slices.ts'

/** Charges that are judged at a time, about: whole departures. */
const CHARGES_PER_STEP = 400
/** How many groups may wait in memory while the indexes are built and nothing can be written. */
const GROUPS_WAITING = 20_000
/** Customers and entities without a booking that are removed at a time. */
const TIDIED_PER_STEP = 20

/**
 * Ends a fill whose lines are all stored. It builds the indexes that were put off, judges the charges meanwhile in slices, removes
 * what no booking needs, and marks the file as whole. When the process ends in the middle, the next fill goes on from here.
 */
export async function catchUp(ports: SyncPorts, filling: Copy, slices: Slices): Promise<Result<null>> {
  forgetGroups(filling)
  const { judgeable, whole } = buildLateIndexes(filling)
  try {
    const ready = await judgeable
    if (!ready.ok) return ready
    await slices.end()
    const judged = await judgeAll(ports, filling, slices, whole)
    if (!judged.ok) return judged
  } finally {
    // Until the indexes are built, another thread writes the file too.
    await whole
  }
  const batch = startBatch(filling, 'after_fill')
  filling.sqlite.exec('BEGIN IMMEDIATE')
  while (tidyNext(filling, TIDIED_PER_STEP)) await slices.breathe()
  addCounts(filling, batch)
  filling.entities.save()
  endFill(filling, ports.clock())
  await slices.end()
  filling.sqlite.exec('COMMIT')
  await slices.end()
  return done(null)
}

/** Judges the charges of all departures, and writes their groups once `whole` says that nobody else writes. */
async function judgeAll(
  { stopwatch }: SyncPorts,
  filling: Copy,
  slices: Slices,
  whole: Promise<Result<null>>,
): Promise<Result<null>> {
  const waiting: JudgedStep[] = []
  let groups = 0
  let groupsPerCommit = FIRST_COMMIT

  /** Writes as many of the waiting groups as make a commit that fits a slice. */
  async function writeSome(): Promise<void> {
    const batch = startBatch(filling, 'after_fill')
    filling.sqlite.exec('BEGIN IMMEDIATE')
    for (let written = 0; written < groupsPerCommit; ) {
      const step = waiting.shift()
      if (step === undefined) break
      addStep(filling, batch, step)
      written += step.groups.length
      await slices.breathe()
    }
    addCounts(filling, batch)
    await slices.end()
    const startedAt = stopwatch()
    filling.sqlite.exec('COMMIT')
    groupsPerCommit = nextCommitSize(groupsPerCommit, stopwatch() - startedAt)
    await slices.end()
  }

  for (let after: Departure | null = null, isLast = false; !isLast; isLast = after === null) {
    const step: JudgedStep = judgeStep(filling, after, CHARGES_PER_STEP)
    after = step.last
    waiting.push(step)
    groups += step.groups.length
    await slices.breathe()
    if (groups < GROUPS_WAITING && after !== null) continue
    const built = await whole
    if (!built.ok) return built
    while (waiting.length > 0) await writeSome()
    groups = 0
  }
  return done(null)
}
