import type { BookingStatus, RefundReason, Verdict } from '../model/index.ts'

/** What the keep-one guard looks at of a charge. */
export interface PaidCharge {
  readonly id: string
  readonly state: string
  readonly amountMinor: number
  /** What has been refunded of it, or is being refunded. */
  readonly givenMinor: number
  /** Status of its booking. */
  readonly bookingStatus: string
}

/** A group as the keep-one guard sees it. */
export interface PaidGroup {
  readonly verdict: Verdict
  readonly keepChargeId: string | null
  readonly charges: readonly PaidCharge[]
}

/**
 * Why the guard stops a refund: it would refund the charge that stays paid (`keep_charge`), the last paid charge of the group
 * (`last_paid`), or a charge that another refund keeps (`is_kept`).
 */
export const KEEP_GUARDS = ['keep_charge', 'last_paid', 'is_kept'] as const
/** One entry of `KEEP_GUARDS`. */
export type KeepGuard = (typeof KEEP_GUARDS)[number]

const ACTIVE: ReadonlySet<string> = new Set<BookingStatus>(['confirmed', 'pending'])

/** Whether the traveller still has this booking. */
export const isActiveBooking = (bookingStatus: string): boolean => ACTIVE.has(bookingStatus)

/** What the guard looks at of a refund; `reason` is null while none is chosen. */
export interface GuardedWish {
  readonly amountMinor: number
  readonly reason: RefundReason | null
}

/**
 * Whether a refund is a part that leaves more than half of its charge paid. Anybody may give such a part as goodwill, because
 * it does not refund the purchase. A refund with the reason `duplicate` is never one.
 */
export function isGoodwillPart(charge: PaidCharge, { amountMinor, reason }: GuardedWish): boolean {
  return reason !== 'duplicate' && amountMinor <= largestGoodwillMinor(charge)
}

/** The largest goodwill part in minor units: more than half stays paid. 0 when there is none. */
export function largestGoodwillMinor({ state, amountMinor, givenMinor }: PaidCharge): number {
  return state === 'captured' ? Math.max(0, Math.ceil(amountMinor / 2) - 1 - givenMinor) : 0
}

/** Whether a group is one purchase, or may be one. The guard does not apply to separate purchases. */
export const isOnePurchase = (group: Pick<PaidGroup, 'verdict'> | null): boolean =>
  group !== null && group.verdict !== 'separate'

/**
 * The keep-one guard: one charge of a purchase stays paid, and it is the one whose booking the traveller will fly on. The
 * screen asks it to offer nothing else, and the engine asks it to refuse anything else.
 *
 * @returns Why the refund must not go, or null. Who has the right `pass_keep_one` may pass the guard with a note.
 */
export function findGuard(
  group: PaidGroup | null,
  wish: GuardedWish & { readonly chargeId: string },
): KeepGuard | null {
  const charge = group?.charges.find(({ id }) => id === wish.chargeId)
  if (group === null || charge === undefined || !isOnePurchase(group)) return null
  if (isGoodwillPart(charge, wish)) return null
  const others = group.charges.filter((other) => other !== charge && staysPaid(other))
  if (!others.some((other) => isAsGood(other, charge))) return 'last_paid'
  return wish.chargeId === group.keepChargeId ? 'keep_charge' : null
}

/** Whether the charge was captured and more than half of it is not refunded. */
function staysPaid({ state, amountMinor, givenMinor }: PaidCharge): boolean {
  return state === 'captured' && 2 * (amountMinor - givenMinor) > amountMinor
}

/** Whether the other charge can take this one's place: its booking is active, or this one's is not. */
function isAsGood(other: PaidCharge, charge: PaidCharge): boolean {
  return isActiveBooking(other.bookingStatus) || !isActiveBooking(charge.bookingStatus)
}
