import type { JudgedCharge } from './judged.ts'

/** What counts as given back of a charge (contract, Refunded): everything neither failed nor rejected. */
export const refundedOf = ({ refunds }: JudgedCharge): number =>
  refunds
    .filter(({ state }) => state !== 'failed' && state !== 'rejected')
    .reduce((sum, { amountMinor }) => sum + amountMinor, 0)

/** What is left of a charge to give back. */
export const leftOf = (charge: JudgedCharge): number => Math.max(0, charge.amountMinor - refundedOf(charge))
