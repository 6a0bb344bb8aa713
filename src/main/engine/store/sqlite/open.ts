import { chmodSync, mkdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import Database from 'better-sqlite3'
import { type BetterSQLite3Database, drizzle } from 'drizzle-orm/better-sqlite3'
import { migrate } from 'drizzle-orm/better-sqlite3/migrator'
import { z } from 'zod'
import type { Failure, Result } from '../../../../shared/model/index.ts'
import { attempt, storeFailure } from './failures.ts'

/** One open SQLite file. Hot paths use `sqlite` and `prepare`; ordinary queries use `db` with the drizzle schema. */
export interface Store {
  readonly file: string
  readonly db: BetterSQLite3Database
  readonly sqlite: Database.Database
  /**
   * Compiles a constant SQL text once and keeps the statement until the file closes. `Bind` are the bound values, `Row`
   * is what one row reads as: SQLite checks neither against the text. `pluck` and `raw` stay switched on, so a text
   * always uses them in the same way.
   */
  readonly prepare: <Bind extends unknown[] = unknown[], Row = unknown>(sql: string) => Database.Statement<Bind, Row>
  /** Checkpoints and closes the file. A second call does nothing. */
  readonly close: () => void
}

/**
 * `full`: every commit survives a power cut, and neither a power cut nor a crash damages the file. `filling`: a commit
 * survives only the end of the process. It is for a file that nobody reads yet and that is removed after a power cut.
 */
export type Durability = 'full' | 'filling'

const SYNCHRONOUS = { full: 2, filling: 0 } as const
const CACHE_KIB = { full: 16_384, filling: 65_536 } as const

const journalSchema = z.object({ entries: z.array(z.object({ when: z.number() })) })

/**
 * Opens a store file, makes it when it is missing, and runs the missing migrations in one transaction.
 *
 * @param migrationsFolder Numbered SQL by drizzle-kit with its `meta/_journal.json`.
 * @param isChecked Skips the check of all pages: the file was found whole before, or is checked later, while it
 * answers.
 * @returns The store, or one of three failures. `store_newer`: a later build wrote the file, which stays unchanged.
 * `store_unreadable`: the file is no database, is damaged, is not ours to read, or is a fill that an earlier build
 * began; `code` tells which. `disk_full`.
 */
export function openDatabase(options: {
  file: string
  migrationsFolder: string
  durability?: Durability
  isChecked?: boolean
}): Result<Store> {
  const { file, migrationsFolder, durability = 'full', isChecked = false } = options
  const folder = makePrivateFolder(dirname(file))
  if (!folder.ok) return folder
  let sqlite: Database.Database | null = null
  try {
    sqlite = new Database(file)
    const age = ageOf(sqlite, migrationsFolder)
    if (age === 'newer') return refuse(sqlite, { kind: 'store_newer' })
    // Migrations expect the whole schema, and this fill has dropped its late indexes (late-indexes.ts).
    if (age === 'older' && durability === 'filling')
      return refuse(sqlite, { kind: 'store_unreadable', code: 'older_fill' })
    applySettings(sqlite, durability)
    const damage = isChecked ? 'ok' : sqlite.pragma('quick_check(1)', { simple: true })
    if (damage !== 'ok') return refuse(sqlite, { kind: 'store_unreadable', code: 'quick_check' })
    const db = drizzle({ client: sqlite })
    migrate(db, { migrationsFolder })
    return { ok: true, value: asStore(file, sqlite, db) }
  } catch (error) {
    const failure = storeFailure(error)
    if (failure === null) throw error
    return refuse(sqlite, failure)
  }
}

/**
 * Runs `work` in one `IMMEDIATE` transaction: all of it is committed when this returns ok, and nothing of it otherwise.
 * Fails with `disk_full` or `store_unreadable`; throws any other exception, because it is a bug.
 */
export const writeInOneGo = <T>(store: Store, work: () => T): Result<T> =>
  attempt(() => store.sqlite.transaction(work).immediate())

/**
 * Makes the folder for store files, readable by its owner only, because callers' data is in it. Fails with
 * `store_unreadable` or `disk_full`.
 */
export const makePrivateFolder = (folder: string): Result<null> =>
  attempt(() => {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    chmodSync(folder, 0o700)
    return null
  })

function asStore(file: string, sqlite: Database.Database, db: BetterSQLite3Database): Store {
  const statements = new Map<string, Database.Statement>()
  function prepare<Bind extends unknown[], Row>(sql: string): Database.Statement<Bind, Row> {
    const statement = statements.get(sql) ?? sqlite.prepare(sql)
    statements.set(sql, statement)
    return statement as Database.Statement<Bind, Row>
  }
  return { file, db, sqlite, prepare, close: () => void sqlite.close() }
}

/**
 * Sets WAL, durability and foreign keys. SQLite falls back to NORMAL at every open, so this reads the settings back.
 */
function applySettings(sqlite: Database.Database, durability: Durability): void {
  sqlite.pragma('journal_mode = WAL')
  sqlite.pragma(`synchronous = ${SYNCHRONOUS[durability]}`)
  sqlite.pragma('foreign_keys = ON')
  sqlite.pragma('fullfsync = ON')
  sqlite.pragma('checkpoint_fullfsync = ON')
  sqlite.pragma(`cache_size = -${CACHE_KIB[durability]}`)
  const synchronous = sqlite.pragma('synchronous', { simple: true })
  if (synchronous !== SYNCHRONOUS[durability]) throw new Error(`synchronous is ${synchronous}`)
  if (sqlite.pragma('foreign_keys', { simple: true }) !== 1) throw new Error('foreign keys are off')
}

/**
 * Compares the schema of this file with this build's; `new` without a schema. drizzle's migrator does not notice a
 * schema of a later build, and would write to it.
 */
function ageOf(sqlite: Database.Database, migrationsFolder: string): 'new' | 'older' | 'same' | 'newer' {
  const migrationsTable = sqlite.prepare(`SELECT 1 FROM sqlite_schema WHERE name = '__drizzle_migrations'`).get()
  if (migrationsTable === undefined) return 'new'
  const latest = Number(sqlite.prepare('SELECT max(created_at) FROM __drizzle_migrations').pluck().get() ?? 0)
  const journal = journalSchema.parse(JSON.parse(readFileSync(join(migrationsFolder, 'meta/_journal.json'), 'utf8')))
  const ours = Math.max(0, ...journal.entries.map((entry) => entry.when))
  if (latest === ours) return 'same'
  return latest > ours ? 'newer' : 'older'
}

function refuse(sqlite: Database.Database | null, failure: Failure): { ok: false; failure: Failure } {
  sqlite?.close()
  return { ok: false, failure }
}
