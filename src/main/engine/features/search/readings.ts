import type { Clue } from '../../../../shared/model/index.ts'
import { mayBeGlued, mayBeInitials, partsOfGlued, splitGlued } from '../../domain/search/glued-names.ts'
import type { Reading } from '../../domain/search/typed/reading.ts'
import { countCustomers } from '../../store/copy/search/postings.ts'
import { lookUpClue } from '../../store/copy/search/search.ts'
import { findBeginnings, findTokens } from '../../store/copy/search/vocabulary.ts'
import type { Store } from '../../store/sqlite/open.ts'

/**
 * The ways to read a text that this copy bears out, the likeliest first: a word of letters is no reference that nobody has, and
 * one without an @ no address. The likeliest one stays where none is borne out.
 */
export function borneOut(store: Store, readings: readonly Reading[]): readonly Reading[] {
  const real = readings.filter(({ clues }) => clues.every((clue) => !isWord(clue) || isSomebodys(store, clue)))
  return real.length > 0 ? real : readings.slice(0, 1)
}

const isWord = ({ kind, value }: Clue): boolean =>
  (kind === 'reference' && !/\d/.test(value)) || (kind === 'email' && !value.includes('@'))

const isSomebodys = (store: Store, { kind, text, value }: Clue): boolean =>
  kind === 'name' || lookUpClue(store, { kind, text, value }).find(1).length > 0

/** The same with its names spaced otherwise: words that are one name (`de la cruz` for Delacruz), a word that is several. */
export function* spacedOtherwise(store: Store, reading: Reading): Generator<Reading> {
  yield* joinedReadings(store, reading)
  yield* splitReadings(store, reading)
}

/** How many words are tried as one. */
const MOST_JOINED = 4

/** With names that stand beside each other as one, the longest that somebody bears. */
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

/** The names from here on as one, the most of them first. */
function nameRunsFrom(clues: readonly Clue[], at: number): NameRun[] {
  const end = clues.findIndex(({ kind }, place) => place >= at && kind !== 'name')
  const names = clues.slice(at, Math.min(end < 0 ? clues.length : end, at + MOST_JOINED))
  return Array.from({ length: Math.max(0, names.length - 1) }, (_, fewer) => {
    const run = names.slice(0, names.length - fewer)
    const text = [...new Set(run.map((clue) => clue.text))].join(' ')
    return { words: run.length, text, value: run.map(({ value }) => value).join('') }
  })
}

/** Words that nobody bears are taken apart together; one that somebody bears is by itself. */
function* splitReadings(store: Store, reading: Reading): Generator<Reading> {
  if (reading.clues.some(({ kind }) => kind === 'reference')) return
  // Initials narrow a name down, and say nothing without one.
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
  /** Whether somebody is called as it was typed. */
  readonly isKnown: boolean
}

function splitClue(store: Store, clue: Clue): Split[] {
  if (clue.kind !== 'name' || !mayBeGlued(clue.value)) return []
  const known = findTokens(store, [clue.value, ...partsOfGlued(clue.value)])
  const postings = new Map(known.map((word) => [word.token, word.postings]))
  const names = splitGlued(clue.value, postings, countCustomers(store))
  return names === null ? [] : [{ clue, names, isKnown: postings.has(clue.value) }]
}

/** `jp` for Jean-Pierre, where nobody's name begins so. */
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
