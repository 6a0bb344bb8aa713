import { clue, join, type Reading, readNames, reads, type Step } from './reading.ts'

/** How many letters and digits a reference has that is read out in pieces. */
const WHOLE = 6

/** `K3J 9QX`, `k3j-9qx`, `k 3 j 9 q x`: a reference in pieces, one of which has a letter and a digit, or all of which are single. */
export function readReferenceApart(words: readonly string[]): Step | null {
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

/** A name behind which somebody wrote a number, or with a digit for the letter below it. */
const NAME_WITH_DIGIT = /^(?=.{5})\p{L}*\d\p{L}*$/u

/** The word as a reference or its beginning, and as names. All letters could be either; digits among letters are hardly a name. */
export function readReferenceOrName(word: string): Step {
  const names = namesIn(word)
  // Two digits at least, because the letters O and I are typed for 0 and 1.
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

/** `jones5100`, `jones-5100`: a name with the end of a card. */
function readWithCard(word: string): Reading[] {
  const [, name, last4] = /^(\p{L}{3,})-?(\d{4})$/u.exec(word) ?? []
  return name === undefined || last4 === undefined ? [] : [join(readNames(name), reads(clue('last4', last4, last4)))]
}

const asReference = (word: string): Reading => reads(clue('reference', word, word.toUpperCase()))
const isReference = (text: string): boolean => /^[A-Z\d]+$/i.test(text) && isMixed(text)
const isMixed = (text: string): boolean => /\d/.test(text) && /[A-Z]/i.test(text)

/** Names of syllables are written without a space, the surname before or behind: `王伟` is one word, or two. */
const UNSPACED = /^[\p{Script=Han}\p{Script=Hangul}]{2,4}$/u

function namesIn(word: string): Reading[] {
  if (!UNSPACED.test(word)) return [readNames(word)]
  const letters = [...word]
  const halves = letters.slice(1).map((_, at) => [letters.slice(0, at + 1).join(''), letters.slice(at + 1).join('')])
  const apart = halves.map((parts) => join(...parts.map(readNames)).clues.map((one) => ({ ...one, text: word })))
  return [readNames(word), ...apart.map((clues) => reads(...clues))]
}
