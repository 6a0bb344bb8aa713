import type { JudgedDecision } from './judged.ts'
import { pairKey } from './pair-key.ts'

/** The decision in force on each pair of charges, by `pairKey`. A pair without a decision is not in the map. */
export type PairDecisions = ReadonlyMap<string, 'duplicate' | 'not_duplicate'>

/**
 * Finds the decision in force on each pair of charges. A decision binds every pair among its charges.
 *
 * - A decision that another one supersedes does not count.
 * - Of the others, the newest that names both charges is in force (by `decidedAt`, then by the higher id).
 * - A `withdrawn` decision that supersedes another only ends that one, so another decision on the pair counts again.
 * - A `withdrawn` decision that supersedes nothing withdraws what was decided on its pairs before.
 * - A verdict that the central service invented later changes nothing (contract, Values).
 */
export function decisionsByPair(decisions: readonly JudgedDecision[]): PairDecisions {
  const superseded = new Set(decisions.map(({ supersedes }) => supersedes))
  const oldestFirst = decisions
    .filter(({ id }) => !superseded.has(id))
    .sort((a, b) => a.decidedAt - b.decidedAt || (a.id < b.id ? -1 : 1))
  const inForce = new Map<string, 'duplicate' | 'not_duplicate'>()
  for (const { chargeIds, verdict, supersedes } of oldestFirst) {
    for (const [index, a] of chargeIds.entries()) {
      for (const b of chargeIds.slice(index + 1)) {
        if (verdict === 'duplicate') inForce.set(pairKey(a, b), 'duplicate')
        else if (verdict === 'not_duplicate') inForce.set(pairKey(a, b), 'not_duplicate')
        else if (verdict === 'withdrawn' && supersedes === null) inForce.delete(pairKey(a, b))
      }
    }
  }
  return inForce
}
