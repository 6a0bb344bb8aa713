import type { Clue, FoundPerson, MatchedClue } from '../../../shared/model/index.ts'
import { label, say } from '../../../shared/text/index.ts'
import { clueText } from './clue-text.ts'

/** Why a person is among the results, as text. */
interface WhyFound {
  /** The clues that match, and how: `name, “smiht” (typing error), card 5100`; null when none does. */
  readonly matches: string | null
  /** The clues that do not match: `“smith”, flight EI164`; null when all do. */
  readonly misses: string | null
}

/** Why a person is among the results. */
export function whyFound({ matched, unmatched }: FoundPerson): WhyFound {
  return { matches: listed(matched.map(matchText)), misses: listed(unmatched.map(clueText)) }
}

const listed = (texts: readonly string[]): string | null => [...new Set(texts)].join(', ') || null

/** A name that matches exactly is only called `name`, because the row shows the name itself. */
function matchText(clue: MatchedClue): string {
  if (clue.how === 'exact') return clue.kind === 'name' ? label('clue', 'name') : clueText(clue)
  return say('search.how', { clue: clueText(clue), how: label('how', clue.how) })
}

/** The place in a list of results from which people match a part of the clues only. */
interface PartialMatches {
  /**
   * The number of people above that place. It is the whole list when nobody matches every clue, or when everybody does.
   */
  readonly above: number
  /** The text of the line above the partial matches; null when there is no line. */
  readonly line: string | null
}

/** Finds where the partial matches begin, so that nobody takes one of them for the caller. */
export function firstPartialMatch(people: readonly FoundPerson[]): PartialMatches {
  const above = people.findLastIndex(({ unmatched }) => unmatched.length === 0) + 1
  const below = people.length - above
  if (above === 0 || below === 0) return { above: people.length, line: null }
  return { above, line: say('search.partlyToo', { count: below }) }
}

const fold = (text: string): string => text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLocaleLowerCase('und')

/**
 * The number of leading letters of one part of a name that the name clues explain. Accents and capitals make no
 * difference.
 */
export function markedLength(part: string, clues: readonly Clue[]): number {
  const own = fold(part)
  const words = clues.filter(({ kind }) => kind === 'name').flatMap(({ text, value }) => [text, value])
  const typed = words.flatMap((text) => fold(text).split(/\s+/)).filter(Boolean)
  const lengths = typed.filter((text) => own.startsWith(text)).map((text) => text.length)
  return Math.min(part.length, Math.max(0, ...lengths))
}
