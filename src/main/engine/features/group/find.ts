import type { GroupPlace, RawEvidence, Result } from '../../../../shared/model/index.ts'
import { done, failed } from '../../../../shared/result.ts'
import { maskEmail, maskPhone } from '../../domain/mask.ts'
import { findCharge } from '../../store/copy/charges.ts'
import { groupOfCharge } from '../../store/copy/groups.ts'
import { findRawCharge, findRawRecord, listRawRefunds } from '../../store/copy/raw.ts'
import type { Store } from '../../store/sqlite/open.ts'

/** Where the group of a charge is. `not_found` when the copy does not hold the charge, or its record has not come. */
export function findGroup(copy: Store | null, chargeId: string): Result<GroupPlace> {
  const recordId = copy === null ? undefined : findCharge(copy, chargeId)?.record?.id
  if (copy === null || recordId === undefined) return failed('not_found')
  return done({ recordId, groupId: groupOfCharge(copy, chargeId)?.id ?? chargeId })
}

/** What the copy holds of these charges, field by field, the contact masked; those that it does not hold are left out. */
export function readEvidence(copy: Store | null, chargeIds: readonly string[]): Result<readonly RawEvidence[]> {
  if (copy === null) return failed('not_found')
  return done(
    chargeIds.flatMap((chargeId): RawEvidence[] => {
      const charge = findRawCharge(copy, chargeId)
      if (charge === null) return []
      const record = findRawRecord(copy, String(charge.record_id))
      return [{ chargeId, charge, record: record && maskContact(record), refunds: listRawRefunds(copy, chargeId) }]
    }),
  )
}

const maskContact = (record: RawEvidence['charge']): RawEvidence['charge'] => ({
  ...record,
  email: maskEmail(String(record.email)),
  phone: record.phone == null ? null : maskPhone(String(record.phone)),
})
