import { createHash } from 'node:crypto'
import type { FillProgress, Result } from '../../../shared/model/index.ts'
import { done, failed } from '../../../shared/result.ts'
import { parseSnapshotLine, readSnapshotEnd, type SnapshotEnd } from '../central/endpoints/snapshot.ts'
import { type Batch, type Copy, startBatch } from '../store/copy/copy.ts'
import { advanceFill, readSyncState } from '../store/copy/sync-state.ts'
import { upkeepOfFill } from '../store/fill/late-upkeep.ts'
import { recountDirty } from '../verdicts/recount.ts'
import { applyItem } from './apply.ts'
import { catchUp } from './catch-up.ts'
import type { SyncPorts } from './ports.ts'
import { FIRST_COMMIT, nextCommitSize, startSlices } from './slices.ts'

/** Most bookings come with one charge. */
const LINES_PER_BOOKING = 2
/** A fill makes room beforehand for so many lines at most, whatever the snapshot announces; further lines make room as they come. */
export const MOST_AWAITED = 10_000_000
const LINES_HASHED_AT_ONCE = 100
const PROGRESS_EVERY_MS = 100

/** Writes the lines of a snapshot after its head into the file of a fill, in slices, and checks them at the end. */
export interface FillWriter {
  /** Stores the next line. Fails with `central_broken` when it is none. Await `breathe` after it. */
  readonly write: (line: string) => Result<null>
  /** Lets others go first when the slice is used up; undefined while it lasts. */
  readonly breathe: () => Promise<void> | undefined
  /** Commits the lines so far, so that a later fill goes on from there. */
  readonly keep: () => void
  /**
   * Checks count and checksum after the last line, judges all charges, and checks the file. Fails with `central_broken`
   * (`broken_off`, `snapshot_count`, `snapshot_checksum`) and as a store does.
   */
  readonly finish: () => Promise<Result<null>>
}

/** @param announced How many changes the head of this answer announces. With those stored before they make the total. */
export function startFillWriter(
  ports: SyncPorts,
  filling: Copy,
  announced: number,
  onProgress: (progress: FillProgress) => void,
): FillWriter {
  const slices = startSlices(ports.stopwatch, ports.giveWay)
  const hash = createHash('sha256')
  const stored = readSyncState(filling)
  const before = stored?.filledLines ?? 0
  const upkeep = upkeepOfFill(filling, Math.ceil(Math.min(announced, MOST_AWAITED) / LINES_PER_BOOKING))
  let batch: Batch = startBatch(filling, 'after_fill', upkeep)
  let unhashed: string[] = []
  let seq = stored?.filledSeq ?? 0
  let lines = 0
  let committedLines = 0
  let linesPerCommit = FIRST_COMMIT
  let end: SnapshotEnd | null = null
  let reportedAt = 0

  /** Commits as many lines as make a commit that fits a slice: each line changes pages of many indexes. */
  function commit(): void {
    recountDirty(filling, batch)
    advanceFill(filling, batch, { seq, lines: before + lines, total: before + Math.max(announced, lines) })
    const startedAt = ports.stopwatch()
    filling.sqlite.exec('COMMIT')
    batch = startBatch(filling, 'after_fill', upkeep)
    linesPerCommit = nextCommitSize(linesPerCommit, ports.stopwatch() - startedAt)
    committedLines = lines
  }

  /** Commits in a slice of its own, because a commit writes the pages of many lines. */
  async function commitAlone(): Promise<void> {
    await slices.end()
    commit()
    await slices.end()
    reportProgress()
  }

  function reportProgress(): void {
    const now = ports.stopwatch()
    if (reportedAt !== 0 && now - reportedAt < PROGRESS_EVERY_MS) return
    reportedAt = now
    onProgress({ done: before + lines, total: before + Math.max(announced, lines) })
  }

  function write(line: string): Result<null> {
    const json = parseSnapshotLine(line)
    if (end !== null || json === null) return failed('central_broken', 'snapshot_line')
    if ('end' in json) {
      end = readSnapshotEnd(json)
      return end === null ? failed('central_broken', 'snapshot_line') : done(null)
    }
    if (lines === committedLines && !filling.sqlite.inTransaction) filling.sqlite.exec('BEGIN IMMEDIATE')
    unhashed.push(line)
    if (unhashed.length >= LINES_HASHED_AT_ONCE) hashLines()
    applyItem(filling, batch, json, ports.clock())
    if ('seq' in json && Number.isSafeInteger(json.seq)) seq = Math.max(seq, Number(json.seq))
    lines += 1
    return done(null)
  }

  /** Hashes many lines at once, because a call costs more than a line. */
  function hashLines(): void {
    if (unhashed.length > 0) hash.update(`${unhashed.join('\n')}\n`)
    unhashed = []
  }

  async function finish(): Promise<Result<null>> {
    if (end === null) return failed('central_broken', 'broken_off')
    hashLines()
    if (end.count !== lines) return failed('central_broken', 'snapshot_count')
    if (end.sha256.toLowerCase() !== hash.digest('hex')) return failed('central_broken', 'snapshot_checksum')
    if (filling.sqlite.inTransaction) await commitAlone()
    const ended = await catchUp(ports, filling, slices)
    if (!ended.ok) return ended
    onProgress({ done: before + lines, total: before + lines })
    return ports.copies.settleFilling(filling)
  }

  return {
    write,
    breathe: () => {
      if (lines - committedLines >= linesPerCommit) return commitAlone()
      const pause = slices.breathe()
      if (pause !== undefined) reportProgress()
      return pause
    },
    keep: () => {
      if (filling.sqlite.inTransaction) commit()
    },
    finish,
  }
}
