import type { BulkObstacle, Confidence, Money, Verdict } from '../../../../shared/model/index.ts'
import { type ChargeBalance, leftMinor } from './rules.ts'

/** A group as a bulk refund meets it. */
export interface BulkGroup {
  readonly verdict: Verdict
  readonly confidence: Confidence
  readonly keepChargeId: string | null
  /** A refund of any of its charges is on its way at this desk. */
  readonly isWaiting: boolean
  /** The charges to give back. */
  readonly toGive: readonly (ChargeBalance & Pick<Money, 'currency'>)[]
}

/**
 * Why a group cannot be given back together with others; null when it can. Only what is sure goes without a look at each,
 * and a group goes whole or not at all.
 *
 * @param limits The person's own, one for each currency; each refund is measured by itself, as the central service does.
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
