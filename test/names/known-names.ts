import { allLocales } from '@faker-js/faker'
import { foldName } from '../../src/main/engine/domain/names/fold.ts'

/**
 * Names by country or by first letter, sorted and separated by spaces, so that an update of the list gives a readable
 * diff.
 */
type NameLines = Readonly<Record<string, string>>

/** The content of `resources/names/known.json`. */
export interface KnownNames {
  /** Given names by country, because the names of a family come from one country. */
  readonly given: NameLines
  /** Surnames by first letter. */
  readonly surnames: NameLines
}

interface BySex {
  readonly generic?: readonly string[] | null
  readonly female?: readonly string[] | null
  readonly male?: readonly string[] | null
}

/** Esperanto, because hardly anybody has these names. */
const LEFT_OUT = 'eo'

/**
 * The names of the faker package from about sixty countries, folded as for comparing; without names in scripts that
 * omit vowels.
 */
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

/** Each folded word once, in alphabetical order. */
function foldedWords(written: readonly string[]): string[] {
  const folded = written.map((name) => foldName(name)).filter(({ script }) => script !== 'consonants')
  return [...new Set(folded.flatMap((name) => name.words).filter((word) => /^[a-z]{2,}$/.test(word)))].sort()
}

const byLetter = (words: readonly string[]): NameLines =>
  Object.fromEntries(
    [...Map.groupBy(words, (word) => word.slice(0, 1))].map(([letter, all]) => [letter, all.join(' ')]),
  )
