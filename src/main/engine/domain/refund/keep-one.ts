import type { Failure, User } from '../../../../shared/model/index.ts'
import {
  findGuard,
  isGoodwillPart,
  isOnePurchase,
  type KeepGuard,
  type PaidCharge,
  type PaidGroup,
} from '../../../../shared/rules/keep-one.ts'
import { may } from '../../../../shared/rules/permissions.ts'
import type { ChargeBalance, RefundWish } from './rules.ts'

/** A charge as the keep-one guard sees it. */
export const asPaid = (charge: ChargeBalance): PaidCharge => ({
  id: charge.id,
  state: charge.state,
  amountMinor: charge.amountMinor,
  givenMinor: charge.refundedMinor + charge.reservedMinor,
  bookingStatus: charge.bookingStatus,
})

/**
 * What the keep-one guard says of a wish, and whether it may be given all the same.
 *
 * @param group The group of `charge` with all that both stores know of its charges; null without one.
 * @returns `guard`: what a supervisor passed with a note, null when nothing was in the way. Fails with `keeps_nothing`: a
 * duplicate names a charge to keep that is not of its group (`keep_elsewhere`), or the `KeepGuard` says why.
 */
export function findKeepObstacle(
  wish: RefundWish & { readonly note: string },
  charge: ChargeBalance,
  group: PaidGroup | null,
  user: Pick<User, 'role'>,
): { readonly guard: KeepGuard | null; readonly obstacle: Failure | null } {
  const guard = guardOf(wish, charge, group)
  if (keepsElsewhere(wish, group)) return { guard, obstacle: { kind: 'keeps_nothing', code: 'keep_elsewhere' } }
  if (guard === null || mayPass(user, wish.note)) return { guard, obstacle: null }
  return { guard, obstacle: { kind: 'keeps_nothing', code: guard } }
}

/** What speaks against giving this back: in its group, and of the refunds that keep it. */
export function guardOf(
  wish: Pick<RefundWish, 'amountMinor' | 'reason'>,
  charge: ChargeBalance,
  group: PaidGroup | null,
): KeepGuard | null {
  const inGroup = findGuard(group, { ...wish, chargeId: charge.id })
  if (inGroup !== null) return inGroup
  const isFree = charge.kept === 'no' || (charge.kept === 'given' && isGoodwillPart(asPaid(charge), wish))
  return isFree || isGivenUp(wish, charge) ? null : 'is_kept'
}

function keepsElsewhere({ keepChargeId }: RefundWish, group: PaidGroup | null): boolean {
  if (keepChargeId === null || group === null || !isOnePurchase(group)) return false
  return !group.charges.some(({ id }) => id === keepChargeId)
}

/** A kept charge may follow only when its own booking was cancelled later: then nothing is kept any more, on purpose. */
function isGivenUp({ reason }: Pick<RefundWish, 'reason'>, charge: ChargeBalance): boolean {
  return reason === 'cancelled' && charge.bookingStatus === 'cancelled'
}

/** Refunding what should stay paid takes the right and a note. */
function mayPass(user: Pick<User, 'role'>, note: string): boolean {
  return may(user, 'pass_keep_one') && note.trim() !== ''
}
