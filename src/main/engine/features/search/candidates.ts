import type { Clue, ClueKind } from '../../../../shared/model/index.ts'
import { costOfOther, type TypedWord } from '../../domain/search/rank.ts'
import type { Match } from '../../store/copy/search/match.ts'
import { type IndexedClue, type Lookup, lookUpClue, lookUpDeparture } from '../../store/copy/search/search.ts'
import type { Store } from '../../store/sqlite/open.ts'
import { findNamed, rankByName, readNames } from './named.ts'

/** The most customers that search takes from the rarest clue. */
const CANDIDATES = 5_000
/** A customer who costs more than this fits the typed names so badly that one of the other clues may be wrong. */
const FITS_BADLY = 8
/**
 * When the name fits no customer who fits the other clues, search lists those customers beside the ones with that name, if there are
 * at most so many.
 */
const FEW = 20
/** The most customers that search compares when they fit only a part of the clues. */
const NEAREST = 100

/** The kinds of clues by how few people a clue usually fits, rarest first. The rarest clue finds customers, the others only narrow them. */
const RARITY: readonly ClueKind[] = ['reference', 'phone', 'email', 'last4', 'flight', 'date']

/** A lookup with its clues: one clue, or a flight and its date. */
export interface ClueLookup extends Lookup {
  readonly clues: readonly Clue[]
}

/** The customers whom the agent may mean. */
export interface Candidates {
  readonly lookups: readonly ClueLookup[]
  /** The words of the name clues, in the order typed. */
  readonly typed: readonly TypedWord[]
  /** The cost of each customer, by `customer.id` (domain/search/rank.ts). */
  readonly costs: ReadonlyMap<number, number>
  /** More customers may fit than search has compared. */
  readonly isCut: boolean
}

/**
 * Finds the customers who fit the clues. When nobody fits all of them, it finds those who come nearest, because an agent may mishear
 * a digit: with names the customers who bear them, without names those whom the rarest clue finds.
 */
export function findCandidates(store: Store, clues: readonly Clue[]): Candidates {
  const lookups = lookupsOf(store, clues)
  const nameClues = clues.filter(({ kind }) => kind === 'name')
  const names = readNames(store, nameClues)
  const { typed } = names
  const [rarest, ...others] = lookups
  if (rarest === undefined) {
    const costs = nameClues.length === 0 ? new Map<number, number>() : findNamed(store, names)
    return { lookups, typed, costs, isCut: false }
  }
  const found = rarest.find(CANDIDATES)
  const isCut = found.length >= CANDIDATES
  if (nameClues.length === 0) {
    const costs = narrow(bestOf(found), others)
    return costs.size > 0
      ? { lookups, typed, costs, isCut }
      : { lookups, typed, costs: nearestOf(lookups), isCut: false }
  }
  const fitting = isCut
    ? narrow(new Map([...findNamed(store, names).keys()].map((id) => [id, 0])), lookups)
    : narrow(bestOf(found), others)
  const ids = [...fitting.keys()]
  const costs = addUp(fitting, rankByName(store, names, ids, nameClues.length > 1))
  if (Math.min(...costs.values()) <= FITS_BADLY) return { lookups, typed, costs, isCut: false }
  const nearest = [...findNamed(store, names)].sort(([, a], [, b]) => a - b).slice(0, NEAREST)
  const byOtherClues = fitting.size === 0 ? nearestOf(lookups) : fitting
  const isShown = byOtherClues.size <= FEW || (fitting.size === 0 && nearest.length === 0)
  const otherCosts = isShown ? addUp(byOtherClues, rankByName(store, names, [...byOtherClues.keys()], true)) : costs
  const namedCosts = addClueCosts(lookups, new Map(nearest))
  return { lookups, typed, costs: new Map([...namedCosts, ...otherCosts]), isCut: false }
}

/**
 * Takes the rarest lookup that finds anybody, and the other lookups of its kind, because each of two references may be the right one.
 * Returns the customers of all these; none for a single lookup.
 */
function nearestOf(lookups: readonly ClueLookup[]): Map<number, number> {
  if (lookups.length < 2) return new Map()
  const rarest = lookups.find((lookup) => lookup.find(1).length > 0)
  const ofItsKind = lookups.filter(({ clues: [clue] }) => clue?.kind === rarest?.clues[0]?.kind)
  const found = ofItsKind.flatMap((lookup) => lookup.find(NEAREST))
  return addClueCosts(lookups, new Map(found.map(({ customerId }) => [customerId, 0])))
}

/** Adds to the cost of each customer what every lookup costs: by how they fit it, or that they do not. */
function addClueCosts(lookups: readonly ClueLookup[], costs: ReadonlyMap<number, number>): Map<number, number> {
  const ids = [...costs.keys()]
  const fitting = lookups.map((lookup) => bestOf(lookup.narrow(ids)))
  return new Map(
    [...costs].map(([id, cost]) => [
      id,
      cost + fitting.reduce((sum, one) => sum + (one.get(id) ?? costOfOther(null)), 0),
    ]),
  )
}

/** Keeps the customers whom all these lookups find, and adds up their costs. */
function narrow(costs: ReadonlyMap<number, number>, lookups: readonly ClueLookup[]): Map<number, number> {
  return lookups.reduce<Map<number, number>>(
    (left, lookup) => addUp(left, bestOf(lookup.narrow([...left.keys()]))),
    new Map(costs),
  )
}

/** The customers who are in both, with the sum of their costs. */
const addUp = (a: ReadonlyMap<number, number>, b: ReadonlyMap<number, number>): Map<number, number> =>
  new Map([...b].flatMap(([id, cost]) => (a.has(id) ? [[id, cost + (a.get(id) ?? 0)] as const] : [])))

/** Each customer once, with the cost of the best match. */
function bestOf(matches: readonly Match[]): Map<number, number> {
  const best = new Map<number, number>()
  for (const { customerId, how } of matches) {
    const cost = costOfOther(how)
    best.set(customerId, Math.min(cost, best.get(customerId) ?? cost))
  }
  return best
}

/** The lookups of all clues but names, the rarest first. A flight and a date together are one departure. */
function lookupsOf(store: Store, clues: readonly Clue[]): ClueLookup[] {
  const indexed = clues.filter((clue): clue is IndexedClue => clue.kind !== 'name')
  const flight = indexed.find((clue) => clue.kind === 'flight')
  const date = indexed.find((clue) => clue.kind === 'date')
  const isDeparture = flight !== undefined && date !== undefined
  const departure = isDeparture ? [{ ...lookUpDeparture(store, flight, date), clues: [flight, date] }] : []
  const single = indexed
    .filter((clue) => !isDeparture || (clue !== flight && clue !== date))
    .sort((a, b) => RARITY.indexOf(a.kind) - RARITY.indexOf(b.kind))
    .map((clue) => ({ ...lookUpClue(store, clue), clues: [clue] }))
  const rare = single.filter(({ clues: [clue] }) => RARITY.indexOf(clue?.kind ?? 'date') < RARITY.indexOf('last4'))
  return [...rare, ...departure, ...single.slice(rare.length)]
}
