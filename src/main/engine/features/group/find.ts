import type { GroupPlace, RawEvidence, Result } from '../../../../shared/model/index.ts'
import { done, failed } from '../../../../shared/result.ts'
import { maskEmail, maskPhone } from '../../domain/mask.ts'
import { findCharge } from '../../store/copy/charges.ts'
import { groupOfCharge } from '../../store/copy/groups.ts'
import { findRawBooking, findRawCharge, listRawRefunds } from '../../store/copy/raw.ts'
import type { Store } from '../../store/sqlite/open.ts'

/** Where the group of a charge is. `not_found` when the copy does not hold the charge, or its booking has not come. */
export function findGroup(copy: Store | null, chargeId: string): Result<GroupPlace> {
  const bookingId = copy === null ? undefined : findCharge(copy, chargeId)?.booking?.id
  if (copy === null || bookingId === undefined) return failed('not_found')
  return done({ bookingId, groupId: groupOfCharge(copy, chargeId)?.id ?? chargeId })
}

/** What the copy holds of these charges, field by field, the contact masked; those that it does not hold are left out. */
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
