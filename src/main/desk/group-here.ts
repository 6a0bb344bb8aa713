import { groupOfCharge, type StoredGroup } from '../store/groups.ts'
import type { Store } from '../store/open.ts'
import { ownDecisionsOnTheirWay } from './group-decisions.ts'
import { judgeHere } from './judge-here.ts'

/** The group of a charge as this desk sees it, its own decisions that are still on their way included; null when it is in none. */
export function groupHere(desk: Store, copy: Store, chargeId: string): StoredGroup | null {
  const stored = groupOfCharge(copy, chargeId)
  if (stored === null) return null
  const said = ownDecisionsOnTheirWay(desk, copy, stored.chargeIds)
  const groups = judgeHere(copy, [stored], [chargeId], said)
  return groups.find(({ chargeIds }) => chargeIds.includes(chargeId)) ?? null
}
