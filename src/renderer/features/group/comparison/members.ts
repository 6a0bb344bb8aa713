import type { GroupView, RefundView } from '../../../../shared/model/index.ts'
import type { ChargeOfBooking } from '../../../facts/customer-facts.ts'

/** What happens to a charge of a group: it stays paid, is refunded, or drops off; null for none of these. */
export type Role = 'keep' | 'give_back' | 'drops_off' | null

/** The role of a charge in its group. A hold drops off by itself. */
export function roleOf({ keepChargeId, giveBackIds, verdict }: GroupView, { charge }: ChargeOfBooking): Role {
  if (verdict === 'duplicate' && giveBackIds.includes(charge.id)) return 'give_back'
  if (charge.id === keepChargeId && verdict !== 'separate') return 'keep'
  return charge.state === 'authorised' ? 'drops_off' : null
}

/** The refunds of these charges that count (contract, Refunded): neither failed nor rejected. Latest first. */
export const refundsThatCount = (members: readonly ChargeOfBooking[]): readonly RefundView[] =>
  members
    .flatMap(({ charge }) => charge.refunds)
    .filter(({ state }) => state !== 'failed' && state !== 'rejected')
    .sort((a, b) => b.createdAt - a.createdAt)
