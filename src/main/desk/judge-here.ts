import { judge } from '../domain/verdict/judge.ts'
import type { JudgedDecision } from '../domain/verdict/judged.ts'
import type { StoredGroup } from '../store/groups.ts'
import { departureOfCharge, gatherDepartures } from '../store/judged-charges.ts'
import type { Store } from '../store/open.ts'

/**
 * The groups of some charges as this desk sees them: a decision that has not reached the central service, or come back from it,
 * counts here at once. Without one these are the stored groups.
 *
 * @param said This desk's decisions that the copy does not know yet.
 */
export function judgeHere(
  copy: Store,
  stored: readonly StoredGroup[],
  chargeIds: readonly string[],
  said: readonly JudgedDecision[],
): readonly StoredGroup[] {
  if (said.length === 0) return stored
  const touched = said.flatMap((decision) => decision.chargeIds).flatMap((id) => departureOfCharge(copy, id))
  const gathered = touched.map((departure) => gatherDepartures(copy, departure))
  const charges = new Map(gathered.flatMap((one) => one.charges).map((charge) => [charge.id, charge]))
  const decisions = new Map(gathered.flatMap((one) => one.decisions).map((decision) => [decision.id, decision]))
  const wanted = new Set(chargeIds)
  return [
    ...stored.filter((group) => !group.chargeIds.some((id) => charges.has(id))),
    ...judge([...charges.values()], [...decisions.values(), ...said]).filter((group) =>
      group.chargeIds.some((id) => wanted.has(id)),
    ),
  ]
}
