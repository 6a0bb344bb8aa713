import type { ClueKind } from '../../../../../shared/model/index.ts'
import type { Aside } from './reading.ts'

/** Words that say what follows them. */
const LABELS: ReadonlyMap<string, ClueKind> = wordsAs({
  reference: 'ref reference pnr locator booking reservation confirmation code',
  email: 'email e-mail mail mailto',
  phone: 'tel phone telephone mobile mob cell',
  last4: 'card ending ends ended last digits visa mastercard amex maestro',
  flight: 'flight flt',
  date: 'on date dated dep departing departure',
})

/** Titles, which are in a name only where an airline glued them to it. */
const TITLES = new Set('mr mrs ms miss mstr mister dr prof sir madam'.split(' '))

/** Words of the sentences that clues are pasted in. Each may be somebody's name as well. */
const JOINING = new Set(
  `a an and are as at been but by caller call called calling charged customer date dear double for four from had has have he hello her
  hi him his i in is it me my name named no not number of off on or paid passenger please refund regards said says she so surname thanks
  that the their they this to traveller twice was were which who with you your`.split(/\s+/),
)

const bare = (word: string): string => word.toLowerCase().replace(/:$/, '')

/** The kind of clue that this word announces; null where it announces none. */
export const announced = (word: string): ClueKind | null => LABELS.get(bare(word)) ?? null

/** Whether this stands between such a word and what it announces: `tel no. 086…`, `ending in 5100`, `last 4: 5100`. */
export const isBetween = (word: string, kind: ClueKind): boolean =>
  /^(?:no|nr|num|number|is|in|with|four|digits)$/.test(bare(word)) || (kind === 'last4' && bare(word) === '4')

/** How surely this word is none of the clues, though it could be a name: `mr`, `pnr`, `Name:`; `my`, `card`. Null where it may well be one. */
export function asideOf(word: string): Aside | null {
  const kind = announced(word)
  if (TITLES.has(bare(word)) || /^\p{L}+:$/u.test(word) || (kind !== null && kind !== 'last4')) return 'likely'
  return kind !== null || JOINING.has(bare(word)) ? 'possible' : null
}

function wordsAs(kinds: Readonly<Partial<Record<ClueKind, string>>>): Map<string, ClueKind> {
  const entries = Object.entries(kinds) as [ClueKind, string][]
  return new Map(entries.flatMap(([kind, words]) => words.split(' ').map((word) => [word, kind] as const)))
}
