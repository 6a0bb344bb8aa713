import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { DATA_FOLDER, readHistorical, rowsOf } from './name-records.ts'
import { scatter } from './plain-feed.ts'
import type { SearchedPerson } from './search-engines.ts'

/** What is typed, and the `SearchedPerson.id` of the one who is meant. */
export interface Query {
  readonly targetId: string
  readonly text: string
}

/** The people of the public data and what is asked for them. */
export interface SearchData {
  readonly people: readonly SearchedPerson[]
  readonly byName: readonly Query[]
  readonly withLast4: readonly Query[]
}

/**
 * All persons of the data once each: FEBRL's originals, and the historical ones as they are; asked for by what dataset3's
 * corrupted records have as a name, and again with the last four digits of the identifier, which stands in for the card.
 * They stand in an order of chance that is always the same: between people of one name nothing else decides, in any engine.
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

/** Files with the columns `id,given_name,surname,last4` and `target_id,query`. */
export function readSearchFiles(docs: string, queries: string): { people: SearchedPerson[]; asked: Query[] } {
  const people = rowsOf(readFileSync(docs, 'utf8')).map(([id = '', givenName = '', surname = '', last4 = '']) => ({
    id,
    givenName,
    surname,
    last4,
  }))
  const asked = rowsOf(readFileSync(queries, 'utf8')).map(([targetId = '', text = '']) => ({ targetId, text }))
  return { people, asked }
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
