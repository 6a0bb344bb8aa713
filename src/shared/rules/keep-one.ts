import type { RefundReason, Verdict } from '../model/index.ts'

/** What the keep-one guard looks at of a charge. */
export interface PaidCharge {
  readonly id: string
  readonly state: string
  readonly amountMinor: number
  /** What has been given back of it, or is on its way. */
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
 * What a refund would take away: the charge of its group that stays paid, the last one that does, or the one that another
 * refund keeps.
 */
export const KEEP_GUARDS = ['keep_charge', 'last_paid', 'is_kept'] as const
/** One entry of `KEEP_GUARDS`. */
export type KeepGuard = (typeof KEEP_GUARDS)[number]

const STANDING: ReadonlySet<string> = new Set(['confirmed', 'pending'])

/** True for a booking that the traveller still has. */
export const isActiveBooking = (bookingStatus: string): boolean => STANDING.has(bookingStatus)

/** What the guard looks at of a refund; `reason` is null while none is chosen. */
export interface GuardedWish {
  readonly amountMinor: number
  readonly reason: RefundReason | null
}

/**
 * True for a part that leaves the greater part of its charge paid: a few euros as goodwill are a present, which anybody may
 * make, and no refund of the purchase. What goes back as a duplicate is never a present.
 */
export function isGoodwillPart(charge: PaidCharge, { amountMinor, reason }: GuardedWish): boolean {
  return reason !== 'duplicate' && amountMinor <= largestGoodwillMinor(charge)
}

/** The most that may go as a present: the greater part stays paid. 0 where nothing may. */
export function largestGoodwillMinor({ state, amountMinor, givenMinor }: PaidCharge): number {
  return state === 'captured' ? Math.max(0, Math.ceil(amountMinor / 2) - 1 - givenMinor) : 0
}

/** A group that is one purchase, or may be: of two purchases each is refunded as any other. */
export const isOnePurchase = (group: Pick<PaidGroup, 'verdict'> | null): boolean =>
  group !== null && group.verdict !== 'separate'

/**
 * The keep-one guard: of one purchase something stays paid, and it is the charge whose booking the traveller will fly on.
 * Both sides of the contract ask it: the screen to offer nothing else, the engine to refuse anything else.
 *
 * @returns What speaks against the refund; null when nothing does. A supervisor may pass it with a note.
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

/** The money was taken, and the greater part of it is still there. */
function staysPaid({ state, amountMinor, givenMinor }: PaidCharge): boolean {
  return state === 'captured' && 2 * (amountMinor - givenMinor) > amountMinor
}

/** Who gives up a booking that stands has another one that stands. */
function isAsGood(other: PaidCharge, charge: PaidCharge): boolean {
  return isActiveBooking(other.bookingStatus) || !isActiveBooking(charge.bookingStatus)
}
