import type { JudgedCharge, JudgedRefund } from './judged.ts'

/** The refunds of a charge that count: all but the failed and the rejected (contract, Refunded). */
export const countedRefunds = ({ refunds }: JudgedCharge): readonly JudgedRefund[] =>
  refunds.filter(({ state }) => state !== 'failed' && state !== 'rejected')

/** The sum of a charge's refunds that count, in minor units. */
export const refundedOf = (charge: JudgedCharge): number =>
  countedRefunds(charge).reduce((sum, { amountMinor }) => sum + amountMinor, 0)

/** What is left of a charge to give back, in minor units. This desk's own intents do not count here. */
export const leftOf = (charge: JudgedCharge): number => Math.max(0, charge.amountMinor - refundedOf(charge))
