import type { Clue } from '../../../../shared/model/index.ts'
import { mayBeGlued, mayBeInitials, partsOfGlued, splitGlued } from '../../domain/search/glued-names.ts'
import type { Reading } from '../../domain/search/typed/reading.ts'
import { countCustomers } from '../../store/copy/search/postings.ts'
import { lookUpClue } from '../../store/copy/search/search.ts'
import { findBeginnings, findTokens } from '../../store/copy/search/vocabulary.ts'
import type { Store } from '../../store/sqlite/open.ts'

/**
 * The readings of a text that the copy confirms, the likeliest first. A word of letters alone is a reference, and a text without an @
 * an address, only when some booking has it. When the copy confirms no reading, the likeliest one stays.
 */
export function confirmedReadings(store: Store, readings: readonly Reading[]): readonly Reading[] {
  const confirmed = readings.filter(({ clues }) => clues.every((clue) => !isWord(clue) || isInCopy(store, clue)))
  return confirmed.length > 0 ? confirmed : readings.slice(0, 1)
}

/** Whether a clue may also be a plain word: a reference without a digit, or an address without an @. */
const isWord = ({ kind, value }: Clue): boolean =>
  (kind === 'reference' && !/\d/.test(value)) || (kind === 'email' && !value.includes('@'))

const isInCopy = (store: Store, { kind, text, value }: Clue): boolean =>
  kind === 'name' || lookUpClue(store, { kind, text, value }).find(1).length > 0

/** The same reading with other spaces in its names: words joined to one name (`de la cruz` for Delacruz), or one word split. */
export function* respacedReadings(store: Store, reading: Reading): Generator<Reading> {
  yield* joinedReadings(store, reading)
  yield* splitReadings(store, reading)
}

/** The most words that are joined to one. */
const MOST_JOINED = 4

/** Joins names beside each other, the most words first, when the vocabulary has the joined word. */
function* joinedReadings(store: Store, reading: Reading): Generator<Reading> {
  const runs = reading.clues.map((_, at) => nameRunsFrom(reading.clues, at))
  const known = new Set(
    findTokens(
      store,
      runs.flat().map(({ value }) => value),
    ).map(({ token }) => token),
  )
  const clues: Clue[] = []
  for (let at = 0; at < reading.clues.length; ) {
    const joined = runs[at]?.find(({ value }) => known.has(value))
    const [clue] = reading.clues.slice(at, at + 1)
    if (joined !== undefined) clues.push({ kind: 'name', text: joined.text, value: joined.value })
    else if (clue !== undefined) clues.push(clue)
    at += joined?.words ?? 1
  }
  if (clues.length < reading.clues.length) yield { ...reading, clues }
}

interface NameRun {
  readonly words: number
  readonly text: string
  readonly value: string
}

/** The joined names that begin at this clue, the most words first. */
function nameRunsFrom(clues: readonly Clue[], at: number): NameRun[] {
  const end = clues.findIndex(({ kind }, place) => place >= at && kind !== 'name')
  const names = clues.slice(at, Math.min(end < 0 ? clues.length : end, at + MOST_JOINED))
  return Array.from({ length: Math.max(0, names.length - 1) }, (_, fewer) => {
    const run = names.slice(0, names.length - fewer)
    const text = [...new Set(run.map((clue) => clue.text))].join(' ')
    return { words: run.length, text, value: run.map(({ value }) => value).join('') }
  })
}

/** Splits all words together that the vocabulary does not have; else gives one reading for each word that can be split. */
function* splitReadings(store: Store, reading: Reading): Generator<Reading> {
  if (reading.clues.some(({ kind }) => kind === 'reference')) return
  // Initials narrow a name down; without a name they say nothing.
  const isNamed = reading.clues.some(({ kind, value }) => kind === 'name' && !mayBeInitials(value))
  const splits = reading.clues.flatMap((clue) => [
    ...(isNamed ? splitInitials(store, clue) : []),
    ...splitClue(store, clue),
  ])
  const unknown = splits.filter(({ isKnown }) => !isKnown)
  if (unknown.length > 0) yield splitIn(reading, unknown)
  else for (const split of splits) yield splitIn(reading, [split])
}

interface Split {
  readonly clue: Clue
  readonly names: readonly string[]
  /** Whether the vocabulary has the word as it was typed. */
  readonly isKnown: boolean
}

function splitClue(store: Store, clue: Clue): Split[] {
  if (clue.kind !== 'name' || !mayBeGlued(clue.value)) return []
  const known = findTokens(store, [clue.value, ...partsOfGlued(clue.value)])
  const postings = new Map(known.map((word) => [word.token, word.postings]))
  const names = splitGlued(clue.value, postings, countCustomers(store))
  return names === null ? [] : [{ clue, names, isKnown: postings.has(clue.value) }]
}

/** Splits `jp` into initials, as for Jean-Pierre, when no word of the vocabulary begins like that. */
function splitInitials(store: Store, clue: Clue): Split[] {
  const { kind, value } = clue
  if (kind !== 'name' || !mayBeInitials(value) || findBeginnings(store, value, 1).length > 0) return []
  return [{ clue, names: [...value], isKnown: false }]
}

const splitIn = ({ clues, unread }: Reading, splits: readonly Split[]): Reading => ({
  clues: clues.flatMap((clue) => {
    const split = splits.find((one) => one.clue === clue)
    return split === undefined ? [clue] : split.names.map((value) => ({ ...clue, value }))
  }),
  unread,
})
