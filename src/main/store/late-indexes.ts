import { createRequire } from 'node:module'
import { Worker } from 'node:worker_threads'
import type { Result } from '../../preload/model.ts'
import { done, failed } from '../domain/result.ts'
import type { Store } from './open.ts'

/**
 * Indexes that nobody asks while a fill is loading: built from all rows at once they cost a fraction of what each row pays
 * for its place in them. Those that a later version of a row looks through stay.
 */
const LATE = [
  'record_reference',
  'record_last4',
  'record_flight',
  'record_departure',
  'record_phone',
  'charge_record',
  'customer_mailbox',
]

/** The same for a table that is one index: what belongs into it is written down as it comes and sorted in at the end. */
const LATE_TABLE = 'name_deletion'

/** Sorting what belongs into an index takes seconds, so it has a thread of its own. The table first: it leaves room behind. */
const PROGRAM = `
  const { parentPort, workerData } = require('node:worker_threads')
  const Database = require(workerData.driver)
  try {
    const database = new Database(workerData.file)
    database.pragma('synchronous = OFF')
    database.pragma('cache_size = -32768')
    database.transaction(() => {
      database.exec('ALTER TABLE name_deletion RENAME TO late_row')
      database.exec(database.prepare("SELECT sql FROM late_index WHERE name = 'name_deletion'").pluck().get())
      database.exec('INSERT INTO name_deletion SELECT DISTINCT deletion, word_id FROM late_row ORDER BY deletion, word_id')
      database.exec('DROP TABLE late_row')
      for (const sql of database.prepare("SELECT sql FROM late_index WHERE name <> 'name_deletion'").pluck().all()) database.exec(sql)
      database.exec('DROP TABLE late_index')
    })()
    database.pragma('wal_checkpoint(TRUNCATE)')
    database.close()
    parentPort.postMessage('ok')
  } catch (error) {
    parentPort.postMessage(String(error.code ?? error.message))
  }`

/** Takes the late indexes off a new file and keeps their definitions in it, for the end of its fill; in a transaction. */
export function putOffIndexes({ sqlite }: Store): void {
  sqlite.exec('CREATE TABLE late_index (name TEXT NOT NULL, sql TEXT NOT NULL) STRICT')
  sqlite.prepare(KEEP).run(JSON.stringify([...LATE, LATE_TABLE]))
  for (const name of LATE) sqlite.exec(`DROP INDEX ${name}`)
  sqlite.exec(`DROP TABLE ${LATE_TABLE}`)
  sqlite.exec(`CREATE TABLE ${LATE_TABLE} (deletion TEXT NOT NULL, word_id INTEGER NOT NULL) STRICT`)
}

const KEEP = `
  INSERT INTO late_index SELECT name, sql FROM sqlite_schema WHERE name IN (SELECT value FROM json_each(?))`

/**
 * Builds what was put off, while this thread goes on; nothing where it was built already. To be called outside of a
 * transaction. `disk_full`, or `store_unreadable`.
 */
export async function buildLateIndexes({ sqlite, file }: Store): Promise<Result<null>> {
  if (sqlite.prepare(`SELECT 1 FROM sqlite_schema WHERE name = 'late_index'`).get() === undefined) return done(null)
  const driver = createRequire(import.meta.url).resolve('better-sqlite3')
  const worker = new Worker(PROGRAM, { eval: true, workerData: { driver, file } })
  const said = await new Promise<unknown>((resolve, reject) => {
    worker.once('message', resolve)
    worker.once('error', reject)
  })
  if (said === 'ok') return done(null)
  return said === 'SQLITE_FULL' ? failed('disk_full', said) : failed('store_unreadable', String(said))
}
