import { LONGEST_PHONE } from '../../../../../shared/card-guard/calling-code.ts'
import { normaliseFlightNumber } from '../../entity-hash.ts'
import { fillerOf } from './labels.ts'
import { clue, join, type Reading, readNames, reads, type Step, unread } from './reading.ts'
import { formatDate, readDate } from './typed-dates.ts'

/** The fewest digits of a phone or of its end. */
const SHORTEST_PHONE = 6
/** From this many digits on a phone is whole, and digits beside it may belong to a card. */
const WHOLE_PHONE = 9
/** Few phones are longer. A longer run of digits is likelier a phone with the end of a card beside it. */
const LIKELY_PHONE = 12

/**
 * Reads digits: the end of a card (`5100`, `*5100`, `•••• 5100`), a phone in any notation over several words, a
 * reference without a letter, or a date. Null when the words do not begin with digits.
 */
export function readDigits(words: readonly string[]): Step | null {
  const card = readHiddenCard(words)
  if (card !== null) return card
  const run = words.slice(0, lengthOfRun(words))
  if (run.length === 0) return null
  const ways = [...readPhone(run), ...readCards(run), ...readReference(run), ...readCompactDate(run)]
  if (ways.length > 0) return { words: run.length, ways }
  const [first = ''] = run
  return { words: 1, ways: [isLast4(first) ? reads(clue('last4', first, first)) : unread(first)] }
}

const isLast4 = (word: string): boolean => /^\d{4}$/.test(word)

/** Reads the end of a card behind hidden digits: `*5100`, `xxxx5100`, `•••• •••• •••• 5100`. */
function readHiddenCard(words: readonly string[]): Step | null {
  const hidden = words.findIndex((word) => !/^([•*#]+|x{2,})$/iu.test(word))
  const [, last4 = null] = /^(?:[•*#.-]|x(?=[x\d]))*(\d{4})$/iu.exec(words[hidden] ?? '') ?? []
  if (last4 === null || (hidden === 0 && isLast4(words[0] ?? ''))) return null
  return { words: hidden + 1, ways: [reads(clue('last4', words.slice(0, hidden + 1).join(' '), last4))] }
}

/** How many words at the start are digits in the notation of a phone. A date among them ends the run. */
function lengthOfRun(words: readonly string[]): number {
  const end = words.findIndex(
    (word, at) => !/^\+?[\d()./-]*\d[\d()./-]*$/.test(word) || beginsWithDate(words.slice(at)),
  )
  return end < 0 ? words.length : end
}

/** True for `28/2` and `28 feb`. False for digits alone, because they may be part of a phone. */
function beginsWithDate(words: readonly string[]): boolean {
  const date = readDate(words)
  return date !== null && /\D/.test(words.slice(0, date.words).join(''))
}

/**
 * Reads the digits as one phone, and as a phone with the end of a card before or after it. The likeliest comes first.
 */
function readPhone(run: readonly string[]): Reading[] {
  const whole = phoneOf(run, SHORTEST_PHONE)
  const digits = whole?.clues[0]?.value.length ?? 0
  const [first = '', last = ''] = [run[0], run.at(-1)]
  const before = isLast4(first) ? phoneOf(run.slice(1), WHOLE_PHONE) : null
  const after = isLast4(last) ? phoneOf(run.slice(0, -1), WHOLE_PHONE) : null
  const withCard = [
    ...(before === null ? [] : [join(reads(clue('last4', first, first)), before)]),
    ...(after === null ? [] : [join(after, reads(clue('last4', last, last)))]),
  ]
  if (whole === null) return withCard
  return digits > LIKELY_PHONE ? [...withCard, whole] : [whole, ...withCard]
}

function phoneOf(run: readonly string[], shortest: number): Reading | null {
  const typed = run.join(' ')
  const digits = phoneDigits(typed)
  return digits.length < shortest || digits.length > LONGEST_PHONE ? null : reads(clue('phone', typed, digits))
}

/** The digits that every notation of one phone ends with: without `00`, `(0)` and a leading 0. */
const phoneDigits = (typed: string): string => typed.replace(/\(0\)/gu, '').replace(/\D/gu, '').replace(/^0+/u, '')

/**
 * True when the digits begin a date or a phone, so that the word before them is no carrier: `dep 28 feb`, `is 086 123
 * 4567`.
 */
function beginOtherClue(word: string, digits: readonly string[]): boolean {
  const run = digits.slice(0, lengthOfRun(digits))
  return (readDate(digits)?.words ?? 0) > 1 || (fillerOf(word) !== null && phoneOf(run, WHOLE_PHONE) !== null)
}

const readCards = (run: readonly string[]): Reading[] =>
  run.every(isLast4) ? [reads(...run.map((word) => clue('last4', word, word)))] : []

function readReference(run: readonly string[]): Reading[] {
  const typed = run.join(' ')
  return /^(?:\d{5,8}|\d{3} \d{3})$/.test(typed) ? [reads(clue('reference', typed, run.join('')))] : []
}

/** Reads `280220`, as airlines write a day. */
function readCompactDate(run: readonly string[]): Reading[] {
  const typed = run.join(' ')
  const date = /^\d{6}$/.test(typed) ? readDate([typed.replace(/(..)(..)(..)/, '$1.$2.$3')]) : null
  return date === null ? [] : [reads(clue('date', typed, formatDate(date.date)))]
}

const CARRIER = '(?:[A-Z]{2}|[A-Z]\\d|\\d[A-Z]|[A-Z]{3})'
const FLIGHT = new RegExp(`^${CARRIER}-?\\d{1,4}$`, 'i')
const ONLY_CARRIER = new RegExp(`^${CARRIER}$`, 'i')

/** Reads `EI164`, `ei-0164`, `9K 1`. A carrier and a number in two words may also be a name and the end of a card. */
export function readFlight(words: readonly string[]): Step | null {
  const [word = '', next = ''] = words
  if (FLIGHT.test(word)) {
    const flight = reads(clue('flight', word, normaliseFlightNumber(word.replace('-', ''))))
    const reference = word.toUpperCase()
    const isReference = /^[A-Z\d]{4,}$/.test(reference)
    return { words: 1, ways: isReference ? [flight, reads(clue('reference', word, reference))] : [flight] }
  }
  if (!ONLY_CARRIER.test(word) || !/^\d{1,4}$/.test(next) || beginOtherClue(word, words.slice(1))) return null
  const flight = reads(clue('flight', `${word} ${next}`, normaliseFlightNumber(word + next)))
  if (!isLast4(next)) return { words: 2, ways: [flight] }
  const card = reads(clue('last4', next, next))
  // `the` in `the 5100` may be somebody's name, but hardly ever is.
  const filler = fillerOf(word) === null ? [] : [join(unread(word), card)]
  return { words: 2, ways: [flight, join(readNames(word), card), ...filler] }
}
