import { toAsciiDigits } from '../../../../../shared/card-guard/digit-runs.ts'

/**
 * Splits a typed or pasted text into words. Removes what nobody sees (marks of direction, soft hyphens) and what only
 * surrounds a word: brackets, quotes, the full stop of a sentence. A label keeps its colon, because the colon marks it
 * as one.
 */
export function typedWords(text: string): string[] {
  const plain = toAsciiDigits(text.normalize('NFKC'))
    .replace(/\p{Cf}/gu, '')
    // `davey@example,com`: a comma in an address is a slip for the point, the key beside it.
    .replace(/(@[\p{L}\d-]+),(?=\p{L}{2,4}(?![\p{L}\d]))/gu, '$1.')
    // `SMITH/JOHNMR`: airlines glue the title to the given name.
    .replace(/(\p{L}\/\p{L}{3,}?)(mrs?|miss|mstr)(?!\p{L})/giu, '$1 $2')
    // `1.1SMITH/JOHN`: airlines number the passengers in their lists.
    .replace(/(?<!\S)\d+\.\d*(?=\p{L}+\/)/gu, '')
    // `EI164-28FEB`: a flight and its date.
    .replace(/(?<=\p{L}{2}\d{1,4})-(?=\d{1,2}\p{L}{3})/gu, ' ')
    .replace(/\p{Cc}/gu, ' ')
  return plain
    .split(/[\s,;|]+|(?<=\p{L}\d*)\/|\/(?=\d*\p{L})|(?<=\p{L}:)(?=[^\s])/u)
    .map(withoutSurroundings)
    .filter((word) => word !== '')
}

const OPENING = /^["'“„‘‚«‹<[{(!?¿¡:#]+/u
const CLOSING = /["'”’»›>\]})!?.…]+$/u

function withoutSurroundings(word: string): string {
  // Brackets and points inside a phone are part of its notation.
  if (/^\+?[\d()./-]*\d[\d()./-]*$/.test(word)) return word.replace(/[./-]+$/, '')
  const inside = word.replace(OPENING, '').replace(CLOSING, '')
  return inside === '' ? word : inside
}
