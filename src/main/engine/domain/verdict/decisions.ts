import type { JudgedDecision } from './judged.ts'
import { pairKey } from './pair-key.ts'

/** What a person has said of a pair, by `pairKey`. */
export type PairDecisions = ReadonlyMap<string, 'duplicate' | 'not_duplicate'>

/**
 * What people have said of each pair, by `pairKey`: the latest decision that names both and has not been superseded. One that
 * was withdrawn says nothing, and what stands beside it counts again. Of two that stand beside each other the later counts, then the higher id.
 */
export function decisionsByPair(decisions: readonly JudgedDecision[]): PairDecisions {
  const superseded = new Set(decisions.map(({ supersedes }) => supersedes))
  const standing = decisions
    .filter(({ id }) => !superseded.has(id))
    .sort((a, b) => a.decidedAt - b.decidedAt || (a.id < b.id ? -1 : 1))
  const said = new Map<string, 'duplicate' | 'not_duplicate'>()
  for (const { chargeIds, verdict, supersedes } of standing) {
    for (const [index, a] of chargeIds.entries()) {
      for (const b of chargeIds.slice(index + 1)) {
        if (verdict === 'duplicate') said.set(pairKey(a, b), 'duplicate')
        else if (verdict === 'not_duplicate') said.set(pairKey(a, b), 'not_duplicate')
        else if (verdict === 'withdrawn' && supersedes === null) said.delete(pairKey(a, b))
      }
    }
  }
  return said
}
