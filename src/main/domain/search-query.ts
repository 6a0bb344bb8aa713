import type { Clue, ClueKind } from '../../preload/model.ts'
import { normaliseFlightNumber } from './entity-hash.ts'
import { nameTokens } from './name-tokens.ts'
import { formatDate, readDate } from './search-dates.ts'

/** One way to understand what was typed: clues that all have to fit one person, and the words that are none. */
export interface Reading {
  readonly clues: readonly Clue[]
  readonly unread: readonly string[]
}

/** Several words may be read in two ways each; the box does not try more ways than this. */
const MOST_READINGS = 8

/**
 * Understands the text of the one search box. Some words have two meanings (`powell` could be a reference, `li 164` a
 * flight), so there may be several readings, the likeliest first; the first that finds somebody counts.
 */
export function readSearch(text: string): Reading[] {
  const words = text
    .normalize('NFKC')
    .split(/[\s,;]+/u)
    .filter((word) => word !== '')
  let readings: Reading[] = [{ clues: [], unread: [] }]
  for (let at = 0; at < words.length; ) {
    const step = readNext(words.slice(at))
    readings = readings.flatMap((reading) => step.ways.map((way) => join(reading, way))).slice(0, MOST_READINGS)
    at += step.words
  }
  return readings.map(dropLoneInitials)
}

interface Step {
  /** How many words these ways of reading take. */
  readonly words: number
  readonly ways: readonly Reading[]
}

const join = (a: Reading, b: Reading): Reading => ({
  clues: [...a.clues, ...b.clues],
  unread: [...a.unread, ...b.unread],
})

const way = (...clues: Clue[]): Reading => ({ clues, unread: [] })
const clue = (kind: ClueKind, text: string, value: string): Clue => ({ kind, text, value })

/** Reads what the text goes on with; a later rule is tried where the ones before it do not fit. */
function readNext(words: readonly string[]): Step {
  const [word = '', next = ''] = words
  const date = readDate(words)
  if (date !== null) {
    const typed = words.slice(0, date.words).join(' ')
    return { words: date.words, ways: [way(clue('date', typed, formatDate(date.date)))] }
  }
  if (isEmail(word)) {
    const email = way(clue('email', word, word.toLowerCase()))
    return { words: 1, ways: word.includes('@') ? [email] : [email, readNames(word)] }
  }
  const digits = readDigits(words)
  if (digits !== null) return digits
  const flight = readFlight(word, next)
  if (flight !== null) return flight
  const names = readNames(word)
  const reference = word.toUpperCase()
  // All letters could be either; a word with a digit in it is no name.
  if (/^[A-Z]{6}$/.test(reference)) return { words: 1, ways: [way(clue('reference', word, reference)), names] }
  if (/^(?=.*\d)(?=.*[A-Z])[A-Z\d]{4,8}$/.test(reference)) {
    return { words: 1, ways: [way(clue('reference', word, reference))] }
  }
  return { words: 1, ways: [names] }
}

/** An address or its beginning: something with an @, or with a point, a digit or an underscore among its letters. */
const isEmail = (word: string): boolean =>
  /^[^@\s]+@[^@\s]*$/u.test(word) || (/^[\p{L}\d]+[._][\p{L}\d._+-]+$/u.test(word) && /\p{L}/u.test(word))

/** Digits: the end of a card (`5100`, `*5100`, `•••• 5100`), or a phone in any notation, over several words. */
function readDigits(words: readonly string[]): Step | null {
  const ending = /^[•*x#.-]+(\d{4})$/iu.exec(words[0] ?? '')
  if (ending?.[1] !== undefined) return { words: 1, ways: [way(clue('last4', words[0] ?? '', ending[1]))] }
  if (/^[•*#]+$/u.test(words[0] ?? '') && /^\d{4}$/.test(words[1] ?? '')) {
    return { words: 2, ways: [way(clue('last4', words.slice(0, 2).join(' '), words[1] ?? ''))] }
  }
  const run: string[] = []
  for (const word of words) {
    if (!/^\+?[\d()./-]*\d[\d()./-]*$/.test(word) || readDate([word]) !== null) break
    run.push(word)
  }
  if (run.length === 0) return null
  const typed = run.join(' ')
  const phone = phoneDigits(typed)
  const isPhone = phone.length >= 6 && phone.length <= 15
  const cards = run.every((word) => /^\d{4}$/.test(word)) ? way(...run.map((word) => clue('last4', word, word))) : null
  const ways = [...(isPhone ? [way(clue('phone', typed, phone))] : []), ...(cards === null ? [] : [cards])]
  if (ways.length > 0) return { words: run.length, ways }
  const [first = ''] = run
  const alone = /^\d{4}$/.test(first) ? way(clue('last4', first, first)) : { clues: [], unread: [first] }
  return { words: 1, ways: [alone] }
}

/** The digits that every notation of a phone ends with: without `00`, the country's `(0)` and a leading 0. */
const phoneDigits = (typed: string): string => typed.replace(/\(0\)/gu, '').replace(/\D/gu, '').replace(/^0+/u, '')

/** `EI164`, `ei 0164`, `9K 1`. A carrier and a number apart could also be a name and a card. */
function readFlight(word: string, next: string): Step | null {
  const carrier = '(?:[A-Z]{2}|[A-Z]\\d|\\d[A-Z]|[A-Z]{3})'
  if (new RegExp(`^${carrier}\\d{1,4}$`, 'i').test(word)) {
    const flight = way(clue('flight', word, normaliseFlightNumber(word)))
    const reference = word.toUpperCase()
    return { words: 1, ways: reference.length < 6 ? [flight] : [flight, way(clue('reference', word, reference))] }
  }
  if (!new RegExp(`^${carrier}$`, 'i').test(word) || !/^\d{1,4}$/.test(next)) return null
  const flight = way(clue('flight', `${word} ${next}`, normaliseFlightNumber(word + next)))
  const apart = /^\d{4}$/.test(next) ? [join(readNames(word), way(clue('last4', next, next)))] : []
  return { words: 2, ways: [flight, ...apart] }
}

/** The name words in a word: `anne-marie` has two, `!?` none. */
function readNames(word: string): Reading {
  const tokens = nameTokens(word)
  return tokens.length === 0 ? { clues: [], unread: [word] } : way(...tokens.map((token) => clue('name', word, token)))
}

/** A single letter narrows other clues down, but alone it fits a fifth of everybody. */
function dropLoneInitials(reading: Reading): Reading {
  const isInitial = ({ kind, value }: Clue): boolean => kind === 'name' && value.length === 1
  if (!reading.clues.every(isInitial)) return reading
  return { clues: [], unread: [...reading.clues.map(({ text }) => text), ...reading.unread] }
}
