import type { BulkObstacle, Confidence, Money, Verdict } from '../../../../shared/model/index.ts'
import { type ChargeBalance, leftMinor } from './rules.ts'

/** The facts of a group that a bulk refund depends on. */
export interface BulkGroup {
  readonly verdict: Verdict
  readonly confidence: Confidence
  readonly keepChargeId: string | null
  /** True while this desk has a live intent for any charge of the group. */
  readonly isWaiting: boolean
  /** The charges to give back. */
  readonly toGive: readonly (ChargeBalance & Pick<Money, 'currency'>)[]
}

/**
 * Why a group cannot be refunded in bulk; null when it can. Nobody looks at each group of a bulk refund, so its verdict
 * must be sure. A group is refunded whole or not at all.
 *
 * @param limits The person's limit for each currency. Each refund is measured alone, as the central service does.
 */
export function findBulkObstacle(group: BulkGroup, limits: readonly Money[]): BulkObstacle | null {
  const { verdict, confidence, keepChargeId, isWaiting, toGive } = group
  if (verdict !== 'duplicate' || confidence !== 'sure') return 'not_sure'
  if (isWaiting) return 'already_waiting'
  const isWhole = toGive.length > 0 && toGive.every((charge) => leftMinor(charge) > 0)
  if (keepChargeId === null || !isWhole) return 'not_refundable'
  const isAbove = (charge: (typeof toGive)[number]) =>
    leftMinor(charge) > (limits.find(({ currency }) => currency === charge.currency)?.amountMinor ?? 0)
  return toGive.some(isAbove) ? 'above_limit' : null
}
