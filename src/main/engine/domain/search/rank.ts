import type { HowMatched } from '../../../../shared/model/index.ts'
import { countSlips, differInVowelLength, soundAlike } from '../names/slips.ts'
import { slipsBetween } from './slips/deletions.ts'
import { lettersApart, slipCost } from './slips/slip-cost.ts'
import { otherSpellings } from './variants.ts'

/**
 * Costs for ranking the persons that search finds. A cost is the negative natural logarithm of a probability: how
 * likely an agent types this text for this person (noisy channel, Kernighan et al. 1990). So the costs of several words
 * add up, and the person with the lowest cost comes first. Tuned on FEBRL's datasets 2 and 3.
 */
export const COSTS = {
  /** Another spelling of the name, or a short form. */
  otherSpelling: 5,
  /** Different letters that sound alike. */
  soundAlike: 8,
  slips: { neighbour: 5, other: 7.5, exchanged: 5, extra: 5.5, doubled: 5, first: 2, again: 0.6 },
  /** Only the beginning of the word was typed. Each letter left out at its end adds `letterLeftOut`. */
  beginning: 3.5,
  letterLeftOut: 0.35,
  /** Only the first letter was typed. */
  initial: 3.5,
  /** The booking has only an initial. */
  knownInitial: 7,
  /** One word of the name was typed as two. */
  joined: 4,
  /**
   * The word fits nothing in the name. The rarity of the word adds to that: people give a common name by mistake more
   * easily.
   */
  unrelated: 3,
  /** Added when the name has no word left that the typed word could stand for. */
  added: 2,
  /** Added once when words of the name were not typed. */
  leftOut: 3,
  /** The surname was typed before the given name. */
  outOfOrder: 3,
  /** A clue of another kind that does not fit. */
  otherClue: 12,
  /** A clue of another kind that fits with a slip. */
  otherMistyped: 5,
} as const

/** Search lists nobody who costs this much more than the best one. */
export const MARGIN = 12
/** Added to the real counts, because in a small copy the rarity of a word says little. */
const IMAGINED_CUSTOMERS = 50_000
const IMAGINED_BEARERS = 0.1

/** How a typed word fits a word of a name. A lower cost is better. */
export interface WordFit {
  readonly how: HowMatched
  readonly cost: number
}

/**
 * Words that differ in more letters than this (`lettersApart`) need no comparison. No two words of one sound are known
 * to differ in more, and one slip changes two letters at most.
 */
const SOUNDS_APART = 4

/**
 * Finds the cheapest way to read a typed word as this word of a name; null when it is another word. Both are tokens
 * (index-tokens.ts).
 */
export function fitWord(typed: string, word: string): WordFit | null {
  if (typed === word) return { how: 'exact', cost: 0 }
  if (word.startsWith(typed)) {
    if (typed.length === 1) return { how: 'initial', cost: COSTS.initial }
    return { how: 'beginning', cost: COSTS.beginning + COSTS.letterLeftOut * (word.length - typed.length) }
  }
  const fits: WordFit[] = []
  if (word.length === 1 && typed.startsWith(word)) fits.push({ how: 'initial', cost: COSTS.knownInitial })
  if (otherSpellings(typed).has(word)) fits.push({ how: 'other_spelling', cost: COSTS.otherSpelling })
  if (lettersApart(typed, word) <= SOUNDS_APART) {
    if (slipsBetween(typed, word) !== null) {
      if (differInVowelLength(typed, word)) fits.push({ how: 'other_spelling', cost: COSTS.otherSpelling })
      fits.push({ how: 'mistyped', cost: slipCost(typed, word, COSTS.slips) })
    } else if (soundAlike(typed, word)) {
      fits.push({ how: 'other_spelling', cost: COSTS.soundAlike })
    }
  }
  return fits.length === 0 ? null : fits.reduce((a, b) => (b.cost < a.cost ? b : a))
}

/**
 * Like `fitWord`, but allows more slips than the index finds: up to three, in half of the letters at most. For persons
 * that another clue or word has found.
 */
export function fitLoosely(typed: string, word: string): WordFit | null {
  const near = fitWord(typed, word)
  const most = Math.min(3, Math.floor(Math.max(typed.length, word.length) / 2))
  if (near !== null || lettersApart(typed, word) > most * 2 || countSlips(typed, word, most) > most) return near
  return { how: 'mistyped', cost: slipCost(typed, word, COSTS.slips) }
}

