import type {
  BookingView,
  ChargeView,
  CustomerView,
  GroupView,
  IntentState,
  IntentView,
} from '../../shared/model/index.ts'
import { isActiveBooking, isOnePurchase } from '../../shared/rules/keep-one.ts'

/** A charge with its booking. */
export interface ChargeOfBooking {
  readonly charge: ChargeView
  readonly booking: BookingView
}

/** Every charge of a customer, by its id. */
export function chargesById(customer: CustomerView): ReadonlyMap<string, ChargeOfBooking> {
  return new Map(
    customer.bookings.flatMap((booking) => booking.charges.map((charge) => [charge.id, { charge, booking }] as const)),
  )
}

/** The charges of a group in the group's order, without those that the copy does not hold. */
export function chargesOfGroup(
  group: GroupView,
  charges: ReadonlyMap<string, ChargeOfBooking>,
): readonly ChargeOfBooking[] {
  return group.chargeIds.flatMap((id) => charges.get(id) ?? [])
}

const LIVE: ReadonlySet<IntentState> = new Set(['queued', 'sending', 'unknown', 'needs_review', 'pending_approval'])

/** True while an intent may still move money, or waits for a person. */
const isLive = ({ state }: Pick<IntentView, 'state'>): boolean => LIVE.has(state)

/** The live intent of a charge; a charge has at most one. */
export const liveIntent = (charge: ChargeView): IntentView | null => charge.intents.find(isLive) ?? null

/** What is paid, less what is refunded and what intents reserve, over all captured charges; in minor units. */
export function paidMinor(charges: readonly ChargeView[]): number {
  return charges
    .filter(({ state }) => state === 'captured')
    .reduce((sum, charge) => sum + charge.amountMinor - charge.refundedMinor - charge.reservedMinor, 0)
}

/**
 * The charges that may stay paid when this charge is refunded as a duplicate (contract, keep_charge_id). Each is
 * captured, of an active booking, with nothing refunded or reserved. When the group of the charge is one purchase, they
 * are its other charges, with the one to keep first. Otherwise they are the charges with an equal amount; where there
 * is none, all charges of the same currency.
 */
export function keepCandidates(customer: CustomerView, chargeId: string): readonly ChargeOfBooking[] {
  const charges = chargesById(customer)
  const own = charges.get(chargeId)?.charge
  if (!own) return []
  const mayStay = [...charges.values()].filter(
    ({ charge, booking }) =>
      charge.id !== chargeId &&
      charge.state === 'captured' &&
      isActiveBooking(booking.status) &&
      charge.refundedMinor === 0 &&
      charge.reservedMinor === 0,
  )
  const group = groupOf(customer, chargeId)
  if (group !== null && isOnePurchase(group)) {
    const rank = ({ charge: { id } }: ChargeOfBooking) => (id === group.keepChargeId ? -1 : group.chargeIds.indexOf(id))
    return mayStay.filter(({ charge: { id } }) => group.chargeIds.includes(id)).sort((a, b) => rank(a) - rank(b))
  }
  const same = mayStay.filter(({ charge: { currency } }) => currency === own.currency)
  const equal = same.filter(({ charge: { amountMinor } }) => amountMinor === own.amountMinor)
  return equal.length > 0 ? equal : same
}

/** The group of a charge; null when the charge is in no group. */
export const groupOf = (customer: CustomerView, chargeId: string): GroupView | null =>
  customer.groups.find(({ chargeIds }) => chargeIds.includes(chargeId)) ?? null
