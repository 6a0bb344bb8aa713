import type { PaidGroup } from '../../../../shared/rules/keep-one.ts'
import { asPaid, guardOf } from '../../domain/refund/keep-one.ts'
import { type ChargeBalance, factsOf, findChange, ownShare } from '../../domain/refund/rules.ts'
import { type FoundCharge, findCharge } from '../../store/copy/charges.ts'
import { findKept } from '../../store/copy/kept-charges.ts'
import { type IntentRow, listIntentsOf, listIntentsThatKeep } from '../../store/desk/intents.ts'
import type { Store } from '../../store/sqlite/open.ts'
import { findLocalGroup } from '../group/find.ts'

/** A charge with everything that both stores know about giving it back; `except` leaves out one intent. */
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

/** Whether other refunds keep this charge, those of this desk and those that were told. */
function keptOf(desk: Store, copy: Store, id: string, isOther: (row: IntentRow) => boolean): ChargeBalance['kept'] {
  const keepers = listIntentsThatKeep(desk, id).filter(isOther)
  if (keepers.some(({ state }) => state !== 'confirmed')) return 'waiting'
  const told = findKept(copy, id)
  return told === 'no' && keepers.length > 0 ? 'given' : told
}

/** The group of a charge as the keep-one guard sees it; null when it is in none. `except` as above. */
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
 * What has changed since this intent was wished for, as a problem code; null when nothing has, and for rows of an older
 * build, which kept no facts. `group_changed`: it would now take away what should stay paid, and nobody has passed that.
 */
export function findChangeSince(desk: Store, copy: Store, row: IntentRow): string | null {
  if (row.facts === null) return null
  const charge = findCharge(copy, row.chargeId)
  if (charge === null) return 'charge_changed'
  const keep = row.keepChargeId === null ? null : findCharge(copy, row.keepChargeId)
  const stands = (found: FoundCharge) => balanceOf(desk, copy, found, row.key)
  const [now, keeps] = [stands(charge), keep === null ? null : stands(keep)]
  const guard = guardOf(row, now, paidGroupOf(desk, copy, row.chargeId, row.key))
  return findChange(row.facts, factsOf(now, keeps, guard))
}
