import type { FoldedName } from './fold.ts'
import { leastLike, mostLike, type NameLikeness } from './likeness.ts'
import { isGivenName, kinship, mayBeSiblings } from './lists.ts'
import { countSlips, differInSilentLetters, differInVowelLength, differsInEndingOnly, soundAlike } from './slips.ts'
import { compareWriting } from './writing.ts'

/**
 * Compares two given names. Families book on one card, so two real given names are two people, however close they are,
 * unless the list of variants knows them as one name. Only a word that is no given name can be a slip of one.
 */
export function compareGivenNames(a: FoldedName, b: FoldedName): NameLikeness {
  const writing = compareWriting(a, b)
  if (writing !== null) return writing
  const [fewer, more] = a.words.length <= b.words.length ? [a, b] : [b, a]
  if (fewer.words.length === more.words.length)
    return leastLike(a.words.map((word, at) => compareAt(b.words, word, at)))
  return mostLike(compareFewer(fewer, more), compareGivenWords(a.joined, b.joined, 'typing_error'))
}

const compareAt = (words: readonly string[], word: string, at: number): NameLikeness =>
  compareGivenWords(word, words[at] ?? '')

/**
 * Compares names when one has fewer words. People leave out a middle name; a middle name alone may be another person's.
 */
function compareFewer(fewer: FoldedName, more: FoldedName): NameLikeness {
  const inOrder = leastLike(fewer.words.map((word, at) => compareAt(more.words, word, at)))
  if (inOrder !== 'different') return leastLike([inOrder, more.isHyphenated ? 'unclear' : 'shortened'])
  return fewer.words.every((word) => more.words.includes(word)) ? 'unclear' : 'different'
}

/** Compares one word of each given name. @param ifEqual The likeness of equal words. */
function compareGivenWords(a: string, b: string, ifEqual: NameLikeness = 'equal'): NameLikeness {
  if (a === b) return ifEqual
  if (a.length === 1 || b.length === 1) return a[0] === b[0] ? 'shortened' : 'different'
  const kin = kinship(a, b)
  if (kin === 'near' && isSlipOfKin(a, b)) return 'typing_error'
  if (kin !== null) return KIN[kin]
  if (mayBeSiblings(a, b)) return differInSilentLetters(a, b) ? 'unclear' : 'different'
  const known = Number(isGivenName(a)) + Number(isGivenName(b))
  if (known === 2 && (differsInEndingOnly(a, b) || Math.max(a.length, b.length) < 4)) return 'different'
  return compareWithUnknown(a, b, known)
}

/**
 * True for two spellings of one name that no two members of a family have: Philip and Phillip, Ernest and Ernst, but
 * not Gabriel and Gabriele.
 */
const isSlipOfKin = (a: string, b: string): boolean =>
  differInSilentLetters(a, b) || (!mayBeSiblings(a, b) && !differsInEndingOnly(a, b) && countSlips(a, b, 1) === 1)

const KIN = { romanisation: 'written_otherwise', nickname: 'nickname', near: 'unclear' } as const

/**
 * Compares two words that no two countries know both as given names. One of them may be a slip, a name cut off, or a
 * rare name of its own.
 *
 * @param known How many of the two words are known given names.
 */
function compareWithUnknown(a: string, b: string, known: number): NameLikeness {
  if (differInVowelLength(a, b)) return 'written_otherwise'
  const [shorter, longer] = a.length <= b.length ? [a, b] : [b, a]
  if (differsInEndingOnly(a, b)) {
    const isSlip = (known === 1 && longer.length >= 4) || isCutOff(shorter, longer)
    return isSlip ? 'typing_error' : 'unclear'
  }
  if (shorter.length >= 3 && longer.length - shorter.length >= 2 && longer.startsWith(shorter))
    return isGivenName(shorter) && !(isGivenName(longer) && longer.length >= 7) ? 'unclear' : 'shortened'
  const slips = countSlips(a, b, 2)
  if (slips === 1) {
    if (longer.length >= 5 || (longer.length === 4 && known > 0)) return 'typing_error'
    return 'unclear'
  }
  if (slips === 2 && shorter.length >= 5) return shorter.length >= 7 ? 'typing_error' : 'unclear'
  return soundAlike(a, b) ? 'typing_error' : 'different'
}

/** True when the longer word is a known name that the shorter one cuts off: `Matild` for Matilda. */
const isCutOff = (shorter: string, longer: string): boolean =>
  longer.length >= 6 && longer.length > shorter.length && isGivenName(longer)
