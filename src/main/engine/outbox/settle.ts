import type { RefundView, Result } from '../../../shared/model/index.ts'
import { meaningOfRefund } from '../central/wire/refund.ts'
import { listRefundsOf } from '../store/copy/refunds.ts'
import type { DeskStore } from '../store/desk/desk.ts'
import { applyMeaning } from '../store/desk/intent-steps.ts'
import { findIntent, listChargesWithIntents, mayBeNews } from '../store/desk/intents.ts'
import type { Store } from '../store/sqlite/open.ts'

/**
 * Settles intents from refunds of the feed. A refund with the key of an intent belongs to it, whether the feed or the answer
 * brings it first, and the state of the refund decides. An older version changes nothing.
 *
 * @returns How many intents changed; `disk_full` or `store_unreadable` when nothing could be written.
 */
export function settleFromFeed(desk: DeskStore, refunds: readonly RefundView[], now: number): Result<number> {
  const ours = refunds.flatMap((refund) => {
    const key = refund.idempotencyKey
    const row = key !== null && mayBeNews(desk, key, refund) ? findIntent(desk, key) : undefined
    return row === undefined ? [] : [{ refund, row }]
  })
  if (ours.length === 0) return { ok: true, value: 0 }
  return desk.write('feed', () => {
    const changed = ours.filter(({ refund, row }) =>
      applyMeaning(desk, row.key, meaningOfRefund(refund, row), { now, dueAt: now, why: 'feed' }),
    )
    return changed.length
  })
}

/**
 * Settles intents from all refunds of the copy: after a fill, which names no single refund, and after a start, because the engine
 * may have ended between storing a page and settling from it. Returns as `settleFromFeed` does.
 */
export function settleFromCopy(desk: DeskStore, copy: Store, now: number): Result<number> {
  const refunds = listChargesWithIntents(desk).flatMap((chargeId) => listRefundsOf(copy, chargeId))
  return settleFromFeed(desk, refunds, now)
}
