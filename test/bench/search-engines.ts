import Database from 'better-sqlite3'
import Fuse from 'fuse.js'
import MiniSearch from 'minisearch'
import { searchPeople } from '../../src/main/engine/features/search/search.ts'
import { ANY_TIME, copyOf } from '../main/engine/features/copy-of.ts'
import type { WireChange } from '../main/engine/sync/feed-server.ts'
import { makeFolder } from '../main/engine/sync/rig.ts'

/** A person whom the search can find. */
export interface SearchedPerson {
  readonly id: string
  readonly givenName: string
  readonly surname: string
  /** Empty when the person has no card. */
  readonly last4: string
}

/** A search engine. `find` returns the ids of the people found for a text, the best first, at most ten. */
export interface SearchEngine {
  readonly name: string
  readonly find: (text: string) => string[]
  readonly close: () => void
}

/** How many results of an answer count. */
const COUNTED = 10

/** The desk's own search over a real store, filled with one booking for each person. */
export function deskEngine(people: readonly SearchedPerson[]): SearchEngine {
  const folder = makeFolder()
  const { copies, copy } = copyOf(
    folder.path,
    people.map((person, index) => bookingOf(person, index)),
  )
  if (copy.prepare('SELECT quarantined FROM sync_state').pluck().get() !== 0)
    throw new Error('the desk cannot read a person')
  return {
    name: 'once',
    find: (text) =>
      searchPeople(copy, text, ANY_TIME)
        .people.slice(0, COUNTED)
        .map(({ bookingId }) => bookingId),
    close: () => {
      copies.close()
      folder.remove()
    },
  }
}

/**
 * MiniSearch with its documentation's advice against typing errors: a third of the letters may differ, and prefixes
 * match.
 */
export function miniSearchEngine(people: readonly SearchedPerson[]): SearchEngine {
  const index = new MiniSearch<SearchedPerson>({
    fields: ['givenName', 'surname', 'last4'],
    searchOptions: { fuzzy: 0.34, prefix: true },
  })
  index.addAll([...people])
  return {
    name: 'MiniSearch',
    find: (text) =>
      index
        .search(text)
        .slice(0, COUNTED)
        .map(({ id }) => String(id)),
    close: () => {},
  }
}

/** Fuse.js with a threshold of 0.4 over the name as one text. */
export function fuseEngine(people: readonly SearchedPerson[]): SearchEngine {
  const fuse = new Fuse(
    people.map(({ id, givenName, surname, last4 }) => ({ id, text: `${givenName} ${surname} ${last4}`.trim() })),
    { keys: ['text'], threshold: 0.4, ignoreLocation: true },
  )
  return {
    name: 'Fuse.js',
    find: (text) => fuse.search(text, { limit: COUNTED }).map(({ item }) => item.id),
    close: () => {},
  }
}

/** SQLite's FTS5 with trigrams. A query is all typed words, or all trigrams joined with OR. */
export function trigramEngine(people: readonly SearchedPerson[], how: 'words' | 'or'): SearchEngine {
  const database = new Database(':memory:')
  database.exec("CREATE VIRTUAL TABLE person USING fts5 (text, tokenize = 'trigram')")
  const add = database.prepare('INSERT INTO person (rowid, text) VALUES (?, ?)')
  database.transaction(() => {
    people.forEach(({ givenName, surname, last4 }, index) => {
      add.run(index + 1, ` ${givenName} ${surname} ${last4} `)
    })
  })()
  const search = database.prepare('SELECT rowid FROM person WHERE person MATCH ? ORDER BY bm25(person) LIMIT ?').pluck()
  return {
    name: how === 'or' ? 'FTS5 trigrams, OR' : 'FTS5 trigram',
    find: (text) => {
      const pieces = how === 'or' ? trigramsOf(text) : text.split(/\s+/).filter((word) => word.length > 2)
      if (pieces.length === 0) return []
      const query = pieces.map((piece) => `"${piece.replaceAll('"', '""')}"`).join(how === 'or' ? ' OR ' : ' ')
      return (search.all(query, COUNTED) as number[]).map((row) => people[row - 1]?.id ?? '')
    },
    close: () => void database.close(),
  }
}

function trigramsOf(text: string): string[] {
  const padded = ` ${text} `
  return [...new Set(Array.from({ length: Math.max(0, padded.length - 2) }, (_, at) => padded.slice(at, at + 3)))]
}

const bookingOf = ({ id, givenName, surname, last4 }: SearchedPerson, index: number): WireChange => ({
  seq: index + 1,
  kind: 'booking',
  op: 'upsert',
  id,
  version: 1,
  data: {
    reference: index.toString(36).toUpperCase().padStart(6, '0'),
    status: 'confirmed',
    channel: 'web',
    traveller: { given_name: givenName, surname, email: `p${index}@example.org`, phone: null },
    flight: {
      number: 'ZZ999',
      origin: 'DUB',
      destination: 'LHR',
      departure: { year: 2020, month: 2, day: 28, hour: 20, minute: 15 },
    },
    seat: null,
    service_code: null,
    card: { fingerprint: `card-${index}`, last4: /^\d{4}$/.test(last4) ? last4 : '0000', brand: 'visa' },
    booked_at: '2020-01-05T20:03:00.000Z',
  },
})
