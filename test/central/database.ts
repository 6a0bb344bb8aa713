import { createHash, randomUUID } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import pg from 'pg'

/** A value that may be the parameter of a statement. */
type Value = string | number | boolean | null

/** Runs statements: on the database itself, or inside one open transaction. */
export interface Queries {
  /** The rows of one statement, whose `$1`, `$2`… are filled from `params`. A bigint becomes a number, json a value. */
  query<Row>(sql: string, params?: Value[]): Promise<Row[]>
}

/** The database of the reference central API; PostgreSQL and PGlite behave alike. */
export interface Database extends Queries {
  /** Runs `work` in one transaction: committed when it resolves, rolled back when it throws. */
  transaction<T>(work: (tx: Queries) => Promise<T>): Promise<T>
  /** Whether the database was created by this start. */
  readonly isNew: boolean
  /** Closes the database; one without a name to keep is removed. */
  close(): Promise<void>
  /** Closes and removes the database. */
  erase(): Promise<void>
}

const schemaFile = new URL('./schema.sql', import.meta.url)
const folder = join(tmpdir(), `once-central-${userInfo().username}`)

/**
 * Opens a database with the schema: on the PostgreSQL at `databaseUrl`, or else an embedded PGlite. `keep` is the name
 * under which the next start finds it again (small letters, digits and `_`: a schema, or a folder).
 */
export async function openDatabase(databaseUrl: string | undefined, keep?: string): Promise<Database> {
  if (keep !== undefined && !/^[a-z0-9_]{1,40}$/.test(keep))
    throw new Error(`${keep} is no name to keep a database under`)
  const schema = readFileSync(schemaFile, 'utf8')
  return databaseUrl ? openPostgres(databaseUrl, schema, keep) : openPglite(schema, keep)
}

async function openPostgres(databaseUrl: string, schema: string, keep: string | undefined): Promise<Database> {
  const name = `once_central_${keep ?? randomUUID().replaceAll('-', '')}`
  const types = {
    getTypeParser: ((oid: number, format?: 'text' | 'binary') =>
      oid === pg.types.builtins.INT8 ? Number : pg.types.getTypeParser(oid, format)) as typeof pg.types.getTypeParser,
  }
  const pool = new pg.Pool({ connectionString: databaseUrl, options: `-c search_path=${name}`, max: 10, types })
  const isNew = (await pool.query('select 1 from pg_namespace where nspname = $1', [name])).rowCount === 0
  if (isNew) await pool.query(`create schema ${name}; ${schema}`)
  const erase = async () => {
    await pool.query(`drop schema ${name} cascade`)
    await pool.end()
  }
  return {
    isNew,
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
    close: keep === undefined ? erase : () => pool.end(),
    erase,
  }
}

async function openPglite(schema: string, keep: string | undefined): Promise<Database> {
  const dataDir = keep && join(folder, `kept-${keep}`)
  const isNew = !dataDir || !existsSync(join(dataDir, 'PG_VERSION'))
  const pglite = isNew ? await startPglite(schema, dataDir) : await PGlite.create({ dataDir })
  return {
    isNew,
    query: async <Row>(sql: string, params: Value[] = []) => (await pglite.query<Row>(sql, params)).rows,
    transaction: (work) =>
      pglite.transaction((tx) =>
        work({ query: async <Row>(sql: string, params: Value[] = []) => (await tx.query<Row>(sql, params)).rows }),
      ),
    close: () => pglite.close(),
    async erase() {
      await pglite.close()
      if (dataDir) rmSync(dataDir, { recursive: true })
    },
  }
}

/** Bytes as the Blob that PGlite takes, given back whole: an ordinary one hands over 40 MB in pieces, which takes 0.15 s. */
class WholeBlob extends Blob {
  readonly #bytes: Uint8Array<ArrayBuffer>

  constructor(bytes: Uint8Array<ArrayBuffer>) {
    super()
    this.#bytes = bytes
  }

  override arrayBuffer(): Promise<ArrayBuffer> {
    return Promise.resolve(this.#bytes.buffer)
  }
}

/** Small: what is large here is filled or copied at each start, and a test starts its service in 0.2 s instead of 0.5 s. */
const CLUSTER = {
  postgresqlconf: ['shared_buffers = 16MB', 'max_connections = 10'],
  initDbStartParams: ['--wal-segsize=1'],
}

/**
 * The first start of PGlite makes a cluster, which takes seconds; it is made once for each release and schema and
 * copied from a file afterwards.
 */
async function startPglite(schema: string, dataDir: string | undefined): Promise<PGlite> {
  const place = dataDir ? { dataDir } : {}
  const release = createHash('sha256')
    .update(pgliteRelease())
    .update(JSON.stringify(CLUSTER))
    .update(schema)
    .digest('hex')
    .slice(0, 16)
  const prepared = join(folder, `pglite-${release}.tar`)
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  try {
    return await PGlite.create({ ...place, loadDataDir: new WholeBlob(new Uint8Array(readFileSync(prepared))) })
  } catch {
    // The file is missing or damaged, so it is made again below.
    if (dataDir) rmSync(dataDir, { recursive: true, force: true })
  }
  const fresh = await PGlite.create(CLUSTER)
  await fresh.exec(schema)
  const dump = Buffer.from(await (await fresh.dumpDataDir('none')).arrayBuffer())
  const own = `${prepared}.${process.pid}`
  writeFileSync(own, dump)
  renameSync(own, prepared)
  if (!dataDir) return fresh
  await fresh.close()
  return PGlite.create({ ...place, loadDataDir: new Blob([dump]) })
}

function pgliteRelease(): string {
  return readFileSync(new URL('../package.json', import.meta.resolve('@electric-sql/pglite')), 'utf8')
}
