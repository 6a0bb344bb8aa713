import { judge } from '../domain/verdict/judge.ts'
import type { JudgedDecision } from '../domain/verdict/judged.ts'
import { departureOfCharge } from '../store/copy/dirty.ts'
import type { StoredGroup } from '../store/copy/groups.ts'
import type { Store } from '../store/sqlite/open.ts'
import { gatherDepartures } from './judged-charges.ts'

/**
 * The groups of some charges at this desk. A local decision counts at once, before it reaches the central service or
 * comes back in the feed. Without local decisions these are the stored groups.
 *
 * @param stored The groups of these charges in the copy.
 * @param localDecisions This desk's decisions that the copy does not know yet.
 */
export function judgeWithLocalDecisions(
  copy: Store,
  stored: readonly StoredGroup[],
  chargeIds: readonly string[],
  localDecisions: readonly JudgedDecision[],
): readonly StoredGroup[] {
  if (localDecisions.length === 0) return stored
  const named = localDecisions.flatMap((decision) => decision.chargeIds)
  const touched = named.flatMap((id) => departureOfCharge(copy, id))
  const { charges, decisions } = gatherDepartures(copy, touched, { named })
  const judgedIds = new Set(charges.map(({ id }) => id))
  const wanted = new Set(chargeIds)
  return [
    ...stored.filter((group) => !group.chargeIds.some((id) => judgedIds.has(id))),
    ...judge(charges, [...decisions, ...localDecisions]).filter((group) =>
      group.chargeIds.some((id) => wanted.has(id)),
    ),
  ]
}
