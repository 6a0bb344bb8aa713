import type { RefundView, Result } from '../../../shared/model/index.ts'
import { parseChange } from '../central/wire/change.ts'
import type { Change } from '../domain/change.ts'
import { deleteBooking, upsertBooking } from '../store/copy/bookings.ts'
import { deleteCharge, upsertCharge } from '../store/copy/charges.ts'
import { type Batch, type Copy, startBatch } from '../store/copy/copy.ts'
import { deleteDecision, upsertDecision } from '../store/copy/decisions.ts'
import { quarantineChange, releaseQuarantined } from '../store/copy/quarantine.ts'
import { upsertRefund } from '../store/copy/refunds.ts'
import { advanceCursor } from '../store/copy/sync-state.ts'
import { writeInOneGo } from '../store/sqlite/open.ts'
import { recountDirty } from '../verdicts/recount.ts'
import type { SyncPorts } from './ports.ts'

/** What came of a page. */
export interface AppliedPage {
  /** The refunds that were newer than those of the copy. */
  readonly refunds: readonly RefundView[]
  /** How long the work held the thread (ms), without the wait for the disk at its end. */
  readonly workMs: number
}

/**
 * Stores one page and its cursor in one transaction: all of it or nothing. A change that cannot be read goes to quarantine and
 * does not cost the rest. Fails with `disk_full`, `store_unreadable`.
 */
export function applyPage(
  copy: Copy,
  page: { readonly items: readonly unknown[]; readonly nextCursor: string; readonly syncedAt: number | null },
  { clock, stopwatch }: Pick<SyncPorts, 'clock' | 'stopwatch'>,
): Result<AppliedPage> {
  return writeInOneGo(copy, () => {
    const startedAt = stopwatch()
    const now = clock()
    const batch = startBatch(copy, 'at_end')
    const refunds = page.items.map((item) => applyItem(copy, batch, item, now)).filter((refund) => refund !== null)
    recountDirty(copy, batch)
    advanceCursor(copy, batch, page.nextCursor, page.syncedAt)
    return { refunds, workMs: stopwatch() - startedAt }
  })
}

/** Stores one change of the feed, or puts it into quarantine. Returns the refund, when the change is one and newer; else null. */
export function applyItem(copy: Copy, batch: Batch, item: unknown, now: number): RefundView | null {
  const parsed = parseChange(item)
  if ('unparsed' in parsed) {
    quarantineChange(copy, batch, parsed.unparsed, now)
    return null
  }
  const { kind, id, version } = parsed.change
  releaseQuarantined(copy, batch, kind, id, version)
  return applyChange(copy, batch, parsed.change)
}

function applyChange(copy: Copy, batch: Batch, change: Change): RefundView | null {
  if (change.op === 'delete') {
    if (change.kind === 'booking') deleteBooking(copy, batch, change)
    else if (change.kind === 'charge') deleteCharge(copy, batch, change)
    else deleteDecision(copy, batch, change)
    return null
  }
  switch (change.kind) {
    case 'booking':
      upsertBooking(copy, batch, change)
      return null
    case 'charge':
      upsertCharge(copy, batch, change)
      return null
    case 'decision':
      upsertDecision(copy, batch, change)
      return null
    case 'refund':
      return upsertRefund(copy, batch, change)
  }
}
