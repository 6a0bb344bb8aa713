import { createHash, randomUUID } from 'node:crypto'
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import pg from 'pg'

/** A value that a statement takes as a parameter. */
type Value = string | number | boolean | null

/** What a statement may be asked of: the database itself, or one open transaction. */
export interface Queries {
  /** Rows of one statement; `$1`, `$2`… are filled from `params`. bigint comes back as a number, json as a value. */
  query<Row>(sql: string, params?: Value[]): Promise<Row[]>
}

/** The seam under the reference central API: PostgreSQL and PGlite answer alike. */
export interface Database extends Queries {
  /** Runs `work` in one transaction: committed when it resolves, rolled back when it throws. */
  transaction<T>(work: (tx: Queries) => Promise<T>): Promise<T>
  close(): Promise<void>
}

const schemaFile = new URL('./schema.sql', import.meta.url)

/** Opens an empty database with the schema in it: a schema of its own on the PostgreSQL at `databaseUrl`, else an in-memory PGlite. */
export async function openDatabase(databaseUrl: string | undefined): Promise<Database> {
  const schema = readFileSync(schemaFile, 'utf8')
  return databaseUrl ? openPostgres(databaseUrl, schema) : openPglite(schema)
}

async function openPostgres(databaseUrl: string, schema: string): Promise<Database> {
  const name = `once_central_${randomUUID().replaceAll('-', '')}`
  const types = {
    getTypeParser: ((oid: number, format?: 'text' | 'binary') =>
      oid === pg.types.builtins.INT8 ? Number : pg.types.getTypeParser(oid, format)) as typeof pg.types.getTypeParser,
  }
  const pool = new pg.Pool({ connectionString: databaseUrl, options: `-c search_path=${name}`, max: 10, types })
  await pool.query(`create schema ${name}`)
  await pool.query(schema)
  return {
    query: async <Row>(sql: string, params: Value[] = []) => (await pool.query(sql, params)).rows as Row[],
    async transaction(work) {
      const client = await pool.connect()
      try {
        await client.query('begin')
        const result = await work({
          query: async <Row>(sql: string, params: Value[] = []) => (await client.query(sql, params)).rows as Row[],
        })
        await client.query('commit')
        return result
      } catch (error) {
        await client.query('rollback')
        throw error
      } finally {
        client.release()
      }
    },
    async close() {
      await pool.query(`drop schema ${name} cascade`)
      await pool.end()
    },
  }
}

async function openPglite(schema: string): Promise<Database> {
  const db = await startPglite(schema)
  return {
    query: async <Row>(sql: string, params: Value[] = []) => (await db.query<Row>(sql, params)).rows,
    transaction: (work) =>
      db.transaction((tx) =>
        work({ query: async <Row>(sql: string, params: Value[] = []) => (await tx.query<Row>(sql, params)).rows }),
      ),
    close: () => db.close(),
  }
}

/** PGlite's first start makes a cluster, which takes seconds: it is done once per release and schema, then copied from a file. */
async function startPglite(schema: string): Promise<PGlite> {
  const release = createHash('sha256').update(pgliteRelease()).update(schema).digest('hex').slice(0, 16)
  const folder = join(tmpdir(), `once-central-${userInfo().username}`)
  const prepared = join(folder, `pglite-${release}.tar`)
  try {
    return await PGlite.create({ loadDataDir: new Blob([readFileSync(prepared)]) })
  } catch {
    // Missing or damaged: made anew below.
  }
  const db = await PGlite.create()
  await db.exec(schema)
  const dump = Buffer.from(await (await db.dumpDataDir('none')).arrayBuffer())
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const fresh = `${prepared}.${process.pid}`
  writeFileSync(fresh, dump)
  renameSync(fresh, prepared)
  return db
}

function pgliteRelease(): string {
  return readFileSync(new URL('../package.json', import.meta.resolve('@electric-sql/pglite')), 'utf8')
}
