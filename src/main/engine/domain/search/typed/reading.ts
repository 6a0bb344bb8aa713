import type { Clue, ClueKind } from '../../../../../shared/model/index.ts'
import { nameTokens } from '../../names/name-tokens.ts'

/** One way to read the typed text: clues that must all fit one person, and the words that are no clue. */
export interface Reading {
  readonly clues: readonly Clue[]
  readonly unread: readonly string[]
}

/** The next words of a text with the ways to read them. */
export interface Step {
  /** How many words of the text this step reads. */
  readonly words: number
  /** The likeliest first. */
  readonly ways: readonly Reading[]
  /** Set when the word may be a filler. Then the first way reads it as a name, and the last as no clue. */
  readonly filler?: Filler
}

/** How likely a word is a filler: a word of a pasted text that is no clue. */
export type Filler = 'likely' | 'possible'

/** Makes a clue. @param text As typed. @param value As search looks for it. */
export const clue = (kind: ClueKind, text: string, value: string): Clue => ({ kind, text, value })

/** A reading of these clues only. */
export const reads = (...clues: Clue[]): Reading => ({ clues, unread: [] })

/** A reading in which these words are no clue. */
export const unread = (...words: string[]): Reading => ({ clues: [], unread: words })

/** Joins readings to one, in order. */
export const join = (...readings: readonly Reading[]): Reading => ({
  clues: readings.flatMap(({ clues }) => clues),
  unread: readings.flatMap((reading) => reading.unread),
})

/** Reads a word as names: `anne-marie` has two, `!?` and `20:15` have none and stay unread. */
export function readNames(word: string): Reading {
  const tokens = /\p{L}/u.test(word) ? nameTokens(word) : []
  return tokens.length === 0 ? unread(word) : reads(...tokens.map((token) => clue('name', word, token)))
}
