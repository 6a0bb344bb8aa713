import type { Clue } from '../../../../shared/model/index.ts'
import { announced, asideOf, isBetween } from './typed/labels.ts'
import { clue, join, type Reading, readNames, reads, type Step, unread } from './typed/reading.ts'
import { readEmail } from './typed/typed-addresses.ts'
import { formatDate, readDate, readOtherOrder, type TypedDate } from './typed/typed-dates.ts'
import { readDigits, readFlight } from './typed/typed-numbers.ts'
import { readReferenceApart, readReferenceOrName } from './typed/typed-references.ts'
import { typedWords } from './typed/typed-text.ts'

/** Several words may be read in two ways each; the box does not try more ways than this. */
const MOST_READINGS = 12
/** With so many words that only join others a whole sentence was pasted. */
const SENTENCE = 3

/**
 * Understands the text of the one search box. Some words have two meanings (`powell` could be a reference, `li 164` a
 * flight), so there may be several readings, the likeliest first; the first that finds somebody counts.
 *
 * @param today What day it is where the agent sits, for `yesterday`; null where nobody knows.
 */
export function readSearch(text: string, today: TypedDate | null = null): Reading[] {
  const words = typedWords(text)
  const steps: Step[] = []
  for (let at = 0; at < words.length; ) {
    const step = readNext(words.slice(at), today)
    steps.push(step)
    at += step.words
  }
  return asidesOf(steps)
    .flatMap((asides) => readAll(steps.map((step) => takeAside(step, asides))))
    .map((reading) => dropLoneInitials(onceEach(reading)))
}

/** Each word in each of its ways, as far as one person may have said them all. */
function readAll(steps: readonly Step[]): Reading[] {
  let readings: Reading[] = [join()]
  for (const { ways } of steps) {
    const longer = readings.flatMap((reading) => ways.map((way) => join(reading, way)))
    readings = longer.filter(hasOneReference).slice(0, MOST_READINGS)
  }
  return readings
}

/** Of several words that could be references one is, or they are a name. */
const hasOneReference = ({ clues }: Reading): boolean =>
  clues.filter(({ kind, value }) => kind === 'reference' && !/\d/.test(value)).length <= 1

type Asides = readonly Step['aside'][]

/**
 * Which of the words that may be no clue are none, the likeliest first: `mr` and `ref` hardly ever are one; `my` and `card` are
 * none where a whole sentence was pasted, or nobody is called so.
 */
function asidesOf(steps: readonly Step[]): Asides[] {
  const likely = steps.filter(({ aside }) => aside === 'likely').length
  const possible = steps.filter(({ aside }) => aside === 'possible').length
  const all: Asides = ['likely', 'possible']
  if (possible >= SENTENCE && possible + likely < steps.length) return [all]
  const other: Asides[] = possible > 0 ? [all] : []
  return likely > 0 ? [['likely'], ...other, []] : [[], ...other]
}

const takeAside = (step: Step, asides: Asides): Step =>
  step.aside === undefined
    ? step
    : { ...step, ways: asides.includes(step.aside) ? step.ways.slice(-1) : step.ways.slice(0, 1) }

/** Reads what the text goes on with; a later rule is tried where the ones before it do not fit. */
function readNext(words: readonly string[], today: TypedDate | null): Step {
  const [word = ''] = words
  const first = readAnnounced(words, today) ?? readTypedDate(words, today) ?? readEmail(words)
  if (first !== null) return first
  const flight = readFlight(words)
  const apart = readReferenceApart(words)
  if (apart !== null && apart.words > (flight?.words ?? 0) && !beginDate(words, apart.words, today)) return apart
  return readDigits(words) ?? flight ?? readAside(word) ?? readReferenceOrName(word)
}

/** Whether a date begins within these first words and goes on behind them: `AS378 1 may` has no reference AS3781. */
const beginDate = (words: readonly string[], count: number, today: TypedDate | null): boolean =>
  words.slice(1, count).some((_, at) => at + 1 + (readDate(words.slice(at + 1), today)?.words ?? 0) > count)

/** `ref K3J9QX`, `tel no. 086 …`: the first words say what the next ones are, and belong to them. */
function readAnnounced(words: readonly string[], today: TypedDate | null): Step | null {
  const kind = announced(words[0] ?? '')
  if (kind === null) return null
  const end = words.findIndex((word, at) => at > 0 && !isBetween(word, kind))
  if (end < 0) return null
  const label = words.slice(0, end)
  const step = readNext(words.slice(label.length), today)
  const ways = step.ways.flatMap(({ clues: [first, ...others], unread }): Reading[] =>
    first?.kind === kind ? [{ clues: [{ ...first, text: [...label, first.text].join(' ') }, ...others], unread }] : [],
  )
  return ways.length === 0 ? null : { words: step.words + label.length, ways }
}

/** A date, of numbers alone perhaps with the month first; eight digits may be a phone as well. */
function readTypedDate(words: readonly string[], today: TypedDate | null): Step | null {
  const date = readDate(words, today)
  if (date === null) return null
  const typed = words.slice(0, date.words)
  const others = isDigits(typed.join('')) ? (readDigits(typed)?.ways ?? []) : []
  // More digits behind them make it a phone.
  if (typed.length > 1 && others.length > 0 && isDigits(words[date.words] ?? '')) return null
  const other = readOtherOrder(typed)
  const dates = other === null ? [date.date] : [date.date, other]
  return { words: date.words, ways: [...dates.map((one) => asDate(typed, one)), ...others] }
}

const asDate = (typed: readonly string[], date: TypedDate): Reading =>
  reads(clue('date', typed.join(' '), formatDate(date)))

const isDigits = (text: string): boolean => /^\d+$/.test(text)

function readAside(word: string): Step | null {
  const aside = asideOf(word)
  return aside === null ? null : { words: 1, aside, ways: [readNames(word), unread(word)] }
}

/** What is said twice is one clue. */
function onceEach({ clues, unread }: Reading): Reading {
  const once = new Map(clues.map((one) => [`${one.kind} ${one.value}`, one]))
  return { clues: [...once.values()], unread }
}

/** A single letter narrows other clues down, but alone it fits a fifth of everybody; a Chinese character is a whole name. */
function dropLoneInitials(reading: Reading): Reading {
  const isInitial = ({ kind, value }: Clue): boolean =>
    kind === 'name' && /^[^\p{Script=Han}\p{Script=Hangul}]$/u.test(value)
  if (!reading.clues.every(isInitial)) return reading
  return { clues: [], unread: [...reading.clues.map(({ text }) => text), ...reading.unread] }
}
