import type {
  BookingView,
  ChargeView,
  CustomerView,
  GroupView,
  IntentState,
  IntentView,
} from '../../shared/model/index.ts'
import { isActiveBooking, isOnePurchase } from '../../shared/rules/keep-one.ts'

/** A charge beside the booking that it was taken for. */
export interface ChargeOfBooking {
  readonly charge: ChargeView
  readonly booking: BookingView
}

/** Every charge of a customer by its id. */
export function chargesById(customer: CustomerView): ReadonlyMap<string, ChargeOfBooking> {
  return new Map(
    customer.bookings.flatMap((booking) => booking.charges.map((charge) => [charge.id, { charge, booking }] as const)),
  )
}

/** The charges of a group that the copy holds, in the group's order. */
export function chargesOfGroup(
  group: GroupView,
  charges: ReadonlyMap<string, ChargeOfBooking>,
): readonly ChargeOfBooking[] {
  return group.chargeIds.flatMap((id) => charges.get(id) ?? [])
}

const LIVE: ReadonlySet<IntentState> = new Set(['queued', 'sending', 'unknown', 'needs_review', 'pending_approval'])

/** True while an intent may still move money or needs a person. */
const isLive = ({ state }: Pick<IntentView, 'state'>): boolean => LIVE.has(state)

/** The live intent of a charge; there is one at most. */
export const liveIntent = (charge: ChargeView): IntentView | null => charge.intents.find(isLive) ?? null

/** What has been paid and not been given back or promised: minor units. */
export function paidMinor(charges: readonly ChargeView[]): number {
  return charges
    .filter(({ state }) => state === 'captured')
    .reduce((sum, charge) => sum + charge.amountMinor - charge.refundedMinor - charge.reservedMinor, 0)
}

/**
 * Charges that may stay paid when this one is given back as a duplicate (contract, keep_charge_id): captured, on a
 * standing booking, nothing given back or promised. Of one purchase only its other charges, the one to keep first; else equal
 * amounts, and others of the same currency only where there is no such charge.
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

/** The group that a charge belongs to. */
export const groupOf = (customer: CustomerView, chargeId: string): GroupView | null =>
  customer.groups.find(({ chargeIds }) => chargeIds.includes(chargeId)) ?? null
