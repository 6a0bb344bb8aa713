import type { ClueKind } from '../../../../../shared/model/index.ts'
import type { Filler } from './reading.ts'

/** Labels: words that name the kind of clue behind them. */
const LABELS: ReadonlyMap<string, ClueKind> = wordsAs({
  reference: 'ref reference pnr locator booking reservation confirmation code',
  email: 'email e-mail mail mailto',
  phone: 'tel phone telephone mobile mob cell',
  last4: 'card ending ends ended last digits visa mastercard amex maestro',
  flight: 'flight flt',
  date: 'on date dated dep departing departure',
})

/** Titles. They are part of a name only where an airline glued them to it. */
const TITLES = new Set('mr mrs ms miss mstr mister dr prof sir madam'.split(' '))

/** Words of the sentences around pasted clues. Each of them may also be somebody's name. */
const SENTENCE_WORDS = new Set(
  `a an and are as at been but by caller call called calling charged customer date dear double for four from had has have he hello her
  hi him his i in is it me my name named no not number of off on or paid passenger please refund regards said says she so surname thanks
  that the their they this to traveller twice was were which who with you your`.split(/\s+/),
)

const bare = (word: string): string => word.toLowerCase().replace(/:$/, '')

/** The kind of clue that a label names; null when the word is no label. */
export const kindOfLabel = (word: string): ClueKind | null => LABELS.get(bare(word)) ?? null

/**
 * True for a word that may stand between a label of this kind and its clue: `tel no. 086…`, `ending in 5100`, `last 4:
 * 5100`.
 */
export const isBetween = (word: string, kind: ClueKind): boolean =>
  /^(?:no|nr|num|number|is|in|with|four|digits)$/.test(bare(word)) || (kind === 'last4' && bare(word) === '4')

/**
 * How likely the word is a filler: `mr`, `pnr`, `Name:` are `likely`; `my`, `card` are `possible`. Null for any other
 * word.
 */
export function fillerOf(word: string): Filler | null {
  const kind = kindOfLabel(word)
  if (TITLES.has(bare(word)) || /^\p{L}+:$/u.test(word) || (kind !== null && kind !== 'last4')) return 'likely'
  return kind !== null || SENTENCE_WORDS.has(bare(word)) ? 'possible' : null
}

function wordsAs(kinds: Readonly<Partial<Record<ClueKind, string>>>): Map<string, ClueKind> {
  const entries = Object.entries(kinds) as [ClueKind, string][]
  return new Map(entries.flatMap(([kind, words]) => words.split(' ').map((word) => [word, kind] as const)))
}
