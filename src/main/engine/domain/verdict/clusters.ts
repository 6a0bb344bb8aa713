import type { Comparison } from './compare.ts'
import type { PairDecisions } from './decisions.ts'
import type { JudgedCharge } from './judged.ts'
import { pairKey } from './pair-key.ts'
import { because } from './reasons.ts'

/** Charges that belong together, before it is looked at what became of their money. */
export interface Cluster {
  /** `one`: one purchase. `maybe`: a person must say. `two`: purchases of their own that look like one. */
  readonly kind: Comparison['relation']
  /** Earliest first. */
  readonly charges: readonly JudgedCharge[]
  /** The comparisons within. */
  readonly comparisons: readonly Comparison[]
  /** How many travellers of one party were booked again with this one; 0 where it is no party. */
  readonly partyOf: number
  /** A person has said that one of these and a charge outside are two purchases. */
  readonly isParted: boolean
}

/** The only reasons why two charges of one traveller that are purchases of their own are worth showing side by side. */
const WORTH_SHOWING: ReadonlySet<string> = new Set(['extra_seat', 'decided_not_duplicate'])

/**
 * Sorts the charges of one departure into clusters, so that none holds two charges that are purchases of their own. The
 * surest pairs go first: in a party that was booked twice each traveller so finds themselves, and not a sibling.
 */
export function formClusters(compared: readonly Comparison[], said: PairDecisions): Cluster[] {
  const comparisons = compared.map((one) => withWord(one, said)).sort(bySureness)
  const joined = new Joined(comparisons)
  for (const { a, b } of comparisons.filter(({ relation }) => relation === 'one')) joined.join(a, b)
  for (const { a, b } of restOfParties(comparisons, joined)) joined.join(a, b)
  const alone = (charge: JudgedCharge): boolean => joined.of(charge).length === 1
  const onOwn = comparisons.filter(({ a, b }) => alone(a) && alone(b))
  const one = joined.all().filter((members) => members.length > 1)
  const maybe = new Joined(comparisons)
  for (const { a, b, relation } of onOwn) if (relation === 'maybe') maybe.join(a, b)
  const unclear = maybe.all().filter((members) => members.length > 1)
  const shown = onOwn.filter(
    ({ a, b, relation, reasons }) =>
      relation === 'two' &&
      reasons.every(({ code }) => WORTH_SHOWING.has(code)) &&
      maybe.of(a).length === 1 &&
      maybe.of(b).length === 1,
  )
  const apart = new Joined(comparisons, true)
  for (const { a, b } of shown) apart.join(a, b)
  const parties = countParties(one)
  const cluster = (kind: Cluster['kind'], members: readonly JudgedCharge[]): Cluster => ({
    kind,
    charges: members.toSorted(byTime),
    comparisons: comparisons.filter(({ a, b }) => members.includes(a) && members.includes(b)),
    isParted: comparisons.some(
      ({ a, b, reasons }) =>
        members.includes(a) !== members.includes(b) && reasons.some(({ code }) => code === 'decided_not_duplicate'),
    ),
    partyOf: kind === 'one' ? Math.max(0, ...partiesOf(members).map((key) => parties.get(key) ?? 0)) : 0,
  })
  return [
    ...one.map((members) => cluster('one', members)),
    ...unclear.map((members) => cluster('maybe', members)),
    ...apart
      .all()
      .filter((members) => members.length > 1)
      .map((members) => cluster('two', members)),
  ]
}

/** A person's word stands above every rule. */
function withWord(comparison: Comparison, said: PairDecisions): Comparison {
  const word = said.get(pairKey(comparison.a.id, comparison.b.id))
  if (word === undefined) return comparison
  return word === 'duplicate'
    ? { ...comparison, relation: 'one', isSure: true, reasons: [because('decided_duplicate'), ...comparison.reasons] }
    : { ...comparison, relation: 'two', isSure: true, reasons: [because('decided_not_duplicate')] }
}

