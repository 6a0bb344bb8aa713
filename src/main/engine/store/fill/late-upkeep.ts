import { createDigestTable, type DigestTable } from '../../domain/digest-table.ts'
import { deletionsOf } from '../../domain/search/slips/deletions.ts'
import { tokensOf } from '../copy/derived/customers.ts'
import { type Upkeep, upkeepAtOnce } from '../copy/derived/upkeep.ts'
import type { Store } from '../sqlite/open.ts'

/** What is written down while a fill loads, as it comes: sorted into its tables at the end (late-indexes.ts). */
const TABLES = `
  CREATE TABLE late_deletion (token_id INTEGER PRIMARY KEY NOT NULL, deletions TEXT NOT NULL) STRICT;
  CREATE TABLE late_posting (token_id INTEGER NOT NULL, customer_id INTEGER NOT NULL) STRICT;
  CREATE TABLE late_tidy (customer_id INTEGER, entity_id INTEGER) STRICT;`

/** How many customers' names, and how many words, are remembered, so that they are not written down twice for nothing. */
const REMEMBERED = 100_000

/** From now on what follows a booking's change is only written down; for a new file, in a transaction. */
export function putOffUpkeep({ sqlite }: Store): void {
  sqlite.exec(TABLES)
}

/**
 * What follows the changes of one fill, written down to be caught up with at its end; at once in a file where that is over. Lives
 * as long as the fill: it remembers what it has written.
 *
 * @param expected How many entities are to come.
 */
export function upkeepOfFill(store: Store, expected: number): Upkeep {
  if (!has(store, 'late_posting')) return upkeepAtOnce(store)
  const entities = readEntities(store, expected)
  const names = new Map<number, string>()
  const words = new Map<string, number>()

  function tokenIdOf(token: string): number {
    const id = words.get(token) ?? store.prepare<[string], number>(FIND_TOKEN).pluck().get(token) ?? addToken(token)
    remember(words, token, id)
    return id
  }

  function addToken(token: string): number {
    const id = Number(store.prepare(ADD_TOKEN).run(token).lastInsertRowid)
    store.prepare(ADD_DELETIONS).run(id, JSON.stringify(deletionsOf(token)))
    return id
  }

  return {
    findOrAddEntity: (digest) => {
      const known = entities.find(digest)
      if (known !== null) return { id: known, isNew: false }
      const id = Number(store.prepare('INSERT INTO entity (entity_hash) VALUES (?)').run(digest).lastInsertRowid)
      entities.add(digest, id)
      return { id, isNew: true }
    },
    nameCustomer: (customerId, name) => {
      const whole = `${name.givenName}\n${name.surname}`
      if (names.get(customerId) === whole) return
      remember(names, customerId, whole)
      const add = store.prepare('INSERT INTO late_posting (token_id, customer_id) VALUES (?, ?)')
      for (const token of tokensOf(name)) add.run(tokenIdOf(token), customerId)
    },
    tidyCustomer: (customerId) => {
      store.prepare('INSERT INTO late_tidy (customer_id) VALUES (?)').run(customerId)
    },
    tidyEntity: (entityId) => {
      store.prepare('INSERT INTO late_tidy (entity_id) VALUES (?)').run(entityId)
    },
  }
}

/**
 * Tidies about so many of what bookings have left behind during the fill, when its names and indexes are in, in the caller's
 * transaction.
 *
 * @returns Whether anything was left.
 */
export function tidyNext(store: Store, limit: number): boolean {
  if (!has(store, 'late_tidy')) return false
  const some = store.prepare<[number], TidyRow>(NEXT_TO_TIDY).all(limit)
  const { tidyCustomer, tidyEntity } = upkeepAtOnce(store)
  for (const { rowid, customerId, entityId } of some) {
    if (customerId !== null) tidyCustomer(customerId)
    if (entityId !== null) tidyEntity(entityId)
    store.prepare('DELETE FROM late_tidy WHERE rowid = ?').run(rowid)
  }
  if (some.length > 0) return true
  store.sqlite.exec('DROP TABLE late_tidy')
  return false
}

/** The entities that a fill has brought so far: they are found in memory, and their index is made at the end. */
function readEntities(store: Store, expected: number): DigestTable {
  const digestOf = store.prepare<[number], Buffer>('SELECT entity_hash FROM entity WHERE id = ?').pluck()
  const entities = createDigestTable((id, digest) => digestOf.get(id)?.equals(digest) === true, expected)
  const rows = store.prepare<[], [number, Buffer]>('SELECT id, entity_hash FROM entity').raw().iterate()
  for (const [id, digest] of rows) entities.add(digest, id)
  return entities
}

const has = ({ sqlite }: Store, table: string): boolean =>
  sqlite.prepare('SELECT 1 FROM sqlite_schema WHERE name = ?').get(table) !== undefined

function remember<K, V>(kept: Map<K, V>, key: K, value: V): void {
  if (kept.size >= REMEMBERED) kept.clear()
  kept.set(key, value)
}

interface TidyRow {
  readonly rowid: number
  readonly customerId: number | null
  readonly entityId: number | null
}

const NEXT_TO_TIDY = 'SELECT rowid, customer_id AS customerId, entity_id AS entityId FROM late_tidy LIMIT ?'

const FIND_TOKEN = 'SELECT id FROM name_token WHERE token = ?'

const ADD_TOKEN = 'INSERT INTO name_token (token, postings) VALUES (?, 0)'

const ADD_DELETIONS = 'INSERT INTO late_deletion (token_id, deletions) VALUES (?, ?)'
