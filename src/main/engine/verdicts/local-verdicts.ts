import { judge } from '../domain/verdict/judge.ts'
import type { JudgedDecision } from '../domain/verdict/judged.ts'
import { departureOfCharge } from '../store/copy/dirty.ts'
import type { StoredGroup } from '../store/copy/groups.ts'
import type { Store } from '../store/sqlite/open.ts'
import { gatherDepartures } from './judged-charges.ts'

/**
 * The groups of some charges as this desk sees them: a decision that has not reached the central service, or come back from it,
 * counts here at once. Without one these are the stored groups.
 *
 * @param said This desk's decisions that the copy does not know yet.
 */
export function judgeWithLocalDecisions(
  copy: Store,
  stored: readonly StoredGroup[],
  chargeIds: readonly string[],
  said: readonly JudgedDecision[],
): readonly StoredGroup[] {
  if (said.length === 0) return stored
  const named = said.flatMap((decision) => decision.chargeIds)
  const touched = named.flatMap((id) => departureOfCharge(copy, id))
  const { charges, decisions } = gatherDepartures(copy, touched, { named })
  const looked = new Set(charges.map(({ id }) => id))
  const wanted = new Set(chargeIds)
  return [
    ...stored.filter((group) => !group.chargeIds.some((id) => looked.has(id))),
    ...judge(charges, [...decisions, ...said]).filter((group) => group.chargeIds.some((id) => wanted.has(id))),
  ]
}
