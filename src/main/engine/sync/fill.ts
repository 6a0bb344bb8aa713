import type { FillProgress, Result } from '../../../shared/model/index.ts'
import { done, failed } from '../../../shared/result.ts'
import { snapshotHeadSchema } from '../central/endpoints/changes.ts'
import { BrokenOff } from '../central/http/answer.ts'
import type { Copy } from '../store/copy/copy.ts'
import { beginFill, readSyncState } from '../store/copy/sync-state.ts'
import { putOffIndexes } from '../store/fill/late-indexes.ts'
import { storeFailure } from '../store/sqlite/failures.ts'
import { type CompanyFilter, fetchCompanyFilter } from './entity-filter.ts'
import { type FillWriter, MOST_AWAITED, startFillWriter } from './fill-writer.ts'
import type { SyncPorts } from './ports.ts'

const IDLE_MS = 30_000
/** What a later attempt can go on from; anything else that goes wrong spoils the fill. */
const KEEPS_WHAT_CAME = /^(?:broken_off|timeout|network|snapshot_line|line_too_large|not_utf8)$/

/**
 * Fills a copy from the snapshot, beside the one that answers, and swaps it in when it is whole. A fill that was
 * broken off goes on where it stands, as long as the epoch is the same.
 *
 * @returns The new copy. A stream that broke off keeps what has come, for the next call; a wrong count or checksum
 * (`central_broken`) and a store that failed throw it away.
 */
export async function fillCopy(
  ports: SyncPorts,
  onProgress: (progress: FillProgress) => void,
  signal: AbortSignal,
): Promise<Result<Copy>> {
  const left = ports.copies.openFilling()
  if (!left.ok) return left
  const after = left.value === null ? null : (readSyncState(left.value)?.filledSeq ?? 0)
  const company = after === null ? await fetchCompanyFilter(ports, signal) : null
  const answer = await ports.client.getLines(after === null ? '/v1/snapshot' : `/v1/snapshot?after=${after}`, {
    signal,
    idleMs: IDLE_MS,
  })
  if (!answer.ok) {
    // The central service cannot go on from there: the next attempt starts over.
    if (answer.failure.kind === 'central_refused') ports.copies.dropFilling()
    return answer
  }
  const written = await writeLines(ports, answer.value, company?.ok ? company.value : null, onProgress)
  if (!written.ok && !KEEPS_WHAT_CAME.test(written.failure.code ?? '')) ports.copies.dropFilling()
  return written.ok ? ports.copies.swapIn(written.value) : written
}

/** Writes the stream into the file of the fill. Every way out that leaves lines behind has committed them. */
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
          // Making the file is a slice for itself.
          await ports.giveWay()
          continue
        }
        const taken = begun.writer.take(line)
        if (!taken.ok) {
          begun.writer.keep()
          return taken
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

/** Reads the first line, and opens the file that the lines after it belong into. */
function begin(
  ports: SyncPorts,
  line: string,
  company: CompanyFilter | null,
  onProgress: (progress: FillProgress) => void,
): Result<{ filling: Copy; writer: FillWriter }> {
  const head = snapshotHeadSchema.safeParse(parseHead(line))
  if (!head.success) return failed('central_broken', 'snapshot_head')
  const { epoch, count } = head.data
  const left = ports.copies.openFilling()
  if (!left.ok) return left
  if (left.value !== null) {
    if (readSyncState(left.value)?.epoch !== epoch) return failed('central_broken', 'epoch_changed')
    return done({ filling: left.value, writer: startFillWriter(ports, left.value, count, onProgress) })
  }
  const filling = ports.copies.startFilling(epoch, Math.min(count, MOST_AWAITED))
  if (!filling.ok) return filling
  filling.value.sqlite.transaction(() => {
    putOffIndexes(filling.value)
    beginFill(filling.value, head.data)
    if (company?.epoch === epoch) filling.value.entities.adopt(company.layers)
    filling.value.entities.save()
  })()
  return done({ filling: filling.value, writer: startFillWriter(ports, filling.value, count, onProgress) })
}

function parseHead(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    return null
  }
}
