import type { Result } from '../../../shared/model/index.ts'
import { done, failed } from '../../../shared/result.ts'
import { askForChanges } from '../central/endpoints/changes.ts'
import { readSyncState } from '../store/copy/sync-state.ts'
import { isDamage } from '../store/sqlite/failures.ts'
import { type AppliedPage, applyPage } from './apply.ts'
import type { SyncPorts } from './ports.ts'

/** What came of one question to the change feed. */
export type Pulled =
  | ({ readonly outcome: 'page'; readonly changes: number; readonly level: boolean } & AppliedPage)
  /** The epoch has changed, or the cursor is gone: the copy has to be filled again. */
  | { readonly outcome: 'fill_again' }

/**
 * Asks for one page and stores it. `waits`: the central service holds its answer until something changes (long poll). The copy
 * stays as it was after `central_broken`, `central_unreachable` and `disk_full`; after `copy_damaged` it has to be filled again.
 */
export async function pullPage(
  ports: SyncPorts,
  options: { readonly limit: number; readonly waits: boolean; readonly signal: AbortSignal },
): Promise<Result<Pulled>> {
  const state = stateOf(ports)
  if (state === null) return done({ outcome: 'fill_again' })
  const page = await askForChanges(ports.client, { cursor: state.cursor, ...options })
  if (!page.ok) return page
  if (page.value === 'cursor_gone' || page.value.epoch !== state.epoch) return done({ outcome: 'fill_again' })
  const copy = ports.copies.current()
  if (copy === null) return done({ outcome: 'fill_again' })
  const { items, nextCursor, hasMore } = page.value
  // A page without changes does not move the cursor, so the sync would ask for the same page for ever.
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
