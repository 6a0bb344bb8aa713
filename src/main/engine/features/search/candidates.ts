import type { Clue, ClueKind } from '../../../../shared/model/index.ts'
import { costOfOther, type TypedWord } from '../../domain/search/rank.ts'
import type { Match } from '../../store/copy/search/match.ts'
import { type IndexedClue, type Lookup, lookUpClue, lookUpDeparture } from '../../store/copy/search/search.ts'
import type { Store } from '../../store/sqlite/open.ts'
import { findNamed, rankByName, readNames } from './named.ts'

/** How many customers the rarest clue may bring. */
const CANDIDATES = 5_000
/** Who costs more than this fits the typed names so badly that another clue may be the wrong one. */
const FITS_BADLY = 8
/** Where the name fits none of those who fit the other clues, so few of these are shown beside those who bear the name. */
const FEW = 20
/** Of those who fit a part of the clues so many are compared. */
const NEAREST = 100

/** How few people a clue of each kind usually fits, rarest first: it leads, and the others only say yes or no. */
const RARITY: readonly ClueKind[] = ['reference', 'phone', 'email', 'last4', 'flight', 'date']

/** Clues that one lookup answers: one, or a flight with its date. */
export interface ClueLookup extends Lookup {
  readonly clues: readonly Clue[]
}

/** Customers who may be meant. */
export interface Candidates {
  readonly lookups: readonly ClueLookup[]
  /** The words of the name clues, in their order. */
  readonly typed: readonly TypedWord[]
  /** `customer.id` with the cost of taking them for what was typed (domain/search/rank.ts). */
  readonly costs: ReadonlyMap<number, number>
  /** More would fit than were looked at. */
  readonly isCut: boolean
}

/**
 * Customers who fit the clues. Where nobody fits them together, those who come nearest: an agent mishears a digit. With names
 * these are who bears them; without, whom the rarest clue finds.
 */
export function findCandidates(store: Store, clues: readonly Clue[]): Candidates {
  const lookups = lookupsOf(store, clues)
  const nameClues = clues.filter(({ kind }) => kind === 'name')
  const names = readNames(store, nameClues)
  const { typed } = names
  const [lead, ...others] = lookups
  if (lead === undefined) {
    const costs = nameClues.length === 0 ? new Map<number, number>() : findNamed(store, names)
    return { lookups, typed, costs, isCut: false }
  }
  const led = lead.find(CANDIDATES)
  const isCut = led.length >= CANDIDATES
  if (nameClues.length === 0) {
    const costs = narrow(bestOf(led), others)
    return costs.size > 0
      ? { lookups, typed, costs, isCut }
      : { lookups, typed, costs: nearestOf(lookups), isCut: false }
  }
  const fitting = isCut
    ? narrow(new Map([...findNamed(store, names).keys()].map((id) => [id, 0])), lookups)
    : narrow(bestOf(led), others)
  const ids = [...fitting.keys()]
  const costs = addUp(fitting, rankByName(store, names, ids, nameClues.length > 1))
  if (Math.min(...costs.values()) <= FITS_BADLY) return { lookups, typed, costs, isCut: false }
  const nearest = [...findNamed(store, names)].sort(([, a], [, b]) => a - b).slice(0, NEAREST)
  const beside = fitting.size === 0 ? nearestOf(lookups) : fitting
  const isShown = beside.size <= FEW || (fitting.size === 0 && nearest.length === 0)
  const besideNamed = isShown ? addUp(beside, rankByName(store, names, [...beside.keys()], true)) : costs
  const named = withoutOthers(lookups, new Map(nearest))
  return { lookups, typed, costs: new Map([...named, ...besideNamed]), isCut: false }
}

/** Whom the rarest lookup that finds somebody has found, and whom its likes find: of two references each may be somebody's. */
function nearestOf(lookups: readonly ClueLookup[]): Map<number, number> {
  if (lookups.length < 2) return new Map()
  const rarest = lookups.find((lookup) => lookup.find(1).length > 0)
  const likes = lookups.filter(({ clues: [clue] }) => clue?.kind === rarest?.clues[0]?.kind)
  const found = likes.flatMap((lookup) => lookup.find(NEAREST))
  return withoutOthers(lookups, new Map(found.map(({ customerId }) => [customerId, 0])))
}

/** The cost of a customer whom not every lookup finds. */
function withoutOthers(lookups: readonly ClueLookup[], named: ReadonlyMap<number, number>): Map<number, number> {
  const ids = [...named.keys()]
  const fitting = lookups.map((lookup) => bestOf(lookup.narrow(ids)))
  return new Map(
    [...named].map(([id, cost]) => [
      id,
      cost + fitting.reduce((sum, one) => sum + (one.get(id) ?? costOfOther(null)), 0),
    ]),
  )
}

/** Those of these customers whom every one of these lookups finds. */
function narrow(costs: ReadonlyMap<number, number>, lookups: readonly ClueLookup[]): Map<number, number> {
  return lookups.reduce<Map<number, number>>(
    (left, lookup) => addUp(left, bestOf(lookup.narrow([...left.keys()]))),
    new Map(costs),
  )
}

/** Customers who are in both. */
const addUp = (a: ReadonlyMap<number, number>, b: ReadonlyMap<number, number>): Map<number, number> =>
  new Map([...b].flatMap(([id, cost]) => (a.has(id) ? [[id, cost + (a.get(id) ?? 0)] as const] : [])))

/** Each customer once, with the cost of their best match. */
function bestOf(matches: readonly Match[]): Map<number, number> {
  const best = new Map<number, number>()
  for (const { customerId, how } of matches) {
    const cost = costOfOther(how)
    best.set(customerId, Math.min(cost, best.get(customerId) ?? cost))
  }
  return best
}

/** The clues that are no names as lookups, the rarest first. A flight and a date mean one departure. */
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
