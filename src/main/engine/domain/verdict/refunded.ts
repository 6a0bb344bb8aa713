import type { JudgedCharge, JudgedRefund } from './judged.ts'

/** The refunds that count: neither failed nor rejected (contract, Refunded). */
export const countedRefunds = ({ refunds }: JudgedCharge): readonly JudgedRefund[] =>
  refunds.filter(({ state }) => state !== 'failed' && state !== 'rejected')

/** What counts as given back of a charge. */
export const refundedOf = (charge: JudgedCharge): number =>
  countedRefunds(charge).reduce((sum, { amountMinor }) => sum + amountMinor, 0)

/** What is left of a charge to give back. */
export const leftOf = (charge: JudgedCharge): number => Math.max(0, charge.amountMinor - refundedOf(charge))
