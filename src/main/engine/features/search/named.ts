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

/** How many words of the vocabulary a typed beginning may stand for. */
const BEGINNINGS = 2_000
/** How many customers are compared who fit all that was typed, and who fit a part of it. */
const FITTING = 1_500
const PARTLY = 700
/** Where somebody fits all for as little as this, only so many who fit a part: they fill the list up. */
const FITS_WELL = 8
const PARTLY_BESIDE = 60
/** Of the postings of the rarer of two names so many are looked at. */
const LOOKED_AT = 8_000
/** Where so many fit all, nobody is looked for who fits a part. */
const ENOUGH = 40

/** The names that were typed, as far as the vocabulary knows them. */
export interface TypedNames {
  readonly typed: readonly TypedWord[]
  /** For each typed word those that it may be taken for, the likeliest first. */
  readonly words: readonly (readonly LikelyWord[])[]
}

interface LikelyWord extends NameToken {
  readonly cost: number
}

/** What the typed names may mean here. */
export function readNames(store: Store, clues: readonly Clue[]): TypedNames {
  const tokens = clues.map(({ value }) => value)
  const customers = countCustomers(store)
  const words = tokens.map((token, at) => likelyWords(store, token, [tokens[at - 1], tokens[at + 1]]))
  const typed = tokens.map((token, at) => {
    const likely = words[at] ?? []
    const postings =
      token.length === 1 ? bearersOf(likely) : (likely.find((word) => word.token === token)?.postings ?? 0)
    return { token, unrelatedCost: unrelatedCost(postings, customers) }
  })
  return { typed, words }
}

/** Customers whose name may be the one that was typed, with its cost: who fit all of it, and few who fit a part. */
export function findNamed(store: Store, names: TypedNames): Map<number, number> {
  const [lead = [], second, ...others] = names.words
    .filter((likely) => likely.length > 0)
    .sort((a, b) => bearersOf(a) - bearersOf(b))
  if (second === undefined) return rankByName(store, names, findCustomersByToken(store, idsOf(lead), FITTING))
  const both = findCustomersByBothTokens(store, idsOf(lead), idsOf(second), { most: FITTING, looked: LOOKED_AT })
  const fitting = rankByName(store, names, both)
  if (both.length >= ENOUGH) return fitting
  const best = Math.min(...fitting.values()) - costOfUnknown(names)
  const most = best <= FITS_WELL ? PARTLY_BESIDE : PARTLY
  const partly = [lead, second, ...others].flatMap((likely) =>
    findCustomersByToken(store, idsOf(upTo(likely, most)), most),
  )
  const rest = [...new Set(partly)].filter((customerId) => !fitting.has(customerId))
  return new Map([...fitting, ...rankByName(store, names, rest)])
}

/** What everybody costs, because nobody here is called anything like it. */
const costOfUnknown = ({ typed, words }: TypedNames): number =>
  typed.reduce((sum, { unrelatedCost: cost }, at) => sum + (words[at]?.length === 0 ? cost : 0), 0)

/**
 * The cost of each of these customers' names, all of them together.
 *
 * @param keepsAll Whether those stay whom nothing typed fits.
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

/** The likeliest words, as many as so many customers bear; one at least. */
function upTo(words: readonly LikelyWord[], customers: number): LikelyWord[] {
  let postings = 0
  return words.filter((word, at) => {
    postings += word.postings
    return at === 0 || postings <= customers
  })
}

const idsOf = (words: readonly LikelyWord[]): number[] => words.map(({ id }) => id)
const bearersOf = (words: readonly LikelyWord[]): number => words.reduce((sum, { postings }) => sum + postings, 0)

/** Most candidates share a few words: each pair is compared once. */
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