/** The cost of a clue that is no name. @param how How it fits; null when it does not. */
export function costOfOther(how: HowMatched | null): number {
  if (how === null) return COSTS.otherClue
  if (how === 'exact') return 0
  return how === 'beginning' ? COSTS.beginning : COSTS.otherMistyped
}

/** A typed word of a name. */
export interface TypedWord {
  readonly token: string
  /** Its cost when it fits nothing in a person's name. */
  readonly unrelatedCost: number
}

/**
 * The cost of a typed word that fits nothing in a name.
 *
 * @param bearers How many of the `customers` bear exactly this word.
 */
export const unrelatedCost = (bearers: number, customers: number): number =>
  COSTS.unrelated + Math.log((customers + IMAGINED_CUSTOMERS) / (bearers + IMAGINED_BEARERS))

/** How all typed words together fit a name. */
export interface NameFit {
  readonly cost: number
  /** For each typed word its fit; null when it fits nothing in the name. */
  readonly fits: readonly (WordFit | null)[]
  /** For each typed word the index of the word in the name that it fits. */
  readonly places: readonly (number | null)[]
}

/**
 * Matches typed words to the words of a name, each word once.
 *
 * 1. Compares every typed word to every word of the name, and takes the fits greedily, the cheapest first. A fit that
 *    costs as much as fitting nothing does not count.
 * 2. Joins two typed words that are one word of the name (`joinSplitWords`).
 * 3. Adds up the costs. Adds `leftOut` once when the name has more unmatched words than the typed text, and `added` for
 *    each unmatched typed word beyond the unmatched words of the name.
 *
 * @param compare Compares two tokens; the caller may pass one that caches.
 */
export function fitName(
  typed: readonly TypedWord[],
  words: readonly string[],
  compare: (typed: string, word: string) => WordFit | null = fitLoosely,
): NameFit {
  const pairs = typed.flatMap(({ token, unrelatedCost: maxCost }, at) =>
    words.flatMap((word, place) => {
      const found = compare(token, word)
      return found === null || found.cost >= maxCost ? [] : [{ at, place, found }]
    }),
  )
  pairs.sort((a, b) => a.found.cost - b.found.cost)
  const fits: (WordFit | null)[] = typed.map(() => null)
  const places: (number | null)[] = typed.map(() => null)
  const matched = new Set<number>()
  for (const { at, place, found } of pairs) {
    if (fits[at] !== null || matched.has(place)) continue
    fits[at] = found
    places[at] = place
    matched.add(place)
  }
  joinSplitWords(typed, words, { fits, places, matched })
  const cost = typed.reduce((sum, { unrelatedCost: alone }, at) => sum + (fits[at]?.cost ?? alone), 0)
  const typedLeft = fits.filter((one) => one === null).length
  const wordsLeft = words.length - matched.size
  const uneven =
    COSTS.leftOut * Math.min(1, Math.max(0, wordsLeft - typedLeft)) + COSTS.added * Math.max(0, typedLeft - wordsLeft)
  return { cost: cost + uneven, fits, places }
}

/**
 * Matches two typed words to one word of the name (`eri n` for Erin) when that is cheaper than their own fits. Changes
 * the arrays and the set in place.
 */
function joinSplitWords(
  typed: readonly TypedWord[],
  words: readonly string[],
  { fits, places, matched }: { fits: (WordFit | null)[]; places: (number | null)[]; matched: Set<number> },
): void {
  for (let at = 0; at + 1 < typed.length; at += 1) {
    const [a, b] = [typed[at], typed[at + 1]]
    if (a === undefined || b === undefined) continue
    const alone = (fits[at]?.cost ?? a.unrelatedCost) + (fits[at + 1]?.cost ?? b.unrelatedCost)
    const place = words.indexOf(a.token + b.token)
    if (place < 0 || alone <= COSTS.joined * 2) continue
    const isElsewhere = matched.has(place) && places[at] !== place && places[at + 1] !== place
    if (isElsewhere) continue
    for (const one of [at, at + 1]) {
      const old = places[one]
      if (old !== null && old !== undefined) matched.delete(old)
      fits[one] = { how: 'mistyped', cost: COSTS.joined / 2 }
      places[one] = place
    }
    matched.add(place)
  }
}

/**
 * True when the surname was typed first.
 *
 * @param givenWords How many words at the start of the name are the given name.
 */
export function isOutOfOrder({ places }: NameFit, givenWords: number): boolean {
  const [first, second] = places.filter((place) => place !== null)
  return first !== undefined && second !== undefined && first >= givenWords && second < givenWords
}
