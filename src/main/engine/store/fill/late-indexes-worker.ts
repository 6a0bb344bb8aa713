import { parentPort, workerData } from 'node:worker_threads'
import Database from 'better-sqlite3'

/** The work of the thread: it builds the indexes whose definitions are in the table `late_index` of this file. */
export interface LateIndexBuild {
  readonly file: string
  /** Names of the indexes to build first. */
  readonly first: readonly string[]
}

/** What the thread reports: the first indexes are built, the file is whole, or the error that stopped it. */
export type LateIndexReport = 'first_built' | 'whole' | { readonly code: string }

/**
 * Moves the names of the fill into the index of names, each once, and counts the customers of each token. The result is
 * the same as if each name had come with its booking. The deletions go in token by token, in the order of the tokens:
 * neighbouring tokens have neighbouring deletions, so this takes half the time of sorting all deletions.
 */
const SORT_NAMES_IN = `
  INSERT OR IGNORE INTO name_deletion
    SELECT one.value, word.id FROM name_token AS word CROSS JOIN late_deletion AS late ON late.token_id = word.id
      CROSS JOIN json_each(late.deletions) AS one
    ORDER BY word.token;
  DROP TABLE late_deletion;
  INSERT OR IGNORE INTO name_posting SELECT token_id, customer_id FROM late_posting ORDER BY token_id, customer_id;
  DROP TABLE late_posting;
  UPDATE name_token SET postings = (SELECT count(*) FROM name_posting WHERE token_id = name_token.id);`

// Sorting the rows of an index takes seconds, so late-indexes.ts runs this program in a thread of its own.
try {
  buildAll(workerData)
  report('whole')
} catch (error) {
  report({ code: error instanceof Database.SqliteError ? error.code : String(error) })
}

function buildAll({ file, first }: LateIndexBuild): void {
  const database = new Database(file)
  database.pragma('synchronous = OFF')
  database.pragma('cache_size = -32768')
  database.transaction(() => build(database, first))()
  report('first_built')
  database.transaction(() => {
    // The names come before the other indexes: the tables that they drop leave free pages, which the indexes then use.
    database.exec(SORT_NAMES_IN)
    build(database, database.prepare<[], string>('SELECT name FROM late_index').pluck().all())
    database.exec('DROP TABLE late_index')
  })()
  database.pragma('wal_checkpoint(TRUNCATE)')
  database.close()
}

function build(database: Database.Database, names: readonly string[]): void {
  const definition = database.prepare<[string], string>('SELECT sql FROM late_index WHERE name = ?').pluck()
  const remove = database.prepare('DELETE FROM late_index WHERE name = ?')
  for (const name of names) {
    const sql = definition.get(name)
    if (sql !== undefined) database.exec(sql)
    remove.run(name)
  }
}

function report(progress: LateIndexReport): void {
  parentPort?.postMessage(progress)
}
