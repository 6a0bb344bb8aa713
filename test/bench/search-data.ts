import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { DATA_FOLDER, readHistorical, rowsOf } from './name-records.ts'
import { scatter } from './plain-feed.ts'
import type { SearchedPerson } from './search-engines.ts'

/** The typed text, and the `SearchedPerson.id` of the person who is meant. */
export interface Query {
  readonly targetId: string
  readonly text: string
}

/** The people of the public data and the queries for them. */
export interface SearchData {
  readonly people: readonly SearchedPerson[]
  readonly byName: readonly Query[]
  readonly withLast4: readonly Query[]
}

/**
 * Reads all persons of the data once each: FEBRL's originals and the historical persons. The queries are the names in
 * dataset3's corrupted records, and the same names with the last four digits of the identifier, which stands in for the
 * card. The people have a random order that is always the same, because only the order decides between people of one
 * name, in any engine.
 */
export function readSearchData(): SearchData {
  const febrl = ['dataset2', 'dataset3'].flatMap((set) =>
    rowsOf(readFileSync(join(DATA_FOLDER, `${set}.csv`), 'utf8')).map((row) => ({
      id: `${set}-${row[0]}`,
      givenName: row[1] ?? '',
      surname: row[2] ?? '',
      last4: (row[10] ?? '').slice(-4),
    })),
  )
  const historical = readHistorical().map(({ name }, index) => ({
    id: `historical-${index}`,
    ...name,
    last4: String((index * 7919) % 10_000).padStart(4, '0'),
  }))
  const people = shuffle([...febrl.filter(({ id }) => id.endsWith('-org')), ...historical])
  const copies = febrl.filter(({ id }) => id.startsWith('dataset3') && !id.endsWith('-org'))
  const last4Of = new Map(people.map(({ id, last4 }) => [id, last4]))
  return {
    people,
    byName: copies.map((copy) => queryOf(copy)).filter(({ text }) => text !== ''),
    withLast4: copies.map((copy) => queryOf(copy, last4Of.get(queryOf(copy).targetId))),
  }
}

/** Reads files with the columns `id,given_name,surname,last4` and `target_id,query`. */
export function readSearchFiles(docsFile: string, queriesFile: string): { people: SearchedPerson[]; queries: Query[] } {
  const people = rowsOf(readFileSync(docsFile, 'utf8')).map(([id = '', givenName = '', surname = '', last4 = '']) => ({
    id,
    givenName,
    surname,
    last4,
  }))
  const queries = rowsOf(readFileSync(queriesFile, 'utf8')).map(([targetId = '', text = '']) => ({ targetId, text }))
  return { people, queries }
}

const queryOf = ({ id, givenName, surname }: SearchedPerson, more = ''): Query => ({
  targetId: id.replace(/-dup-\d+$/, '-org'),
  text: `${givenName} ${surname} ${more}`.trim(),
})

const shuffle = <T>(all: readonly T[]): T[] =>
  all
    .map((one, index) => ({ one, place: scatter(index, 61) }))
    .sort((a, b) => a.place - b.place)
    .map(({ one }) => one)
