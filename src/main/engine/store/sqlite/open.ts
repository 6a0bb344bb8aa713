import { chmodSync, mkdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import Database from 'better-sqlite3'
import { type BetterSQLite3Database, drizzle } from 'drizzle-orm/better-sqlite3'
import { migrate } from 'drizzle-orm/better-sqlite3/migrator'
import { z } from 'zod'
import type { Failure, Result } from '../../../../shared/model/index.ts'

/** One open SQLite file. `sqlite` and `prepare` are for hot paths, `db` for ordinary queries over the drizzle schema. */
export interface Store {
  readonly file: string
  readonly db: BetterSQLite3Database
  readonly sqlite: Database.Database
  /** The compiled statement of a constant text, kept for the life of the file. */
  readonly prepare: <Bind extends unknown[] = unknown[], Row = unknown>(sql: string) => Database.Statement<Bind, Row>
  /** Checkpoints and closes; harmless when closed already. */
  readonly close: () => void
}

/**
 * `full`: every commit survives a power cut, and neither a cut nor a crash damages the file. `filling`: for a file that
 * nobody reads yet and that is thrown away after a power cut; it survives the end of the process only.
 */
export type Durability = 'full' | 'filling'

const SYNCHRONOUS = { full: 2, filling: 0 } as const
const CACHE_KIB = { full: 16_384, filling: 65_536 } as const

const journalSchema = z.object({ entries: z.array(z.object({ when: z.number() })) })

/**
 * Opens a store file, creates what is missing and brings it up to this build's schema in one transaction.
 *
 * @param migrationsFolder Numbered SQL by drizzle-kit with its `meta/_journal.json`.
 * @param isChecked The file needs no check of all its pages here: it was found whole, or will be proved while it answers.
 * @returns The store, or `store_newer` (a later build wrote it: the file stays as it is), `store_unreadable` (not a
 * database, damaged, not ours to read, or a fill that an earlier build began; `code` tells) or `disk_full`.
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
    // Migrations speak of whole files: a fill has put its indexes off (late-indexes.ts).
    if (age === 'older' && durability === 'filling')
      return refuse(sqlite, { kind: 'store_unreadable', code: 'older_fill' })
    settle(sqlite, durability)
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
 * Runs `work` in one `IMMEDIATE` transaction: all of it is on disk when this returns ok, nothing when it does not.
 * Weather (`disk_full`, `store_unreadable`) comes back as a value; any other exception is a bug and passes through.
 */
export const writeInOneGo = <T>(store: Store, work: () => T): Result<T> =>
  attempt(() => store.sqlite.transaction(work).immediate())

/** Runs `work`; weather (`disk_full`, `store_unreadable`) comes back as a value, any other exception is a bug and passes through. */
export function attempt<T>(work: () => T): Result<T> {
  try {
    return { ok: true, value: work() }
  } catch (error) {
    const failure = storeFailure(error)
    if (failure === null) throw error
    return { ok: false, failure }
  }
}

/**
 * Makes the folder for store files, or closes one that others could read: callers' data lies here. Fails with
 * `store_unreadable` or `disk_full`.
 */
export const makePrivateFolder = (folder: string): Result<null> =>
  attempt(() => {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    chmodSync(folder, 0o700)
    return null
  })

/** The expected failure behind an exception of SQLite or of the file system; null when it is a bug instead. */
export function storeFailure(error: unknown): Failure | null {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    const code = 'code' in cause && typeof cause.code === 'string' ? cause.code : ''
    if (code === 'SQLITE_FULL' || code === 'ENOSPC' || code === 'EDQUOT') return { kind: 'disk_full', code }
    if (/^SQLITE_(NOTADB|CORRUPT|IOERR|CANTOPEN|READONLY|PERM|BUSY|PROTOCOL)/.test(code)) {
      return { kind: 'store_unreadable', code }
    }
    if (/^(EACCES|EPERM|EROFS|ENOTDIR|EEXIST|EIO|EMFILE|ENFILE)$/.test(code)) return { kind: 'store_unreadable', code }
  }
  return null
}

/** Whether the file itself is bad, and not only the moment: then a copy may be thrown away and filled again. */
export const isDamage = ({ kind, code }: Failure): boolean =>
  kind === 'store_unreadable' && /^(?:SQLITE_NOTADB|SQLITE_CORRUPT|quick_check)/.test(code ?? '')

function asStore(file: string, sqlite: Database.Database, db: BetterSQLite3Database): Store {
  const statements = new Map<string, Database.Statement>()
  function prepare<Bind extends unknown[], Row>(sql: string): Database.Statement<Bind, Row> {
    const statement = statements.get(sql) ?? sqlite.prepare(sql)
    statements.set(sql, statement)
    return statement as Database.Statement<Bind, Row>
  }
  return { file, db, sqlite, prepare, close: () => void sqlite.close() }
}

/** WAL, durability and foreign keys. SQLite falls back to NORMAL at every reopening, so the setting is read back. */
function settle(sqlite: Database.Database, durability: Durability): void {
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
 * Which build's schema this file has; `new` where it has none. That of a later build drizzle's migrator would not notice, and
 * would write to it.
 */
function ageOf(sqlite: Database.Database, migrationsFolder: string): 'new' | 'older' | 'same' | 'newer' {
  const table = sqlite.prepare(`SELECT 1 FROM sqlite_schema WHERE name = '__drizzle_migrations'`).get()
  if (table === undefined) return 'new'
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
