import type { GroupView, RefundView } from '../../../../shared/model/index.ts'
import type { ChargeOfBooking } from '../../../facts/customer-facts.ts'

/** What a charge is in its group. */
export type Role = 'keep' | 'give_back' | 'drops_off' | null

/** Whether a charge stays, goes back, drops off by itself, or none of these. */
export function roleOf({ keepChargeId, giveBackIds, verdict }: GroupView, { charge }: ChargeOfBooking): Role {
  if (verdict === 'duplicate' && giveBackIds.includes(charge.id)) return 'give_back'
  if (charge.id === keepChargeId && verdict !== 'separate') return 'keep'
  return charge.state === 'authorised' ? 'drops_off' : null
}

/** The refunds of these charges that count (contract, Refunded): neither failed nor rejected. The latest first. */
export const refundsThatCount = (members: readonly ChargeOfBooking[]): readonly RefundView[] =>
  members
    .flatMap(({ charge }) => charge.refunds)
    .filter(({ state }) => state !== 'failed' && state !== 'rejected')
    .sort((a, b) => b.createdAt - a.createdAt)
