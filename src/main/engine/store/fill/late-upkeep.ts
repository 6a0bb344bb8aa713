import { createDigestTable, type DigestTable } from '../../domain/digest-table.ts'
import { deletionsOf } from '../../domain/search/slips/deletions.ts'
import { tokensOf } from '../copy/derived/customers.ts'
import { type Upkeep, upkeepAtOnce } from '../copy/derived/upkeep.ts'
import type { Store } from '../sqlite/open.ts'

/**
 * The tables that collect names and work during a fill, in the order of arrival. late-indexes-worker.ts sorts them in
 * at the end.
 */
const TABLES = `
  CREATE TABLE late_deletion (token_id INTEGER PRIMARY KEY NOT NULL, deletions TEXT NOT NULL) STRICT;
  CREATE TABLE late_posting (token_id INTEGER NOT NULL, customer_id INTEGER NOT NULL) STRICT;
  CREATE TABLE late_tidy (customer_id INTEGER, entity_id INTEGER) STRICT;`

/** How many customers' names, and how many tokens, stay in memory, so that the fill does not write them down again. */
const REMEMBERED = 100_000

/** From now on the upkeep of this new file is only written down. The caller opens the transaction. */
export function putOffUpkeep({ sqlite }: Store): void {
  sqlite.exec(TABLES)
}

/**
 * The upkeep of one fill: it writes down what follows from each change, and the end of the fill catches up. In a file
 * that has caught up already it works at once. Use one instance for a whole fill, because it remembers what it has
 * written.
 *
 * @param expected How many entities the snapshot brings.
 */
export function upkeepOfFill(store: Store, expected: number): Upkeep {
  if (!hasTable(store, 'late_posting')) return upkeepAtOnce(store)
  const entities = readEntities(store, expected)
  const writtenNames = new Map<number, string>()
  const tokenIds = new Map<string, number>()

  function tokenIdOf(token: string): number {
    const id = tokenIds.get(token) ?? store.prepare<[string], number>(FIND_TOKEN).pluck().get(token) ?? addToken(token)
    remember(tokenIds, token, id)
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
      const fullName = `${name.givenName}\n${name.surname}`
      if (writtenNames.get(customerId) === fullName) return
      remember(writtenNames, customerId, fullName)
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
 * Tidies up to `limit` customers and entities that bookings left during the fill. Call it after the late indexes are
 * built, in a transaction.
 *
 * @returns Whether there was anything to tidy.
 */
export function tidyNext(store: Store, limit: number): boolean {
  if (!hasTable(store, 'late_tidy')) return false
  const rows = store.prepare<[number], TidyRow>(NEXT_TO_TIDY).all(limit)
  const { tidyCustomer, tidyEntity } = upkeepAtOnce(store)
  for (const { rowid, customerId, entityId } of rows) {
    if (customerId !== null) tidyCustomer(customerId)
    if (entityId !== null) tidyEntity(entityId)
    store.prepare('DELETE FROM late_tidy WHERE rowid = ?').run(rowid)
  }
  if (rows.length > 0) return true
  store.sqlite.exec('DROP TABLE late_tidy')
  return false
}

/** The entities that the fill has brought so far, in memory: their index is built only at the end. */
function readEntities(store: Store, expected: number): DigestTable {
  const digestOf = store.prepare<[number], Buffer>('SELECT entity_hash FROM entity WHERE id = ?').pluck()
  const entities = createDigestTable((id, digest) => digestOf.get(id)?.equals(digest) === true, expected)
  const rows = store.prepare<[], [number, Buffer]>('SELECT id, entity_hash FROM entity').raw().iterate()
  for (const [id, digest] of rows) entities.add(digest, id)
  return entities
}

const hasTable = ({ sqlite }: Store, table: string): boolean =>
  sqlite.prepare('SELECT 1 FROM sqlite_schema WHERE name = ?').get(table) !== undefined

function remember<K, V>(memory: Map<K, V>, key: K, value: V): void {
  if (memory.size >= REMEMBERED) memory.clear()
  memory.set(key, value)
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
