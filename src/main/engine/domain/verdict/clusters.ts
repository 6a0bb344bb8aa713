import type { Comparison } from './compare.ts'
import type { PairDecisions } from './decisions.ts'
import type { JudgedCharge } from './judged.ts'
import { pairKey } from './pair-key.ts'
import { because } from './reasons.ts'

/** Charges that belong together. What became of their money is another question (outcome.ts). */
export interface Cluster {
  /** `one`: one purchase. `maybe`: a person must decide. `two`: purchases of their own that look like one. */
  readonly kind: Comparison['relation']
  /** Earliest first (`byTime`). */
  readonly charges: readonly JudgedCharge[]
  /** The comparisons of two charges of this cluster. */
  readonly comparisons: readonly Comparison[]
  /**
   * How many travellers, this one included, were booked under the same two references: 2 or more when a party was
   * booked twice, 1 for a single traveller. 0 when all fares have one reference, and for the other kinds.
   */
  readonly partySize: number
  /** True when a person decided that a charge of this cluster and one outside are not duplicates. */
  readonly isSplitByDecision: boolean
}

/** Two purchases are worth showing side by side only when all their reasons are among these. */
const WORTH_SHOWING: ReadonlySet<string> = new Set(['extra_seat', 'decided_not_duplicate'])

/**
 * Sorts compared charges into clusters. Each charge is in one cluster at most.
 *
 * 1. Decisions replace what the rules found on a pair.
 * 2. Pairs of `one` purchase are joined, the surest first. No join may bring two charges together that are `two`
 *    purchases, or that are of one departure and were never compared. So in a party that was booked twice each
 *    traveller joins their own second booking, and not that of a sibling.
 * 3. The remaining travellers of such a party are joined (`pairsLeftOfParties`). These are the clusters of kind `one`.
 * 4. Charges that are still alone are joined by their `maybe` pairs: clusters of kind `maybe`.
 * 5. Of the rest, pairs of `two` purchases that an agent wants to see side by side become clusters of kind `two`.
 *
 * @param compared One comparison for each pair (`comparePairs`).
 */
export function formClusters(compared: readonly Comparison[], decisions: PairDecisions): Cluster[] {
  const comparisons = compared.map((one) => withDecision(one, decisions)).sort(bySureness)
  const purchases = new ChargeSets(comparisons)
  for (const { a, b } of comparisons.filter(({ relation }) => relation === 'one')) purchases.join(a, b)
  for (const { a, b } of pairsLeftOfParties(comparisons, purchases)) purchases.join(a, b)
  const repeated = purchases.several()
  const amongSingle = comparisons.filter(({ a, b }) => purchases.isAlone(a) && purchases.isAlone(b))
  const questions = new ChargeSets(comparisons)
  for (const { a, b, relation } of amongSingle) if (relation === 'maybe') questions.join(a, b)
  const shown = amongSingle.filter(
    ({ a, b, relation, reasons }) =>
      relation === 'two' &&
      reasons.every(({ code }) => WORTH_SHOWING.has(code)) &&
      questions.isAlone(a) &&
      questions.isAlone(b),
  )
  const sideBySide = new ChargeSets(comparisons, true)
  for (const { a, b } of shown) sideBySide.join(a, b)
  const travellers = countTravellers(repeated)
  const cluster = (kind: Cluster['kind'], members: readonly JudgedCharge[]): Cluster => ({
    kind,
    charges: members.toSorted(byTime),
    comparisons: comparisons.filter(({ a, b }) => members.includes(a) && members.includes(b)),
    isSplitByDecision: comparisons.some(
      ({ a, b, reasons }) =>
        members.includes(a) !== members.includes(b) && reasons.some(({ code }) => code === 'decided_not_duplicate'),
    ),
    partySize: kind === 'one' ? Math.max(0, ...referencePairsOf(members).map((key) => travellers.get(key) ?? 0)) : 0,
  })
  return [
    ...repeated.map((members) => cluster('one', members)),
    ...questions.several().map((members) => cluster('maybe', members)),
    ...sideBySide.several().map((members) => cluster('two', members)),
  ]
}

/** A person's decision outweighs every rule. */
function withDecision(comparison: Comparison, decisions: PairDecisions): Comparison {
  const decision = decisions.get(pairKey(comparison.a.id, comparison.b.id))
  if (decision === undefined) return comparison
  return decision === 'duplicate'
    ? { ...comparison, relation: 'one', isSure: true, reasons: [because('decided_duplicate'), ...comparison.reasons] }
    : { ...comparison, relation: 'two', isSure: true, reasons: [because('decided_not_duplicate')] }
}

