import type { FoldedName } from './fold.ts'
import { compareGivenNames } from './given-names.ts'
import { leastLike, mostLike, type NameLikeness } from './likeness.ts'
import { type FoldedPerson, foldPerson, type PersonName, spellOutPerson } from './person.ts'
import { countSlips } from './slips.ts'
import { compareSurnames } from './surnames.ts'
import { compareWriting } from './writing.ts'

export type { NameLikeness } from './likeness.ts'
export type { PersonName } from './person.ts'

/** The closest explanation of two written names. */
export interface NameMatch {
  readonly likeness: NameLikeness
  /** Which part differs, null when equal or swapped. */
  readonly differs: 'given_name' | 'surname' | 'both' | null
}

/** Can these two written names be one traveller's? Symmetric. */
export function compareNames(a: PersonName, b: PersonName): NameMatch {
  if (a.givenName === b.givenName && a.surname === b.surname) return { likeness: 'equal', differs: null }
  const [one, other] = [folded(a), folded(b)]
  const given = differing(compareGivenNames(one.given, other.given), a.givenName !== b.givenName)
  const surname = differing(compareSurnames(one.surname, other.surname), a.surname !== b.surname)
  const inPlace = together(given, surname, one, other)
  const isInPlace = given === 'equal' || surname === 'equal'
  const likeness = limit(isInPlace ? inPlace : mostLike(inPlace, compareMoved(one, other)), one, other)
  // A father and his son differ in who they are, wherever the Jr. is written.
  const isOtherGeneration = one.generation !== other.generation
  const differs = isOtherGeneration && surname !== 'different' ? 'given_name' : partOf(given, surname)
  return { likeness, differs: likeness === 'swapped' ? null : differs }
}

function partOf(given: NameLikeness, surname: NameLikeness): NameMatch['differs'] {
  if (given === 'equal') return 'surname'
  return surname === 'equal' ? 'given_name' : 'both'
}

/**
 * A key equal for names that differ only in writing and in which part is called the surname: what an index can look up.
 * Both parts folded, each as one word, in alphabetical order.
 */
export function travellerKey(name: PersonName): string {
  const [one = '', other = ''] = spellOutPerson(name).map((part) =>
    SPELLED_TWO_WAYS.test(part) ? part.replace(/([aou])e+/g, '$1').replace(/a+/g, 'a') : part,
  )
  return one < other ? `${one} ${other}` : `${other} ${one}`
}

/** A part without any of these is its own key. */
const SPELLED_TWO_WAYS = /[aou]e|aa/

/** Case alone is a difference in writing too. */
const differing = (likeness: NameLikeness, isWrittenOtherwise: boolean): NameLikeness =>
  likeness === 'equal' && isWrittenOtherwise ? 'written_otherwise' : likeness

/** What the likeness of both parts makes of the whole. Two weak explanations at once are weaker than each. */
function together(given: NameLikeness, surname: NameLikeness, a: FoldedPerson, b: FoldedPerson): NameLikeness {
  const least = leastLike([given, surname])
  if (given === 'unclear' && surname === 'unclear') return a.surname.script === b.surname.script ? 'different' : least
  if (surname === 'typing_error' && given === 'typing_error') return areLong(a, b) ? 'typing_error' : 'unclear'
  const isInitial = given === 'shortened' && (a.given.joined.length === 1 || b.given.joined.length === 1)
  return isInitial && surname !== 'equal' && surname !== 'written_otherwise' ? leastLike([least, 'unclear']) : least
}

const areLong = (...people: readonly FoldedPerson[]): boolean =>
  people.every(({ given, surname }) => Math.min(given.joined.length, surname.joined.length) >= 4) &&
  people.some(({ given, surname }) => given.joined.length + surname.joined.length >= 10)

/** A father and his son, a husband and his wife: near at best, or two people. */
function limit(likeness: NameLikeness, a: FoldedPerson, b: FoldedPerson): NameLikeness {
  if (a.sex !== null && b.sex !== null && a.sex !== b.sex) return 'different'
  if (a.generation === b.generation) return likeness
  return a.generation !== null && b.generation !== null ? 'different' : leastLike([likeness, 'unclear'])
}

/** Words that stand in another part: exchanged, perhaps with a slip, or a middle name with the surname. */
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

/** Of a given name and a surname: the same, at most one slip in a longer word, or different. */
function partLikeness(a: FoldedName, b: FoldedName): NameLikeness {
  const writing = compareWriting(a, b)
  if (writing === 'equal' || writing === 'written_otherwise') return 'equal'
  const isLong = Math.min(a.joined.length, b.joined.length) >= 4
  return writing === null && isLong && countSlips(a.joined, b.joined, 1) === 1 ? 'typing_error' : 'different'
}

const wordsOf = ({ given, surname }: FoldedPerson): string[] => [...given.words, ...surname.words]

/** Folding costs more than comparing, and the same names come again: the charges of one group, the travellers of one flight. */
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
