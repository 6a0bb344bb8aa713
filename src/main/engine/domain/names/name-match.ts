import type { FoldedName } from './fold.ts'
import { compareGivenNames } from './given-names.ts'
import { leastLike, mostLike, type NameLikeness } from './likeness.ts'
import { type FoldedPerson, foldPerson, type PersonName, spellOutPerson } from './person.ts'
import { countSlips } from './slips.ts'
import { compareSurnames } from './surnames.ts'
import { compareWriting } from './writing.ts'

export type { NameLikeness } from './likeness.ts'
export type { PersonName } from './person.ts'

/** The closest explanation for two written names. */
export interface NameMatch {
  readonly likeness: NameLikeness
  /** Which part differs; null when the names are equal or swapped. */
  readonly differs: 'given_name' | 'surname' | 'both' | null
}

/**
 * Decides whether two written names can be one traveller's. The order of the two makes no difference.
 *
 * 1. Compares given names (given-names.ts) and surnames (surnames.ts), and combines both likenesses (`combineParts`).
 * 2. When neither part is equal, also tries words that moved to the other part (`compareMoved`). The closer one counts.
 * 3. Titles can rule out one person: Mr. and Mrs., senior and junior (`limitByTitles`).
 */
export function compareNames(a: PersonName, b: PersonName): NameMatch {
  if (a.givenName === b.givenName && a.surname === b.surname) return { likeness: 'equal', differs: null }
  const [one, other] = [folded(a), folded(b)]
  const given = notEqual(compareGivenNames(one.given, other.given), a.givenName !== b.givenName)
  const surname = notEqual(compareSurnames(one.surname, other.surname), a.surname !== b.surname)
  const inPlace = combineParts(given, surname, one, other)
  const isInPlace = given === 'equal' || surname === 'equal'
  const likeness = limitByTitles(isInPlace ? inPlace : mostLike(inPlace, compareMoved(one, other)), one, other)
  // A father and a son differ in the given name, whichever part has the Jr. in it.
  const isOtherGeneration = one.generation !== other.generation
  const differs = isOtherGeneration && surname !== 'different' ? 'given_name' : partOf(given, surname)
  return { likeness, differs: likeness === 'swapped' ? null : differs }
}

function partOf(given: NameLikeness, surname: NameLikeness): NameMatch['differs'] {
  if (given === 'equal') return 'surname'
  return surname === 'equal' ? 'given_name' : 'both'
}

/**
 * The blocking key of a name. It is equal for names that differ only in writing or in which part is the surname: both
 * parts folded, each as one word, in alphabetical order.
 */
export function travellerKey(name: PersonName): string {
  const [one = '', other = ''] = spellOutPerson(name).map((part) =>
    SPELLED_TWO_WAYS.test(part) ? part.replace(/([aou])e+/g, '$1').replace(/a+/g, 'a') : part,
  )
  return one < other ? `${one} ${other}` : `${other} ${one}`
}

/** The letters that have two spellings, as `ae` or `ä`. A part without them needs no replacement. */
const SPELLED_TWO_WAYS = /[aou]e|aa/

/** Folded names can be equal though the written ones differ, for example in case: `written_otherwise` then. */
const notEqual = (likeness: NameLikeness, isWrittenOtherwise: boolean): NameLikeness =>
  likeness === 'equal' && isWrittenOtherwise ? 'written_otherwise' : likeness

/**
 * The likeness of the whole name from that of its parts. Two weak explanations together are weaker than either alone.
 */
function combineParts(given: NameLikeness, surname: NameLikeness, a: FoldedPerson, b: FoldedPerson): NameLikeness {
  const least = leastLike([given, surname])
  if (given === 'unclear' && surname === 'unclear') return a.surname.script === b.surname.script ? 'different' : least
  if (surname === 'typing_error' && given === 'typing_error') return areLong(a, b) ? 'typing_error' : 'unclear'
  const isInitial = given === 'shortened' && (a.given.joined.length === 1 || b.given.joined.length === 1)
  return isInitial && surname !== 'equal' && surname !== 'written_otherwise' ? leastLike([least, 'unclear']) : least
}

const areLong = (...people: readonly FoldedPerson[]): boolean =>
  people.every(({ given, surname }) => Math.min(given.joined.length, surname.joined.length) >= 4) &&
  people.some(({ given, surname }) => given.joined.length + surname.joined.length >= 10)

/**
 * Titles of two sexes or of two generations mean two people. A generation on one name only leaves `unclear` at best.
 */
function limitByTitles(likeness: NameLikeness, a: FoldedPerson, b: FoldedPerson): NameLikeness {
  if (a.sex !== null && b.sex !== null && a.sex !== b.sex) return 'different'
  if (a.generation === b.generation) return likeness
  return a.generation !== null && b.generation !== null ? 'different' : leastLike([likeness, 'unclear'])
}

/**
 * Compares names whose words may be in the other part: parts swapped, perhaps with a slip, or a middle name in the
 * surname.
 */
function compareMoved(a: FoldedPerson, b: FoldedPerson): NameLikeness {
  const exchanged = [partLikeness(a.given, b.surname), partLikeness(a.surname, b.given)]
  if (exchanged.every((likeness) => likeness === 'equal')) return 'swapped'
  if (a.given.script === 'syllables' || b.given.script === 'syllables') return 'different'
  const [one, other] = [wordsOf(a), wordsOf(b)]
  if (one.join('') === other.join('')) return 'written_otherwise'
  if (one.length > 2 && one.sort().join(' ') === other.sort().join(' ')) return 'swapped'
  const isSlip = exchanged.includes('equal') || areLong(a, b)
  return isSlip && leastLike(exchanged) === 'typing_error' ? 'typing_error' : 'different'
}

/** Compares a given name to a surname: `equal`, `typing_error` for one slip in a longer word, or `different`. */
function partLikeness(a: FoldedName, b: FoldedName): NameLikeness {
  const writing = compareWriting(a, b)
  if (writing === 'equal' || writing === 'written_otherwise') return 'equal'
  const isLong = Math.min(a.joined.length, b.joined.length) >= 4
  return writing === null && isLong && countSlips(a.joined, b.joined, 1) === 1 ? 'typing_error' : 'different'
}

const wordsOf = ({ given, surname }: FoldedPerson): string[] => [...given.words, ...surname.words]

/**
 * A cache, because folding costs more than comparing and the same names come again and again: the charges of one group,
 * the travellers of one flight.
 */
const FOLDED_AT_MOST = 5000
const foldedNames = new Map<string, FoldedPerson>()

function folded(name: PersonName): FoldedPerson {
  const key = `${name.givenName}\n${name.surname}`
  const kept = foldedNames.get(key)
  if (kept !== undefined) return kept
  if (foldedNames.size >= FOLDED_AT_MOST) foldedNames.clear()
  const person = foldPerson(name)
  foldedNames.set(key, person)
  return person
}