/** The surest first, then the closest in time. Ids break ties, so that the order of arrival never decides. */
function bySureness(x: Comparison, y: Comparison): number {
  return (
    Number(y.isSure) - Number(x.isSure) ||
    x.minutes - y.minutes ||
    (pairKey(x.a.id, x.b.id) < pairKey(y.a.id, y.b.id) ? -1 : 1)
  )
}

/** Orders charges: the earliest captured first (authorised where nothing was captured), then by id. */
export const byTime = (a: JudgedCharge, b: JudgedCharge): number =>
  (a.capturedAt ?? a.authorisedAt) - (b.capturedAt ?? b.authorisedAt) || (a.id < b.id ? -1 : 1)

/** Disjoint sets of charges. Each charge begins in a set of its own. */
class ChargeSets {
  readonly #sets = new Map<string, readonly JudgedCharge[]>()
  readonly #relations: ReadonlyMap<string, Comparison['relation']>
  readonly #joinsAll: boolean

  /** @param joinsAll Joins two purchases, too: for showing them side by side. */
  constructor(comparisons: readonly Comparison[], joinsAll = false) {
    this.#joinsAll = joinsAll
    this.#relations = new Map(comparisons.map(({ a, b, relation }) => [pairKey(a.id, b.id), relation]))
    for (const { a, b } of comparisons) {
      this.#sets.set(a.id, [a])
      this.#sets.set(b.id, [b])
    }
  }

  isAlone(charge: JudgedCharge): boolean {
    return this.#setOf(charge).length === 1
  }

  /** Makes one set of the sets of `a` and `b`, unless two of their members must stay separate. */
  join(a: JudgedCharge, b: JudgedCharge): void {
    const [left, right] = [this.#setOf(a), this.#setOf(b)]
    if (left === right || left.some((x) => right.some((y) => this.#mustStaySeparate(x, y)))) return
    const union = [...left, ...right]
    for (const charge of union) this.#sets.set(charge.id, union)
  }

  /** The sets of more than one charge. */
  several(): (readonly JudgedCharge[])[] {
    return [...new Set(this.#sets.values())].filter((members) => members.length > 1)
  }

  #setOf(charge: JudgedCharge): readonly JudgedCharge[] {
    return this.#sets.get(charge.id) ?? [charge]
  }

  /** Charges of one departure that were never compared belong to strangers. */
  #mustStaySeparate(x: JudgedCharge, y: JudgedCharge): boolean {
    if (this.#joinsAll) return false
    const relation = this.#relations.get(pairKey(x.id, y.id))
    const ofOneDeparture = x.flightNumber === y.flightNumber && x.departure === y.departure
    return relation === 'two' || (relation === undefined && ofOneDeparture)
  }
}

/**
 * Finds the pairs that only their party proves. Two references that share a matched traveller are one party, booked
 * twice. Two charges that are left under these references pay for one traveller, too, when nothing but their names
 * raises a doubt and each has no other such partner.
 */
function pairsLeftOfParties(comparisons: readonly Comparison[], purchases: ChargeSets): Comparison[] {
  const parties = countTravellers(purchases.several())
  const unmatched = comparisons.filter(
    ({ a, b, onlyNames, relation }) =>
      relation === 'maybe' &&
      onlyNames &&
      purchases.isAlone(a) &&
      purchases.isAlone(b) &&
      parties.has(pairKey(a.reference, b.reference)),
  )
  const partnersOf = (charge: JudgedCharge): number =>
    unmatched.filter(({ a, b }) => a === charge || b === charge).length
  return unmatched.filter(({ a, b }) => partnersOf(a) === 1 && partnersOf(b) === 1)
}

/** For each pair of references, by `pairKey`: how many travellers were booked under both. */
function countTravellers(clusters: readonly (readonly JudgedCharge[])[]): ReadonlyMap<string, number> {
  const travellers = new Map<string, number>()
  for (const key of clusters.flatMap(referencePairsOf)) travellers.set(key, (travellers.get(key) ?? 0) + 1)
  return travellers
}

/** Every pair of two references among the fares of a cluster, by `pairKey`. */
function referencePairsOf(charges: readonly JudgedCharge[]): string[] {
  const references = [...new Set(charges.filter(({ purpose }) => purpose === 'fare').map(({ reference }) => reference))]
  return references.flatMap((one, index) => references.slice(index + 1).map((other) => pairKey(one, other)))
}
