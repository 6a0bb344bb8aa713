import type { GroupPlace, RawEvidence, Result } from '../../../../shared/model/index.ts'
import { done, failed } from '../../../../shared/result.ts'
import { maskEmail, maskPhone } from '../../domain/mask.ts'
import { findCharge } from '../../store/copy/charges.ts'
import { groupOfCharge, type StoredGroup } from '../../store/copy/groups.ts'
import { findRawBooking, findRawCharge, listRawRefunds } from '../../store/copy/raw.ts'
import { listNamedWith } from '../../store/desk/local-decisions.ts'
import type { Store } from '../../store/sqlite/open.ts'
import { judgeWithLocalDecisions } from '../../verdicts/local-verdicts.ts'
import { pendingOwnDecisions } from './decisions.ts'

/** Where the group of a charge is shown. Fails with `not_found` when the copy does not hold the charge or its booking. */
export function findGroup(copy: Store | null, chargeId: string): Result<GroupPlace> {
  const bookingId = copy === null ? undefined : findCharge(copy, chargeId)?.booking?.id
  if (copy === null || bookingId === undefined) return failed('not_found')
  return done({ bookingId, groupId: groupOfCharge(copy, chargeId)?.id ?? chargeId })
}

/**
 * The group of a charge as this desk sees it; null when the charge is in none. It counts the decisions of this desk that the copy
 * does not know yet, also where such a decision alone makes the group.
 */
export function findLocalGroup(desk: Store, copy: Store, chargeId: string): StoredGroup | null {
  const stored = groupOfCharge(copy, chargeId)
  const together = listNamedWith(desk, stored?.chargeIds ?? [chargeId])
  const pending = pendingOwnDecisions(desk, copy, together)
  const groups = judgeWithLocalDecisions(copy, stored === null ? [] : [stored], [chargeId], pending)
  return groups.find(({ chargeIds }) => chargeIds.includes(chargeId)) ?? null
}

/** What the copy holds of these charges, field by field, with the contact masked. Leaves out charges that the copy does not hold. */
export function readEvidence(copy: Store | null, chargeIds: readonly string[]): Result<readonly RawEvidence[]> {
  if (copy === null) return failed('not_found')
  return done(
    chargeIds.flatMap((chargeId): RawEvidence[] => {
      const charge = findRawCharge(copy, chargeId)
      if (charge === null) return []
      const booking = findRawBooking(copy, String(charge.booking_id))
      return [{ chargeId, charge, booking: booking && maskContact(booking), refunds: listRawRefunds(copy, chargeId) }]
    }),
  )
}

const maskContact = (booking: RawEvidence['charge']): RawEvidence['charge'] => ({
  ...booking,
  email: maskEmail(String(booking.email)),
  phone: booking.phone == null ? null : maskPhone(String(booking.phone)),
})
