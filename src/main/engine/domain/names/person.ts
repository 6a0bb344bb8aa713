import { type FoldedName, foldName, latinWords, PLAIN_WORD } from './fold.ts'
import { isGivenName } from './lists.ts'

/** A person's name as the booking has it. */
export interface PersonName {
  readonly givenName: string
  readonly surname: string
}

/** A person's name, ready for a comparison. */
export interface FoldedPerson {
  readonly given: FoldedName
  readonly surname: FoldedName
  /** From the title; null without a title that says it. */
  readonly sex: 'male' | 'female' | null
  /** Tells apart a father and a son of one name: 1 senior, 2 junior, 3 and 4 for III and IV; null when not written. */
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

/** Removes titles, degrees and generations from a name and folds the rest. */
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
 * Folds both parts of a name, each to one word with accents written out (`FoldedName.spelledOut`). Plain names, which
 * most are, skip the rest of `foldPerson`.
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

/** Removes titles from both ends. One word always stays: the given name in Miss Clarke is nothing but a title. */
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

/** Splits a title from the given name in front of it: ticketing systems write `JOHNMR`. Null without one. */
function gluedTitle(word: string): { readonly name: string; readonly title: string } | null {
  const [, name = '', title = ''] = /^(.{2,}?)(mr|mrs|miss|mstr)$/.exec(word) ?? []
  return isGivenName(name) && !isGivenName(word) ? { name, title } : null
}
