import { comparePairs } from './candidates.ts'
import { byTime, type Cluster, formClusters } from './clusters.ts'
import type { Rules } from './compare.ts'
import { decisionsByPair } from './decisions.ts'
import type { JudgedCharge, JudgedDecision, JudgedGroup } from './judged.ts'
import { findOutcome } from './outcome.ts'
import { PAIR_RULES } from './pair-rules.ts'
import { because, gatherReasons } from './reasons.ts'
import { leftOf } from './refunded.ts'

/** Two travellers of one party, each booked again under one other reference, are no coincidence. */
const PARTY_IS_SURE = 2

/**
 * The verdicts on all charges of a departure, or of several that a person's decision ties together. A charge that is in no
 * group is a purchase of its own. The order of the charges and of the decisions makes no difference.
 */
export function judge(
  charges: readonly JudgedCharge[],
  decisions: readonly JudgedDecision[],
  rules: Rules = PAIR_RULES,
): JudgedGroup[] {
  if (charges.length < 2) return []
  const said = decisionsByPair(decisions)
  return formClusters(comparePairs(charges.toSorted(byTime), said, rules), said).map(describe)
}

function describe(cluster: Cluster): JudgedGroup {
  const { charges, comparisons, partyOf } = cluster
  const outcome = findOutcome(cluster)
  const [first] = charges
  const keep = charges.find(({ id }) => id === outcome.keepChargeId) ?? first
  if (first === undefined || keep === undefined) throw new Error('a group without charges')
  const told = comparisons.filter(({ a, b }) => a === keep || b === keep)
  const back = charges.filter(({ id }) => outcome.giveBackIds.includes(id))
  // Money of two currencies has no sum: what would go back is told in its own.
  const priced = back.find(({ currency }) => currency !== keep.currency) ?? keep
  const gateways = new Set(charges.map(({ gateway }) => gateway))
  const isParty = partyOf >= PARTY_IS_SURE
  return {
    id: first.id,
    flightNumber: first.flightNumber,
    departure: first.departure,
    purpose: first.purpose,
    verdict: outcome.verdict,
    confidence: outcome.confidence,
    reasons: gatherReasons([
      ...(isParty ? [because('party_twice', { count: partyOf })] : []),
      ...(charges.length > 2 && cluster.kind === 'one' ? [because('several_times', { count: charges.length })] : []),
      ...outcome.reasons,
      ...(told.length > 0 ? told : comparisons).flatMap(({ reasons }) => reasons),
    ]),
    chargeIds: charges.map(({ id }) => id),
    keepChargeId: outcome.keepChargeId,
    giveBackIds: outcome.giveBackIds,
    amountMinor: priced.amountMinor,
    currency: priced.currency,
    atStakeMinor: back
      .filter(({ currency }) => currency === priced.currency)
      .reduce((sum, charge) => sum + leftOf(charge), 0),
    gateways: gateways.size === 1 ? first.gateway : 'both',
    latestAt: Math.max(...charges.map(({ authorisedAt }) => authorisedAt)),
    isOpen:
      outcome.verdict === 'unsure' ||
      outcome.verdict === 'hold' ||
      (outcome.verdict === 'duplicate' && outcome.giveBackIds.length > 0),
  }
}
