import { nameTokens } from '../../names/name-tokens.ts'
import { clue, type Reading, readNames, reads, type Step } from './reading.ts'

const AT = /^(?:at|@|\((?:at|@)\)|\[(?:at|@)\])$/i
const DOT = /^(?:dot|\.)$/i
/**
 * The `at` of a spoken address is among this many first words: in `davey dot jones at gmail dot com` it is the fourth.
 */
const MOST_WORDS = 13

/**
 * Reads an e-mail address or its beginning, written or spoken. The mailbox may also hold the names of somebody who
 * booked with another address. Null when the words begin with no address.
 */
export function readEmail(words: readonly string[]): Step | null {
  const [word = ''] = words
  const spoken = readSpoken(words)
  if (spoken !== null) return spoken
  const typed = words.slice(0, isApart(word, words[1] ?? '') ? 2 : 1)
  const address = typed.join('@').replace(/@{2,}|[([](?:at|@)[)\]]/gi, '@')
  if (!isAddress(address)) return null
  const email = reads(clue('email', typed.join(' '), address.toLowerCase()))
  return { words: typed.length, ways: [email, ...namesIn(typed.join(' '), address)] }
}

/** True for an address in two words: `davey.jones @example.org`, `davey@ example.org`, `davey.jones example.org`. */
function isApart(word: string, next: string): boolean {
  if (/^@[^@]+$/.test(next)) return !word.includes('@')
  return /^[^@]+@$|^[^@]+[._][^@]+$/.test(word) && /^[\p{L}\d-]+\.(?:[a-z]{2,3}|co\.[a-z]{2})$/iu.test(next)
}

function namesIn(word: string, address: string): Reading[] {
  if (!address.includes('@')) return [readNames(word)]
  const names = nameTokens(address.slice(0, address.lastIndexOf('@'))).filter((name) => /^\p{L}{2,}$/u.test(name))
  return names.length < 2 ? [] : [reads(...names.map((name) => clue('name', word, name)))]
}

/** True for a word with an @, or for letters and digits around a point or an underscore. */
const isAddress = (word: string): boolean =>
  /^[^@\s]+@[^@\s]*$/u.test(word) || (/^[\p{L}\d]+[._][\p{L}\d._+-]+$/u.test(word) && /\p{L}/u.test(word))

/** Reads an address in words: `at` or @ between mailbox and domain, `dot` or a point between their parts. */
function readSpoken(words: readonly string[]): Step | null {
  const at = words.slice(0, MOST_WORDS).findIndex((word) => AT.test(word))
  const mailbox = words.slice(0, at)
  if (at < 1 || !mailbox.every((word, place) => DOT.test(word) === (place % 2 === 1))) return null
  let end = at + 2
  while (DOT.test(words[end] ?? '') && words[end + 1] !== undefined) end += 2
  const domain = words.slice(at + 1, end)
  const written = [...mailbox, '@', ...domain]
    .map((word) => (DOT.test(word) ? '.' : word))
    .join('')
    .toLowerCase()
  if (!/^[^@\s]+@[^@\s.]+\.[^@\s]+$/u.test(written)) return null
  return { words: end, ways: [reads(clue('email', words.slice(0, end).join(' '), written))] }
}
