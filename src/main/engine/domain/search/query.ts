import type { Clue } from '../../../../shared/model/index.ts'
import { fillerOf, isBetween, kindOfLabel } from './typed/labels.ts'
import { clue, join, type Reading, readNames, reads, type Step, unread } from './typed/reading.ts'
import { readEmail } from './typed/typed-addresses.ts'
import { formatDate, readDate, readOtherOrder, type TypedDate } from './typed/typed-dates.ts'
import { readDigits, readFlight } from './typed/typed-numbers.ts'
import { readReferenceInPieces, readReferenceOrName } from './typed/typed-references.ts'
import { typedWords } from './typed/typed-text.ts'

/** Each word may have two readings or more, so readings multiply. Search tries at most this many. */
const MOST_READINGS = 12
/** A text with this many filler words is a pasted sentence. */
const SENTENCE = 3

/**
 * Reads the text of the search box. Some words have two meanings (`powell` could be a reference, `li 164` a flight), so
 * there may be several readings. They come the likeliest first, and the first that finds somebody counts.
 *
 * 1. Splits the text into words (typed-text.ts).
 * 2. Reads step by step (`readNext`): a step takes one word or several and lists its readings as clues, the likeliest
 *    first.
 * 3. Decides which filler words (`mr`, `my`, `card`) are no clues; there may be several choices (`fillerChoices`).
 * 4. For each choice, combines one reading of each step to whole readings (`combine`), at most twelve.
 * 5. Removes repeated clues, and initials that stand alone.
 *
 * @param today The day at the agent's desk, for `yesterday`; null when unknown.
 */
export function readSearch(text: string, today: TypedDate | null = null): Reading[] {
  const words = typedWords(text)
  const steps: Step[] = []
  for (let at = 0; at < words.length; ) {
    const step = readNext(words.slice(at), today)
    steps.push(step)
    at += step.words
  }
  return fillerChoices(steps)
    .flatMap((fillers) => combine(steps.map((step) => decideFiller(step, fillers))))
    .map((reading) => dropLoneInitials(onceEach(reading)))
}

/** Every combination of one way for each step, as far as all clues may fit one person. */
function combine(steps: readonly Step[]): Reading[] {
  let readings: Reading[] = [join()]
  for (const { ways } of steps) {
    const longer = readings.flatMap((reading) => ways.map((way) => join(reading, way)))
    readings = longer.filter(hasOneReference).slice(0, MOST_READINGS)
  }
  return readings
}

/** False when two words without a digit are references at once: at most one of them is, or they are names. */
const hasOneReference = ({ clues }: Reading): boolean =>
  clues.filter(({ kind, value }) => kind === 'reference' && !/\d/.test(value)).length <= 1

/** The kinds of filler words that count as no clue. */
type Fillers = readonly Step['filler'][]

/**
 * The choices of filler words to ignore, the likeliest first. A likely filler (`mr`, `ref`) is hardly ever a name, so
 * the first choice ignores it. A possible filler (`my`, `card`) is ignored at once in a pasted sentence, else only
 * after a search for it as a name found nobody.
 */
function fillerChoices(steps: readonly Step[]): Fillers[] {
  const likely = steps.filter(({ filler }) => filler === 'likely').length
  const possible = steps.filter(({ filler }) => filler === 'possible').length
  const all: Fillers = ['likely', 'possible']
  if (possible >= SENTENCE && possible + likely < steps.length) return [all]
  const other: Fillers[] = possible > 0 ? [all] : []
  return likely > 0 ? [['likely'], ...other, []] : [[], ...other]
}

/** Leaves a filler word one way: no clue when it is ignored, else a name. Other steps keep all their ways. */
const decideFiller = (step: Step, ignored: Fillers): Step =>
  step.filler === undefined
    ? step
    : { ...step, ways: ignored.includes(step.filler) ? step.ways.slice(-1) : step.ways.slice(0, 1) }

/** Reads the next words of the text. The first rule that fits counts. */
function readNext(words: readonly string[], today: TypedDate | null): Step {
  const [word = ''] = words
  const first = readLabelled(words, today) ?? readTypedDate(words, today) ?? readEmail(words)
  if (first !== null) return first
  const flight = readFlight(words)
  const pieces = readReferenceInPieces(words)
  if (pieces !== null && pieces.words > (flight?.words ?? 0) && !cutsDate(words, pieces.words, today)) return pieces
  return readDigits(words) ?? flight ?? readFiller(word) ?? readReferenceOrName(word)
}

/**
 * True when a date begins within the first `count` words and ends after them: `AS378 1 may` has no reference AS3781.
 */
const cutsDate = (words: readonly string[], count: number, today: TypedDate | null): boolean =>
  words.slice(1, count).some((_, at) => at + 1 + (readDate(words.slice(at + 1), today)?.words ?? 0) > count)

/** Reads `ref K3J9QX`, `tel no. 086 …`: a label names the kind of clue behind it and becomes part of its text. */
function readLabelled(words: readonly string[], today: TypedDate | null): Step | null {
  const kind = kindOfLabel(words[0] ?? '')
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

/** Reads a date. Numbers alone may have the month first. Digits alone may also be a phone or the end of a card. */
function readTypedDate(words: readonly string[], today: TypedDate | null): Step | null {
  const date = readDate(words, today)
  if (date === null) return null
  const typed = words.slice(0, date.words)
  const others = isDigits(typed.join('')) ? (readDigits(typed)?.ways ?? []) : []
  // With more digits behind them, the digits are a phone.
  if (typed.length > 1 && others.length > 0 && isDigits(words[date.words] ?? '')) return null
  const other = readOtherOrder(typed)
  const dates = other === null ? [date.date] : [date.date, other]
  return { words: date.words, ways: [...dates.map((one) => asDate(typed, one)), ...others] }
}

const asDate = (typed: readonly string[], date: TypedDate): Reading =>
  reads(clue('date', typed.join(' '), formatDate(date)))

const isDigits = (text: string): boolean => /^\d+$/.test(text)

function readFiller(word: string): Step | null {
  const filler = fillerOf(word)
  return filler === null ? null : { words: 1, filler, ways: [readNames(word), unread(word)] }
}

/** Keeps each clue once. */
function onceEach({ clues, unread }: Reading): Reading {
  const once = new Map(clues.map((one) => [`${one.kind} ${one.value}`, one]))
  return { clues: [...once.values()], unread }
}

/**
 * Makes a reading of initials only a reading without clues: a single letter narrows other clues down, but alone it fits
 * a fifth of all customers. A Chinese or Korean character is a whole name and no initial.
 */
function dropLoneInitials(reading: Reading): Reading {
  const isInitial = ({ kind, value }: Clue): boolean =>
    kind === 'name' && /^[^\p{Script=Han}\p{Script=Hangul}]$/u.test(value)
  if (!reading.clues.every(isInitial)) return reading
  return { clues: [], unread: [...reading.clues.map(({ text }) => text), ...reading.unread] }
}