/** The surest first, then the closest in time; ids decide between equals, so that the order of arrival never does. */
function bySureness(x: Comparison, y: Comparison): number {
  return (
    Number(y.isSure) - Number(x.isSure) ||
    x.minutes - y.minutes ||
    (pairKey(x.a.id, x.b.id) < pairKey(y.a.id, y.b.id) ? -1 : 1)
  )
}

/** Earliest captured first, then earliest authorised, then by id. */
export const byTime = (a: JudgedCharge, b: JudgedCharge): number =>
  (a.capturedAt ?? a.authorisedAt) - (b.capturedAt ?? b.authorisedAt) || (a.id < b.id ? -1 : 1)

/** Charges joined to sets, none of which holds a pair of two purchases. */
class Joined {
  readonly #sets = new Map<string, readonly JudgedCharge[]>()
  readonly #relations: ReadonlyMap<string, Comparison['relation']>
  readonly #regardless: boolean

  /** @param regardless Joins also what is two purchases: to show them side by side. */
  constructor(comparisons: readonly Comparison[], regardless = false) {
    this.#regardless = regardless
    this.#relations = new Map(comparisons.map(({ a, b, relation }) => [pairKey(a.id, b.id), relation]))
    for (const { a, b } of comparisons) {
      this.#sets.set(a.id, [a])
      this.#sets.set(b.id, [b])
    }
  }

  /** Those together with this charge, itself included. */
  of(charge: JudgedCharge): readonly JudgedCharge[] {
    return this.#sets.get(charge.id) ?? [charge]
  }

  join(a: JudgedCharge, b: JudgedCharge): void {
    const [left, right] = [this.of(a), this.of(b)]
    if (left === right || left.some((x) => right.some((y) => this.#areApart(x, y)))) return
    const both = [...left, ...right]
    for (const charge of both) this.#sets.set(charge.id, both)
  }

  /** Two of one departure that were not even worth comparing are strangers. */
  #areApart(x: JudgedCharge, y: JudgedCharge): boolean {
    if (this.#regardless) return false
    const relation = this.#relations.get(pairKey(x.id, y.id))
    const ofOneDeparture = x.flightNumber === y.flightNumber && x.departure === y.departure
    return relation === 'two' || (relation === undefined && ofOneDeparture)
  }

  all(): (readonly JudgedCharge[])[] {
    return [...new Set(this.#sets.values())]
  }
}

/**
 * In a party that was booked twice, when all travellers but one have found themselves, the two that are left are one
 * traveller too, though their names are written too differently to say so alone.
 */
function restOfParties(comparisons: readonly Comparison[], joined: Joined): Comparison[] {
  const parties = countParties(joined.all().filter((members) => members.length > 1))
  const left = comparisons.filter(
    ({ a, b, onlyNames, relation }) =>
      relation === 'maybe' &&
      onlyNames &&
      joined.of(a).length === 1 &&
      joined.of(b).length === 1 &&
      parties.has(pairKey(a.reference, b.reference)),
  )
  const uses = (charge: JudgedCharge): number => left.filter(({ a, b }) => a === charge || b === charge).length
  return left.filter(({ a, b }) => uses(a) === 1 && uses(b) === 1)
}

/** For each pair of references, how many travellers they have in common. */
function countParties(clusters: readonly (readonly JudgedCharge[])[]): ReadonlyMap<string, number> {
  const travellers = new Map<string, number>()
  for (const key of clusters.flatMap(partiesOf)) travellers.set(key, (travellers.get(key) ?? 0) + 1)
  return travellers
}

/** The pairs of references that a cluster joins by fares: one for each pair. */
function partiesOf(charges: readonly JudgedCharge[]): string[] {
  const references = [...new Set(charges.filter(({ purpose }) => purpose === 'fare').map(({ reference }) => reference))]
  return references.flatMap((one, index) => references.slice(index + 1).map((other) => pairKey(one, other)))
}
