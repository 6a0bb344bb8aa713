import type { Result } from '../../../shared/model/index.ts'
import { done, failed } from '../../../shared/result.ts'
import { pageSchema, problemSchema } from '../central/endpoints/changes.ts'
import { readSyncState } from '../store/copy/sync-state.ts'
import { isDamage } from '../store/sqlite/failures.ts'
import { type AppliedPage, applyPage } from './apply.ts'
import type { SyncPorts } from './ports.ts'

const WAIT_SECONDS = 25
/** How long an answer may take beyond the wait that was asked for. */
const ANSWER_MS = 20_000
const PAGE_LIMIT_BYTES = 16 * 1024 * 1024

/** What one question to the change feed came to. */
export type Pulled =
  | ({ readonly outcome: 'page'; readonly changes: number; readonly level: boolean } & AppliedPage)
  /** The history was rebuilt, or the cursor is gone: this copy cannot go on and has to be filled again. */
  | { readonly outcome: 'fill_again' }

/**
 * Asks for one page and takes it in. `waits`: hold the answer until something changes (the contract's long poll).
 * `central_broken`, `central_unreachable` and `disk_full` leave the copy as it was; after `copy_damaged` it has to be filled again.
 */
export async function pullPage(
  ports: SyncPorts,
  options: { readonly limit: number; readonly waits: boolean; readonly signal: AbortSignal },
): Promise<Result<Pulled>> {
  const state = stateOf(ports)
  if (state === null) return done({ outcome: 'fill_again' })
  const wait = options.waits ? WAIT_SECONDS : 0
  const query = new URLSearchParams({ cursor: state.cursor, limit: String(options.limit), wait: String(wait) })
  const answer = await ports.client.getJson(`/v1/changes?${query}`, {
    signal: options.signal,
    deadlineMs: wait * 1_000 + ANSWER_MS,
    maxBytes: PAGE_LIMIT_BYTES,
  })
  if (!answer.ok) return answer
  const { status, body } = answer.value
  if (status === 410) return done({ outcome: 'fill_again' })
  if (status !== 200) return failed('central_refused', problemSchema.safeParse(body).data?.code ?? `http_${status}`)
  const page = pageSchema.safeParse(body)
  if (!page.success) return failed('central_broken', 'page_shape')
  if (page.data.epoch !== state.epoch) return done({ outcome: 'fill_again' })
  const copy = ports.copies.current()
  if (copy === null) return done({ outcome: 'fill_again' })
  const { items, nextCursor, hasMore } = page.data
  // There is always something before "more": without it the same question would be asked for ever.
  if (hasMore && items.length === 0) return failed('central_broken', 'page_empty')
  const applied = applyPage(copy, { items, nextCursor, syncedAt: hasMore ? null : ports.clock() }, ports)
  if (!applied.ok) {
    if (!isDamage(applied.failure)) return applied
    ports.copies.doubt()
    return failed('copy_damaged', applied.failure.code)
  }
  return done({ outcome: 'page', changes: items.length, level: !hasMore, ...applied.value })
}

function stateOf({ copies }: SyncPorts): { cursor: string; epoch: string } | null {
  const copy = copies.current()
  return copy === null ? null : readSyncState(copy)
}
