import type { EvidenceField, Reason, ReasonCode } from '../../../../shared/model/index.ts'

/**
 * For each reason: whether it speaks for or against one purchase (`note`: neither), and the rows of the comparison that
 * it is about. The strongest reason comes first, and a group shows its reasons in this order.
 */
const REASONS = {
  decided_not_duplicate: ['against', ['decision']],
  decided_apart: ['against', ['decision']],
  decided_duplicate: ['for', ['decision']],
  posted_twice: ['for', ['reference', 'amount', 'time']],
  same_entity: ['for', ['traveller', 'card', 'flight']],
  party_twice: ['for', ['traveller', 'reference', 'flight']],
  name_written_otherwise: ['for', ['traveller']],
  name_swapped: ['for', ['traveller']],
  name_nickname: ['for', ['traveller']],
  name_shortened: ['for', ['traveller']],
  name_typing_error: ['for', ['traveller']],
  same_name: ['for', ['traveller']],
  same_card: ['for', ['card']],
  same_email: ['for', ['email']],
  same_phone: ['for', ['phone']],
  same_amount: ['for', ['amount']],
  minutes_apart: ['for', ['time']],
  several_times: ['for', ['reference']],
  both_gateways: ['for', ['gateway']],
  only_held: ['note', ['state']],
  voided: ['note', ['state']],
  refunded_whole: ['note', ['refunds']],
  refunded_part: ['note', ['refunds']],
  refund_on_its_way: ['note', ['refunds']],
  refund_waits: ['note', ['refunds']],
  disputed: ['note', ['state']],
  extra_seat: ['against', ['service']],
  cancelled_before: ['against', ['status', 'refunds']],
  one_party: ['against', ['reference', 'traveller']],
  other_traveller: ['against', ['traveller']],
  namesake: ['against', ['card', 'email', 'phone']],
  other_day: ['against', ['flight']],
  other_flight: ['against', ['flight']],
  other_purpose: ['against', ['purpose']],
  attempt_failed: ['against', ['state']],
  name_unclear: ['against', ['traveller']],
  booked_apart: ['against', ['card', 'reference']],
  cancelled_unrefunded: ['against', ['status', 'refunds']],
  other_amount: ['against', ['amount']],
  other_currency: ['against', ['amount']],
  repeated_fee: ['against', ['purpose', 'time']],
  hours_apart: ['against', ['time']],
  other_card: ['against', ['card']],
  other_email: ['against', ['email']],
} as const satisfies Record<ReasonCode, readonly [Reason['speaks'], readonly EvidenceField[]]>

const ORDER = Object.keys(REASONS)

/** Makes a reason. @param values The numbers for its sentence: `minutes`, `hours`, `count`. */
export function because(code: ReasonCode, values: Readonly<Record<string, number>> = {}): Reason {
  const [speaks, fields] = REASONS[code]
  return { code, speaks, fields, values }
}

/** Keeps each reason once, with the largest of its numbers. The strongest comes first. */
export function gatherReasons(reasons: readonly Reason[]): Reason[] {
  const byCode = new Map<ReasonCode, Reason>()
  for (const reason of reasons) {
    const known = byCode.get(reason.code)
    const values = Object.entries(reason.values).map(([name, value]) => [
      name,
      Math.max(value, known?.values[name] ?? value),
    ])
    byCode.set(reason.code, { ...reason, values: Object.fromEntries(values) })
  }
  return [...byCode.values()].sort((a, b) => ORDER.indexOf(a.code) - ORDER.indexOf(b.code))
}
