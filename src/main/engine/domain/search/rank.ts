import type { HowMatched } from '../../../../shared/model/index.ts'
import { countSlips, differInVowelLength, soundAlike } from '../names/slips.ts'
import { slipsBetween } from './slips/deletions.ts'
import { lettersApart, slipCost } from './slips/slip-cost.ts'
import { otherSpellings } from './variants.ts'

/**
 * What it costs to take what was typed for what a person is called: the negative logarithm of how likely an agent is to
 * type that for this person (a noisy channel, Kernighan et al. 1990), so that costs add up over the words. Tuned on FEBRL's
 * datasets 2 and 3.
 */
export const COSTS = {
  /** Two ways to write a name, or a short form. */
  otherSpelling: 5,
  /** Different letters that sound alike. */
  soundAlike: 8,
  slips: { neighbour: 5, other: 7.5, exchanged: 5, extra: 5.5, doubled: 5, first: 2, again: 0.6 },
  /** Only the beginning is typed; each letter behind it adds to that. */
  beginning: 3.5,
  letterLeftOut: 0.35,
  initial: 3.5,
  /** The person is known by an initial only. */
  knownInitial: 7,
  /** Words typed apart or together that the name has otherwise. */
  joined: 4,
  /** The person is called otherwise; how rare the typed word is adds to that, because a common one is given in error more easily. */
  unrelated: 3,
  /** Where the name has no word left that this one could have been typed for. */
  added: 2,
  /** A word of the name that was not typed. */
  leftOut: 3,
  /** The surname before the given name. */
  outOfOrder: 3,
  /** A clue of another kind that does not fit. */
  otherClue: 12,
  /** One that fits with a slip. */
  otherMistyped: 5,
} as const

/** Who costs so much more than the best one is not listed. */
export const MARGIN = 12
/** Where the copy is small, how rare a word is there says little. */
const IMAGINED_CUSTOMERS = 50_000
const IMAGINED_BEARERS = 0.1

/** How a typed word fits a word of a name; the lower the cost the better. */
export interface WordFit {
  readonly how: HowMatched
  readonly cost: number
}

/** Words that sound alike and have more letters than this that only one of them has are not known; a slip changes two at most. */
const SOUNDS_APART = 4

/** How a typed word may be taken for this word of a name; null where it is another. Both folded (words.ts). */
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

/** A word with more slips than are looked for, but recognised in somebody who is found otherwise. */
export function fitLoosely(typed: string, word: string): WordFit | null {
  const near = fitWord(typed, word)
  const most = Math.min(3, Math.floor(Math.max(typed.length, word.length) / 2))
  if (near !== null || lettersApart(typed, word) > most * 2 || countSlips(typed, word, most) > most) return near
  return { how: 'mistyped', cost: slipCost(typed, word, COSTS.slips) }
}

/** What a clue that is no name costs by how it fits; null where it does not. */
export function costOfOther(how: HowMatched | null): number {
  if (how === null) return COSTS.otherClue
  if (how === 'exact') return 0
  return how === 'beginning' ? COSTS.beginning : COSTS.otherMistyped
}

/** A typed word of a name, and what it costs to take it for nothing in a person's name. */
export interface TypedWord {
  readonly token: string
  readonly unrelatedCost: number
}

/** @param bearers How many of so many customers bear the very word. */
export const unrelatedCost = (bearers: number, customers: number): number =>
  COSTS.unrelated + Math.log((customers + IMAGINED_CUSTOMERS) / (bearers + IMAGINED_BEARERS))

/** How typed words fit the words of a name together. */
export interface NameFit {
  readonly cost: number
  /** For each typed word its fit, null where it is taken for nothing. */
  readonly fits: readonly (WordFit | null)[]
  /** For each typed word the place of the word of the name that it fits. */
  readonly places: readonly (number | null)[]
}

/** Gives each typed word the word of the name that it fits best; each serves once. `compare` may remember. */
export function fitName(
  typed: readonly TypedWord[],
  words: readonly string[],
  compare: (typed: string, word: string) => WordFit | null = fitLoosely,
): NameFit {
  const pairs = typed.flatMap(({ token, unrelatedCost: most }, at) =>
    words.flatMap((word, place) => {
      const found = compare(token, word)
      return found === null || found.cost >= most ? [] : [{ at, place, found }]
    }),
  )
  pairs.sort((a, b) => a.found.cost - b.found.cost)
  const fits: (WordFit | null)[] = typed.map(() => null)
  const places: (number | null)[] = typed.map(() => null)
  const taken = new Set<number>()
  for (const { at, place, found } of pairs) {
    if (fits[at] !== null || taken.has(place)) continue
    fits[at] = found
    places[at] = place
    taken.add(place)
  }
  joinApart(typed, words, { fits, places, taken })
  const cost = typed.reduce((sum, { unrelatedCost: alone }, at) => sum + (fits[at]?.cost ?? alone), 0)
  const unrelated = fits.filter((one) => one === null).length
  const left = words.length - taken.size
  const rest = COSTS.leftOut * Math.min(1, Math.max(0, left - unrelated)) + COSTS.added * Math.max(0, unrelated - left)
  return { cost: cost + rest, fits, places }
}

/** `eri n` for Erin: two typed words that are one of the name, where that is cheaper than what they were taken for. */
function joinApart(
  typed: readonly TypedWord[],
  words: readonly string[],
  { fits, places, taken }: { fits: (WordFit | null)[]; places: (number | null)[]; taken: Set<number> },
): void {
  for (let at = 0; at + 1 < typed.length; at += 1) {
    const [a, b] = [typed[at], typed[at + 1]]
    if (a === undefined || b === undefined) continue
    const alone = (fits[at]?.cost ?? a.unrelatedCost) + (fits[at + 1]?.cost ?? b.unrelatedCost)
    const place = words.indexOf(a.token + b.token)
    if (place < 0 || alone <= COSTS.joined * 2) continue
    const isElsewhere = taken.has(place) && places[at] !== place && places[at + 1] !== place
    if (isElsewhere) continue
    for (const one of [at, at + 1]) {
      const old = places[one]
      if (old !== null && old !== undefined) taken.delete(old)
      fits[one] = { how: 'mistyped', cost: COSTS.joined / 2 }
      places[one] = place
    }
    taken.add(place)
  }
}

/** Whether the words were typed surname first. @param givenWords How many of the name's words belong to the given name. */
export function isOutOfOrder({ places }: NameFit, givenWords: number): boolean {
  const [first, second] = places.filter((place) => place !== null)
  return first !== undefined && second !== undefined && first >= givenWords && second < givenWords
}
