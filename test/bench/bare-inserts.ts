import process from 'node:process'
import type Database from 'better-sqlite3'

const ROWS_PER_COMMIT = 10_000
const QUOTED = /[^a-z_0-9]/

/** The size and the cost of the bare inserts. */
export interface BareInserts {
  readonly rows: number
  readonly ms: number
  /** Processor time. Other work on the machine changes it little. */
  readonly processorMs: number
}

/**
 * Inserts the rows of one store into another store of the same schema, as directly as better-sqlite3 can: one prepared
 * insert for each table, many rows in each transaction. The time to read the rows does not count. At the end it
 * checkpoints the log into the database file, and this time counts.
 *
 * @param only Returns the query for the rows of a table. Without it the function inserts all rows.
 */
export function insertBare(
  from: Database.Database,
  to: Database.Database,
  {
    verb = 'INSERT',
    rowsPerCommit = ROWS_PER_COMMIT,
    only = (table: string) => `SELECT * FROM ${table}`,
  }: { verb?: 'INSERT' | 'INSERT OR REPLACE'; rowsPerCommit?: number; only?: (table: string) => string } = {},
): BareInserts {
  let [rows, ms, processorMs] = [0, 0, 0]
  const timed = (work: () => void): void => {
    const startedAt = performance.now()
    const before = process.cpuUsage()
    work()
    const { user, system } = process.cpuUsage(before)
    processorMs += (user + system) / 1_000
    ms += performance.now() - startedAt
  }
  for (const table of tablesOf(from)) {
    const insert = to.prepare(`${verb} ${insertOf(to, table)}`)
    let waiting: unknown[][] = []
    const write = to.transaction((some: unknown[][]) => {
      for (const row of some) insert.run(row)
    })
    const flush = (): void => {
      const some = waiting
      waiting = []
      rows += some.length
      if (some.length > 0) timed(() => write(some))
    }
    for (const row of from.prepare(only(table)).raw().iterate() as Iterable<unknown[]>) {
      waiting.push(row)
      if (waiting.length === rowsPerCommit) flush()
    }
    flush()
  }
  timed(() => to.pragma('wal_checkpoint(TRUNCATE)'))
  return { rows, ms, processorMs }
}

/** The tables that store rows of their own. A parent table comes before the tables that refer to it. */
export function tablesOf(database: Database.Database): string[] {
  const names = database
    .prepare(
      `SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT GLOB 'sqlite_*' AND name NOT GLOB '__*' ORDER BY rowid`,
    )
    .pluck()
    .all() as string[]
  for (const name of names) if (QUOTED.test(name)) throw new Error(`no plain name: ${name}`)
  const parentsOf = (name: string): string[] =>
    (database.pragma(`foreign_key_list(${name})`) as { table: string }[]).map(({ table }) => table)
  const ordered: string[] = []
  const place = (name: string): void => {
    if (ordered.includes(name)) return
    for (const parent of parentsOf(name)) if (parent !== name) place(parent)
    ordered.push(name)
  }
  for (const name of names) place(name)
  return ordered
}

function insertOf(database: Database.Database, table: string): string {
  const columns = (database.pragma(`table_info(${table})`) as { name: string }[]).map(({ name }) => `"${name}"`)
  return `INTO ${table} (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`
}
