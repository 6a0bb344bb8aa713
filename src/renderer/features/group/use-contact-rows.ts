import type { GroupView, RawEvidence, ReasonCode } from '../../../shared/model/index.ts'
import { say } from '../../../shared/text/index.ts'
import { useAsk } from '../../bridge/desk.tsx'
import { maskedRow, type Row } from '../../facts/compare.ts'

/** The reasons that know whether two contacts are equal. */
const REASONS = {
  email: { same: 'same_email', differs: 'other_email' },
  phone: { same: 'same_phone', differs: null },
} as const satisfies Record<string, { same: ReasonCode; differs: ReasonCode | null }>

/** The rows of the masked e-mail, and of the masked phone when a reason names it, from the raw evidence. */
export function useContactRows(group: GroupView): readonly Row[] {
  const { data } = useAsk('group.evidence', { chargeIds: [...group.chargeIds] })
  const fields = (['email', 'phone'] as const).filter(
    (field) => field === 'email' || group.reasons.some((reason) => reason.fields.includes(field)),
  )
  return fields.map((field) => {
    const texts = group.chargeIds.map((id) =>
      contactOf(
        data?.find(({ chargeId }) => chargeId === id),
        field,
      ),
    )
    return maskedRow(field, texts, knownMatch(group, field))
  })
}

/**
 * The masked contact of a booking. A booking that is not in the copy has another text than a booking without a contact.
 */
function contactOf(evidence: RawEvidence | undefined, field: 'email' | 'phone'): string {
  if (!evidence?.booking) return say('group.notHere')
  const value = evidence.booking[field]
  return typeof value === 'string' ? value : say('group.noContact')
}

/** Whether the whole contacts are equal, from the reasons of the group; null when no reason says it. */
function knownMatch({ reasons }: GroupView, field: 'email' | 'phone'): 'same' | 'differs' | null {
  const { same, differs } = REASONS[field]
  if (reasons.some(({ code }) => code === differs)) return 'differs'
  return reasons.some(({ code }) => code === same) ? 'same' : null
}
