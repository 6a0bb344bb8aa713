import type { FillProgress, Result } from '../../../shared/model/index.ts'
import { done, failed } from '../../../shared/result.ts'
import { askForCompanyFilter, type CompanyFilter } from '../central/endpoints/entity-filter.ts'
import { openSnapshot, readSnapshotHead } from '../central/endpoints/snapshot.ts'
import { BrokenOff } from '../central/http/answer.ts'
import type { Copy } from '../store/copy/copy.ts'
import { beginFill, readSyncState } from '../store/copy/sync-state.ts'
import { putOffIndexes } from '../store/fill/late-indexes.ts'
import { storeFailure } from '../store/sqlite/failures.ts'
import { type FillWriter, MOST_AWAITED, startFillWriter } from './fill-writer.ts'
import type { SyncPorts } from './ports.ts'

/** After these failures a later attempt goes on with the lines that are stored; any other failure spoils the fill. */
const KEEPS_LINES = /^(?:broken_off|timeout|network|snapshot_line|line_too_large|not_utf8)$/

/**
 * Fills a copy from a snapshot, beside the copy that answers, and swaps it in when it is whole. A fill that broke off goes on where
 * it ended, as long as the epoch is the same.
 *
 * @returns The new copy. When the stream breaks off, the stored lines stay for the next call; a wrong count or checksum
 * (`central_broken`) and a failure of the store remove them.
 */
export async function fillCopy(
  ports: SyncPorts,
  onProgress: (progress: FillProgress) => void,
  signal: AbortSignal,
): Promise<Result<Copy>> {
  const begun = ports.copies.openFilling()
  if (!begun.ok) return begun
  const after = begun.value === null ? null : (readSyncState(begun.value)?.filledSeq ?? 0)
  const company = after === null ? await askForCompanyFilter(ports.client, signal) : null
  const answer = await openSnapshot(ports.client, after, signal)
  if (!answer.ok) {
    // The central service cannot go on after that line, so the next attempt starts over.
    if (answer.failure.kind === 'central_refused') ports.copies.dropFilling()
    return answer
  }
  const written = await writeLines(ports, answer.value, company?.ok ? company.value : null, onProgress)
  if (!written.ok && !KEEPS_LINES.test(written.failure.code ?? '')) ports.copies.dropFilling()
  return written.ok ? ports.copies.swapIn(written.value) : written
}

/** Writes the stream into the file of the fill. Wherever lines must stay, they are committed before this returns. */
async function writeLines(
  ports: SyncPorts,
  lines: AsyncIterable<readonly string[]>,
  company: CompanyFilter | null,
  onProgress: (progress: FillProgress) => void,
): Promise<Result<Copy>> {
  let begun: { filling: Copy; writer: FillWriter } | null = null
  try {
    for await (const batch of lines) {
      for (const line of batch) {
        if (begun === null) {
          const started = begin(ports, line, company, onProgress)
          if (!started.ok) return started
          begun = started.value
          // Creating the file takes a slice of its own.
          await ports.giveWay()
          continue
        }
        const written = begun.writer.write(line)
        if (!written.ok) {
          begun.writer.keep()
          return written
        }
        const pause = begun.writer.breathe()
        if (pause !== undefined) await pause
      }
    }
    if (begun === null) return failed('central_broken', 'snapshot_head')
    const finished = await begun.writer.finish()
    if (finished.ok) return done(begun.filling)
    if (finished.failure.code === 'broken_off') begun.writer.keep()
    return finished
  } catch (error) {
    const failure = error instanceof BrokenOff ? error.failure : storeFailure(error)
    if (failure === null) throw error
    if (error instanceof BrokenOff) begun?.writer.keep()
    return { ok: false, failure }
  }
}

/** Reads the head, and opens or creates the file for the lines after it. */
function begin(
  ports: SyncPorts,
  line: string,
  company: CompanyFilter | null,
  onProgress: (progress: FillProgress) => void,
): Result<{ filling: Copy; writer: FillWriter }> {
  const head = readSnapshotHead(line)
  if (head === null) return failed('central_broken', 'snapshot_head')
  const { epoch, count } = head
  const begun = ports.copies.openFilling()
  if (!begun.ok) return begun
  if (begun.value !== null) {
    if (readSyncState(begun.value)?.epoch !== epoch) return failed('central_broken', 'epoch_changed')
    return done({ filling: begun.value, writer: startFillWriter(ports, begun.value, count, onProgress) })
  }
  const filling = ports.copies.startFilling(epoch, Math.min(count, MOST_AWAITED))
  if (!filling.ok) return filling
  filling.value.sqlite.transaction(() => {
    putOffIndexes(filling.value)
    beginFill(filling.value, head)
    if (company?.epoch === epoch) filling.value.entities.adopt(company.layers)
    filling.value.entities.save()
  })()
  return done({ filling: filling.value, writer: startFillWriter(ports, filling.value, count, onProgress) })
}
