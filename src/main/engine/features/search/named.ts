import type { Clue } from '../../../../shared/model/index.ts'
import { fitLoosely, fitName, fitWord, type TypedWord, unrelatedCost, type WordFit } from '../../domain/search/rank.ts'
import { otherSpellings } from '../../domain/search/variants.ts'
import {
  countCustomers,
  findCustomersByBothTokens,
  findCustomersByToken,
  readTokens,
  tokenIdsOf,
} from '../../store/copy/search/postings.ts'
import { findAlike, findBeginnings, findTokens, type NameToken } from '../../store/copy/search/vocabulary.ts'
import type { Store } from '../../store/sqlite/open.ts'

/** The most words of the vocabulary that search takes for a typed beginning. */
const BEGINNINGS = 2_000
/** The most customers that search compares who fit all typed names, and who fit only a part of them. */
const FITTING = 1_500
const PARTLY = 700
/** When the best customer costs at most `FITS_WELL`, customers who fit a part only fill up the list, so search compares fewer. */
const FITS_WELL = 8
const PARTLY_BESIDE = 60
/** The most postings of the rarer of two names that search reads. */
const LOOKED_AT = 8_000
/** When so many customers fit all names, search looks for none who fits a part. */
const ENOUGH = 40

/** The typed names with the words of the vocabulary that they may stand for. */
export interface TypedNames {
  readonly typed: readonly TypedWord[]
  /** For each typed word the words that it may stand for, the likeliest first. */
  readonly words: readonly (readonly LikelyWord[])[]
}

interface LikelyWord extends NameToken {
  readonly cost: number
}

/** Looks the typed names up in the vocabulary of this copy. */
export function readNames(store: Store, clues: readonly Clue[]): TypedNames {
  const tokens = clues.map(({ value }) => value)
  const customers = countCustomers(store)
  const words = tokens.map((token, at) => likelyWords(store, token, [tokens[at - 1], tokens[at + 1]]))
  const typed = tokens.map((token, at) => {
    const likely = words[at] ?? []
    const postings =
      token.length === 1 ? countPostings(likely) : (likely.find((word) => word.token === token)?.postings ?? 0)
    return { token, unrelatedCost: unrelatedCost(postings, customers) }
  })
  return { typed, words }
}

/** Finds customers by the typed names, with the cost of each: those who fit all names, and some who fit a part of them. */
export function findNamed(store: Store, names: TypedNames): Map<number, number> {
  const [rarest = [], second, ...others] = names.words
    .filter((likely) => likely.length > 0)
    .sort((a, b) => countPostings(a) - countPostings(b))
  if (second === undefined) return rankByName(store, names, findCustomersByToken(store, idsOf(rarest), FITTING))
  const both = findCustomersByBothTokens(store, idsOf(rarest), idsOf(second), { most: FITTING, looked: LOOKED_AT })
  const fitting = rankByName(store, names, both)
  if (both.length >= ENOUGH) return fitting
  const best = Math.min(...fitting.values()) - costOfUnknown(names)
  const most = best <= FITS_WELL ? PARTLY_BESIDE : PARTLY
  const partly = [rarest, second, ...others].flatMap((likely) =>
    findCustomersByToken(store, idsOf(upTo(likely, most)), most),
  )
  const rest = [...new Set(partly)].filter((customerId) => !fitting.has(customerId))
  return new Map([...fitting, ...rankByName(store, names, rest)])
}

/** The cost of typed words that stand for no word of the vocabulary: every customer has it. */
const costOfUnknown = ({ typed, words }: TypedNames): number =>
  typed.reduce((sum, { unrelatedCost: cost }, at) => sum + (words[at]?.length === 0 ? cost : 0), 0)

/**
 * The costs of these customers by their names.
 *
 * @param keepsAll Whether to keep customers whom no typed word fits.
 */
export function rankByName(
  store: Store,
  { typed }: TypedNames,
  customerIds: readonly number[],
  keepsAll = false,
): Map<number, number> {
  const customers = tokenIdsOf(store, customerIds)
  const names = new Map([...new Set(customers.map(([, ids]) => ids))].map((ids) => [ids, ids.split(',').map(Number)]))
  const words = readTokens(store, new Set([...names.values()].flat()))
  const fit = rememberFits()
  const costs = new Map<string, number | null>()
  for (const [key, ids] of names) {
    const { cost, fits } = fitName(
      typed,
      ids.map((id) => words.get(id) ?? ''),
      fit,
    )
    costs.set(key, keepsAll || fits.some((one) => one !== null) ? cost : null)
  }
  return new Map(
    customers.flatMap(([id, key]) => {
      const cost = costs.get(key) ?? null
      return cost === null ? [] : [[id, cost] as const]
    }),
  )
}

/** The words of the vocabulary that a typed word may stand for, alone or joined with a neighbour; the likeliest first. */
function likelyWords(store: Store, token: string, neighbours: readonly (string | undefined)[]): LikelyWord[] {
  const [before, after] = neighbours
  const joined = [before === undefined ? '' : before + token, after === undefined ? '' : token + after]
  const found = [
    ...findTokens(store, [token, ...otherSpellings(token), ...joined]),
    ...(token.length > 2 ? findAlike(store, token) : []),
    ...findBeginnings(store, token, BEGINNINGS),
  ]
  const likely = new Map<number, LikelyWord>()
  for (const word of found) {
    const cost = joined.includes(word.token) ? 0 : fitWord(token, word.token)?.cost
    if (cost !== undefined) likely.set(word.id, { ...word, cost })
  }
  return [...likely.values()].sort((a, b) => a.cost - b.cost || a.postings - b.postings)
}

/** The likeliest words that together have at most so many postings; at least one word. */
function upTo(words: readonly LikelyWord[], customers: number): LikelyWord[] {
  let postings = 0
  return words.filter((word, at) => {
    postings += word.postings
    return at === 0 || postings <= customers
  })
}

const idsOf = (words: readonly LikelyWord[]): number[] => words.map(({ id }) => id)
const countPostings = (words: readonly LikelyWord[]): number => words.reduce((sum, { postings }) => sum + postings, 0)

/** Compares each pair of words once, because most candidates share a few words. */
function rememberFits(): (typed: string, word: string) => WordFit | null {
  const known = new Map<string, Map<string, WordFit | null>>()
  return (typed, word) => {
    const ofTyped = known.get(typed) ?? new Map<string, WordFit | null>()
    known.set(typed, ofTyped)
    const before = ofTyped.get(word)
    if (before !== undefined) return before
    const fit = fitLoosely(typed, word)
    ofTyped.set(word, fit)
    return fit
  }
}
