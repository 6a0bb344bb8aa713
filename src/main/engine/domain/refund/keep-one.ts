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

/** The facts of a charge that the keep-one guard looks at. */
export const asPaid = (charge: ChargeBalance): PaidCharge => ({
  id: charge.id,
  state: charge.state,
  amountMinor: charge.amountMinor,
  givenMinor: charge.refundedMinor + charge.reservedMinor,
  bookingStatus: charge.bookingStatus,
})

/**
 * Asks the keep-one guard about a wish, and says whether this person may pass the guard.
 *
 * @param group The group of `charge`, with what both databases know about its charges; null without one.
 * @returns `guard`: what the refund would take away; null when the guard has no objection. `obstacle`: null when the
 * refund may be given, also when a supervisor passes the guard with a note. Otherwise `keeps_nothing` with a code:
 * `keep_elsewhere` when the charge to keep is not in the group, else the guard.
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

/** The guard's objection to a refund: from the group of its charge, or from another refund that keeps this charge. */
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

/**
 * A kept charge may be refunded when its own booking was cancelled later: then the customer keeps nothing, on purpose.
 */
function isGivenUp({ reason }: Pick<RefundWish, 'reason'>, charge: ChargeBalance): boolean {
  return reason === 'cancelled' && charge.bookingStatus === 'cancelled'
}

/** Refunding what should stay paid takes the right and a note. */
function mayPass(user: Pick<User, 'role'>, note: string): boolean {
  return may(user, 'pass_keep_one') && note.trim() !== ''
}
