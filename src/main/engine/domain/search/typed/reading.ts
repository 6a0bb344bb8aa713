import type { Clue, ClueKind } from '../../../../../shared/model/index.ts'
import { nameTokens } from '../../names/name-tokens.ts'

/** One way to understand what was typed: clues that all have to fit one person, and the words that are none. */
export interface Reading {
  readonly clues: readonly Clue[]
  readonly unread: readonly string[]
}

/** The next words of a text and the ways to read them, the likeliest first. */
export interface Step {
  /** How many words these ways of reading take. */
  readonly words: number
  readonly ways: readonly Reading[]
  /** Set where the word may be none of the clues; the first of its ways takes it for a name, the last for none. */
  readonly aside?: Aside
}

/** How surely a word is none of the clues. */
export type Aside = 'likely' | 'possible'

/** A clue. @param text As typed. @param value As looked for. */
export const clue = (kind: ClueKind, text: string, value: string): Clue => ({ kind, text, value })

/** The reading that is these clues. */
export const reads = (...clues: Clue[]): Reading => ({ clues, unread: [] })

/** The reading in which these words are no clue. */
export const unread = (...words: string[]): Reading => ({ clues: [], unread: words })

/** One reading after the other. */
export const join = (...readings: readonly Reading[]): Reading => ({
  clues: readings.flatMap(({ clues }) => clues),
  unread: readings.flatMap((reading) => reading.unread),
})

/** The name words in a word: `anne-marie` has two, `!?` and `20:15` none. */
export function readNames(word: string): Reading {
  const tokens = /\p{L}/u.test(word) ? nameTokens(word) : []
  return tokens.length === 0 ? unread(word) : reads(...tokens.map((token) => clue('name', word, token)))
}
