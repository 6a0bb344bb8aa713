import { allLocales } from '@faker-js/faker'
import { foldName } from '../../src/main/engine/domain/names/fold.ts'

/** Names by country or by first letter, each line sorted and parted by spaces, so that a new release of a list reads well as a change. */
type NameLines = Readonly<Record<string, string>>

/** What `resources/names/known.json` holds. */
export interface KnownNames {
  /** By country, because a family's names are those of one country. */
  readonly given: NameLines
  /** By first letter. */
  readonly surnames: NameLines
}

interface BySex {
  readonly generic?: readonly string[] | null
  readonly female?: readonly string[] | null
  readonly male?: readonly string[] | null
}

/** Esperanto: names that hardly anybody bears. */
const LEFT_OUT = 'eo'

/** The names of the faker package, of some sixty countries, folded as names are compared; not from scripts that leave vowels out. */
export function gatherKnownNames(): KnownNames {
  const countries = Object.entries(allLocales).filter(([locale]) => locale !== LEFT_OUT)
  const given = countries.map(([locale, { person }]) => [locale, foldedWords(names(person?.first_name))] as const)
  return {
    given: Object.fromEntries(
      given.flatMap(([locale, words]) => (words.length > 0 ? [[locale, words.join(' ')]] : [])),
    ),
    surnames: byLetter(foldedWords(countries.flatMap(([, { person }]) => names(person?.last_name)))),
  }
}

const names = (list: BySex | null | undefined): string[] => [
  ...(list?.generic ?? []),
  ...(list?.female ?? []),
  ...(list?.male ?? []),
]

/** Each word once, as names are compared, in alphabetical order. */
function foldedWords(written: readonly string[]): string[] {
  const folded = written.map((name) => foldName(name)).filter(({ script }) => script !== 'consonants')
  return [...new Set(folded.flatMap((name) => name.words).filter((word) => /^[a-z]{2,}$/.test(word)))].sort()
}

const byLetter = (words: readonly string[]): NameLines =>
  Object.fromEntries(
    [...Map.groupBy(words, (word) => word.slice(0, 1))].map(([letter, all]) => [letter, all.join(' ')]),
  )
