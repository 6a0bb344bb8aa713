import { groupOfCharge, type StoredGroup } from '../../store/copy/groups.ts'
import { listNamedWith } from '../../store/desk/local-decisions.ts'
import type { Store } from '../../store/sqlite/open.ts'
import { judgeWithLocalDecisions } from '../../verdicts/local-verdicts.ts'
import { pendingOwnDecisions } from './decisions.ts'

/**
 * The group of a charge as this desk sees it, its own decisions that are still on their way included, be it that one of them alone
 * makes the group; null when it is in none.
 */
export function findLocalGroup(desk: Store, copy: Store, chargeId: string): StoredGroup | null {
  const stored = groupOfCharge(copy, chargeId)
  const together = listNamedWith(desk, stored?.chargeIds ?? [chargeId])
  const said = pendingOwnDecisions(desk, copy, together)
  const groups = judgeWithLocalDecisions(copy, stored === null ? [] : [stored], [chargeId], said)
  return groups.find(({ chargeIds }) => chargeIds.includes(chargeId)) ?? null
}
