import type { PaidGroup } from '../../../../shared/rules/keep-one.ts'
import { asPaid, guardOf } from '../../domain/refund/keep-one.ts'
import { type ChargeBalance, factsOf, findChange, ownShare } from '../../domain/refund/rules.ts'
import { type FoundCharge, findCharge } from '../../store/copy/charges.ts'
import { findKept } from '../../store/copy/kept-charges.ts'
import { type IntentRow, listIntentsOf, listIntentsThatKeep } from '../../store/desk/intents.ts'
import type { Store } from '../../store/sqlite/open.ts'
import { findLocalGroup } from '../group/find.ts'

/** What both files know about refunding a charge, without the intent whose key is `except`. */
export function balanceOf(desk: Store, copy: Store, found: FoundCharge, except: string | null = null): ChargeBalance {
  const { id, state, gateway, purpose, amountMinor } = found.charge
  const isOther = ({ key }: IntentRow) => key !== except
  const own = ownShare(listIntentsOf(desk, [id]).filter(isOther), found.refunds)
  return {
    id,
    state,
    gateway,
    purpose,
    amountMinor,
    refundedMinor: found.refundedMinor + own.refundedMinor,
    reservedMinor: own.reservedMinor,
    bookingStatus: found.booking?.status ?? 'unknown',
    kept: keptOf(desk, copy, id, isOther),
  }
}

/** Whether other refunds keep this charge paid: intents of this desk, or refunds of the copy. */
function keptOf(desk: Store, copy: Store, id: string, isOther: (row: IntentRow) => boolean): ChargeBalance['kept'] {
  const keepers = listIntentsThatKeep(desk, id).filter(isOther)
  if (keepers.some(({ state }) => state !== 'confirmed')) return 'waiting'
  const copied = findKept(copy, id)
  return copied === 'no' && keepers.length > 0 ? 'given' : copied
}

/** The group of a charge as the keep-one guard sees it, without the intent `except`; null when the charge is in none. */
export function paidGroupOf(
  desk: Store,
  copy: Store,
  chargeId: string,
  except: string | null = null,
): PaidGroup | null {
  const group = findLocalGroup(desk, copy, chargeId)
  if (group === null) return null
  const found = group.chargeIds.flatMap((id) => findCharge(copy, id) ?? [])
  const charges = found.map((one) => asPaid(balanceOf(desk, copy, one, except)))
  return { verdict: group.verdict, keepChargeId: group.keepChargeId, charges }
}

/**
 * What has changed since the agent submitted this intent, as a problem code; null when nothing has, and for rows of an older build,
 * which stored no facts. `group_changed`: the refund would now take away a charge that should stay paid, and no supervisor has passed
 * the keep-one guard.
 */
export function findChangeSince(desk: Store, copy: Store, row: IntentRow): string | null {
  if (row.facts === null) return null
  const charge = findCharge(copy, row.chargeId)
  if (charge === null) return 'charge_changed'
  const keep = row.keepChargeId === null ? null : findCharge(copy, row.keepChargeId)
  const balance = balanceOf(desk, copy, charge, row.key)
  const keptBalance = keep === null ? null : balanceOf(desk, copy, keep, row.key)
  const guard = guardOf(row, balance, paidGroupOf(desk, copy, row.chargeId, row.key))
  return findChange(row.facts, factsOf(balance, keptBalance, guard))
}
