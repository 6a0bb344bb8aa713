import { type FoldedName, foldName, latinWords, PLAIN_WORD } from './fold.ts'
import { isGivenName } from './lists.ts'

/** A person's name as a booking writes it. */
export interface PersonName {
  readonly givenName: string
  readonly surname: string
}

/** A person's name, ready to be compared. */
export interface FoldedPerson {
  readonly given: FoldedName
  readonly surname: FoldedName
  /** Told by the title, where there is one that tells. */
  readonly sex: 'male' | 'female' | null
  /** Of a father and a son who share a name: 1 for senior, 2 for junior. */
  readonly generation: number | null
}

const wordsIn = (line: string): Set<string> => new Set(line.split(' '))

const MALE_TITLES = wordsIn('mr mister mstr sir herr hr monsieur senor sr sig signor dhr')
const FEMALE_TITLES = wordsIn('mrs miss ms dame frau fr madame mme mlle senora sra srta signora mevr')
const TITLES = new Set([...MALE_TITLES, ...FEMALE_TITLES, ...wordsIn('mx dr doctor prof professor rev reverend')])
const AFTER_NAMES = wordsIn('mr mrs ms miss mstr dr phd md esq msc mba obe mbe')
const GENERATIONS = new Map([
  ['sr', 1],
  ['senior', 1],
  ['snr', 1],
  ['jr', 2],
  ['jnr', 2],
  ['junior', 2],
  ['ii', 2],
  ['iii', 3],
  ['iv', 4],
])

/** Takes titles, degrees and generations off and folds what remains. */
export function foldPerson(name: PersonName): FoldedPerson {
  const given = latinWords(name.givenName)
  const titles = titlesOf(given)
  return {
    given: foldName(name.givenName, (words) => withoutTitles(words).map((word) => gluedTitle(word)?.name ?? word)),
    surname: foldName(name.surname, withoutTitles),
    sex: sexOf(titles),
    generation: generationOf(given) ?? generationOf(latinWords(name.surname)),
  }
}

/**
 * Both parts folded, each as one word with the accents written out (`FoldedName.spelledOut`): without the rest where the name is as
 * plain as most are.
 */
export function spellOutPerson(name: PersonName): readonly [given: string, surname: string] {
  const { givenName, surname } = name
  if (PLAIN_WORD.test(givenName) && PLAIN_WORD.test(surname)) {
    const given = givenName.toLowerCase()
    return [gluedTitle(given)?.name ?? given, surname.toLowerCase()]
  }
  const folded = foldPerson(name)
  return [folded.given.spelledOut, folded.surname.spelledOut]
}

/** A name that is nothing but a title stays: Miss Clarke. */
function withoutTitles(words: string[]): string[] {
  let rest = words
  while (rest.length > 1 && TITLES.has(rest[0] ?? '')) rest = rest.slice(1)
  while (rest.length > 1 && isAfterName(rest.at(-1) ?? '')) rest = rest.slice(0, -1)
  return rest
}

const isAfterName = (word: string): boolean => GENERATIONS.has(word) || AFTER_NAMES.has(word)

function titlesOf(words: readonly string[]): string[] {
  const glued = words.flatMap((word) => gluedTitle(word)?.title ?? [])
  const [first = '', last = ''] = [words[0], words.at(-1)]
  return words.length > 1 ? [...glued, first, ...(AFTER_NAMES.has(last) ? [last] : [])] : glued
}

function sexOf(titles: readonly string[]): FoldedPerson['sex'] {
  if (titles.some((title) => MALE_TITLES.has(title))) return 'male'
  return titles.some((title) => FEMALE_TITLES.has(title)) ? 'female' : null
}

const generationOf = (words: readonly string[]): number | null =>
  words.length > 1 ? (GENERATIONS.get(words.at(-1) ?? '') ?? null) : null

/** Ticketing systems write the title behind the given name without a space: `JOHNMR`. */
function gluedTitle(word: string): { readonly name: string; readonly title: string } | null {
  const [, name = '', title = ''] = /^(.{2,}?)(mr|mrs|miss|mstr)$/.exec(word) ?? []
  return isGivenName(name) && !isGivenName(word) ? { name, title } : null
}
