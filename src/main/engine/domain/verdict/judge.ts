import { comparePairs } from './candidates.ts'
import { byTime, type Cluster, formClusters } from './clusters.ts'
import type { Rules } from './compare.ts'
import { decisionsByPair } from './decisions.ts'
import type { JudgedCharge, JudgedDecision, JudgedGroup } from './judged.ts'
import { findOutcome } from './outcome.ts'
import { PAIR_RULES } from './pair-rules.ts'
import { because, gatherReasons } from './reasons.ts'
import { leftOf } from './refunded.ts'

/** When a party was booked twice, this many repeated travellers rule out a coincidence. */
const PARTY_IS_SURE = 2

/**
 * Judges the charges of one departure, or of several departures that people's decisions connect. Returns the groups of
 * charges that look like one purchase paid more than once, each with its verdict. A charge in no group is a purchase of
 * its own.
 *
 * 1. Candidates (candidates.ts): finds the candidate pairs, which are two charges that share a blocking key.
 * 2. Comparison (compare.ts): asks every rule of pair-rules.ts about each pair. The answer is `one` purchase, `two`
 *    purchases, or `maybe`.
 * 3. Clusters (clusters.ts): puts people's decisions above the rules and joins the pairs, the surest pairs first.
 * 4. Outcome (outcome.ts): looks at the money of each cluster. It finds the verdict, the charge to keep and the charges
 *    to give back.
 *
 * The function is pure. The order of the charges and of the decisions makes no difference.
 *
 * @param rules The rules to ask. Tests leave one out to prove that it matters.
 */
export function judge(
  charges: readonly JudgedCharge[],
  decisions: readonly JudgedDecision[],
  rules: Rules = PAIR_RULES,
): JudgedGroup[] {
  if (charges.length < 2) return []
  const pairDecisions = decisionsByPair(decisions)
  const comparisons = comparePairs(charges.toSorted(byTime), pairDecisions, rules)
  return formClusters(comparisons, pairDecisions).map(asGroup)
}

function asGroup(cluster: Cluster): JudgedGroup {
  const { charges, comparisons, partySize } = cluster
  const outcome = findOutcome(cluster)
  const [first] = charges
  const keep = charges.find(({ id }) => id === outcome.keepChargeId) ?? first
  if (first === undefined || keep === undefined) throw new Error('a group without charges')
  // The reasons say how the other charges compare with the kept one.
  const withKept = comparisons.filter(({ a, b }) => a === keep || b === keep)
  const toGiveBack = charges.filter(({ id }) => outcome.giveBackIds.includes(id))
  // Amounts in two currencies have no sum, so the group states the currency of the money to give back.
  const priced = toGiveBack.find(({ currency }) => currency !== keep.currency) ?? keep
  const gateways = new Set(charges.map(({ gateway }) => gateway))
  const isParty = partySize >= PARTY_IS_SURE
  return {
    id: first.id,
    flightNumber: first.flightNumber,
    departure: first.departure,
    purpose: first.purpose,
    verdict: outcome.verdict,
    confidence: outcome.confidence,
    reasons: gatherReasons([
      ...(isParty ? [because('party_twice', { count: partySize })] : []),
      ...(charges.length > 2 && cluster.kind === 'one' ? [because('several_times', { count: charges.length })] : []),
      ...outcome.reasons,
      ...(withKept.length > 0 ? withKept : comparisons).flatMap(({ reasons }) => reasons),
    ]),
    chargeIds: charges.map(({ id }) => id),
    keepChargeId: outcome.keepChargeId,
    giveBackIds: outcome.giveBackIds,
    amountMinor: priced.amountMinor,
    currency: priced.currency,
    atStakeMinor: toGiveBack
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
