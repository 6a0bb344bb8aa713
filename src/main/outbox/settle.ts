import type { RefundView, Result } from '../../preload/model.ts'
import { readToldRefund } from '../domain/refund-answer.ts'
import { applyMeaning, findIntent } from '../store/intents.ts'
import { type Store, writeInOneGo } from '../store/open.ts'

/**
 * Settles intents from refunds that the feed told: one with our key is ours, whether it comes before or after the answer,
 * and its state decides. An older word changes nothing.
 *
 * @returns How many intents changed; `disk_full` or `store_unreadable` when nothing could be written.
 */
export function settleFromFeed(desk: Store, refunds: readonly RefundView[], now: number): Result<number> {
  const ours = refunds.flatMap((refund) => {
    const row = refund.idempotencyKey === null ? undefined : findIntent(desk, refund.idempotencyKey)
    return row === undefined ? [] : [{ refund, row }]
  })
  if (ours.length === 0) return { ok: true, value: 0 }
  return writeInOneGo(desk, () => {
    const changed = ours.filter(({ refund, row }) =>
      applyMeaning(desk, row.key, readToldRefund(refund, row), { now, dueAt: now, why: 'feed' }),
    )
    return changed.length
  })
}
