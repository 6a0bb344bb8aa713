import { clue, join, type Reading, readNames, reads, type Step } from './reading.ts'

/** A reference that is read out in pieces has this many letters and digits. */
const WHOLE = 6

/**
 * Reads a reference in pieces: `K3J 9QX`, `k3j-9qx`, `k 3 j 9 q x`. One piece must have a letter and a digit, or all
 * pieces must be single characters. Null when the words begin with no such reference.
 */
export function readReferenceInPieces(words: readonly string[]): Step | null {
  let joined = ''
  for (let count = 1; count <= Math.min(words.length, WHOLE) && joined.length < WHOLE; count += 1) {
    joined += (words[count - 1] ?? '').replace(/(?<=[a-z\d])-(?=[a-z\d])/gi, '').toUpperCase()
    const typed = words.slice(0, count)
    const pieces = typed.flatMap((word) => word.split('-'))
    if (joined.length !== WHOLE || !isReference(joined) || pieces.length === 1) continue
    if (!pieces.some(isMixed) && pieces.length < WHOLE) return null
    const ways = [reads(clue('reference', typed.join(' '), joined)), join(...typed.map(readNames))]
    return { words: count, ways }
  }
  return null
}

/** A name with one digit in it: a number behind it, or a slip to the digit above the right letter. */
const NAME_WITH_DIGIT = /^(?=.{5})\p{L}*\d\p{L}*$/u

/**
 * Reads one word as a reference or its beginning, and as names. Letters alone may be either; letters with digits are
 * hardly a name. Also reads the end of a card with O or I for 0 or 1, or glued to a name.
 */
export function readReferenceOrName(word: string): Step {
  const names = namesIn(word)
  // People type the letters O and I for 0 and 1, so only two of the four must be digits.
  if (/^(?=.*\d.*\d)[\dOI]{4}$/i.test(word) && isMixed(word)) {
    const last4 = reads(clue('last4', word, word.toUpperCase().replaceAll('O', '0').replaceAll('I', '1')))
    return { words: 1, ways: [last4, asReference(word)] }
  }
  const card = readWithCard(word)
  if (/^[A-Z\d]{4,8}$/i.test(word) && isMixed(word)) {
    return { words: 1, ways: [asReference(word), ...(NAME_WITH_DIGIT.test(word) ? names : []), ...card] }
  }
  if (card.length > 0) return { words: 1, ways: card }
  return { words: 1, ways: /^[A-Z]{6}$/i.test(word) ? [asReference(word), ...names] : names }
}

/** Reads `jones5100` and `jones-5100` as a name with the end of a card. */
function readWithCard(word: string): Reading[] {
  const [, name, last4] = /^(\p{L}{3,})-?(\d{4})$/u.exec(word) ?? []
  return name === undefined || last4 === undefined ? [] : [join(readNames(name), reads(clue('last4', last4, last4)))]
}

const asReference = (word: string): Reading => reads(clue('reference', word, word.toUpperCase()))
const isReference = (text: string): boolean => /^[A-Z\d]+$/i.test(text) && isMixed(text)
const isMixed = (text: string): boolean => /\d/.test(text) && /[A-Z]/i.test(text)

/** Chinese and Korean names have no space, and the surname may come first or last: `王伟` is one name, or two. */
const UNSPACED = /^[\p{Script=Han}\p{Script=Hangul}]{2,4}$/u

function namesIn(word: string): Reading[] {
  if (!UNSPACED.test(word)) return [readNames(word)]
  const letters = [...word]
  const halves = letters.slice(1).map((_, at) => [letters.slice(0, at + 1).join(''), letters.slice(at + 1).join('')])
  const inTwo = halves.map((parts) => join(...parts.map(readNames)).clues.map((one) => ({ ...one, text: word })))
  return [readNames(word), ...inTwo.map((clues) => reads(...clues))]
}
