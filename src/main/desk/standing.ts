import { type ChargeStanding, factsOf, findChange, ownShare } from '../domain/refund-rules.ts'
import { type FoundCharge, findCharge } from '../store/charges.ts'
import { type IntentRow, listIntentsOf, listIntentsThatKeep } from '../store/intents.ts'
import { isKeptByRefund } from '../store/kept-charges.ts'
import type { Store } from '../store/open.ts'

/** A charge with everything that both stores know about giving it back; `except` leaves out one intent. */
export function standingOf(desk: Store, copy: Store, found: FoundCharge, except: string | null = null): ChargeStanding {
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
    recordStatus: found.record?.status ?? 'unknown',
    isKept: listIntentsThatKeep(desk, id).some(isOther) || isKeptByRefund(copy, id),
  }
}

/**
 * What has changed since this intent was wished for, as a problem code; null when nothing has, and for rows of an older
 * build, which kept no facts.
 */
export function findChangeSince(desk: Store, copy: Store, row: IntentRow): string | null {
  if (row.facts === null) return null
  const charge = findCharge(copy, row.chargeId)
  if (charge === null) return 'charge_changed'
  const keep = row.keepChargeId === null ? null : findCharge(copy, row.keepChargeId)
  const stands = (found: FoundCharge) => standingOf(desk, copy, found, row.key)
  return findChange(row.facts, factsOf(stands(charge), keep === null ? null : stands(keep)))
}
