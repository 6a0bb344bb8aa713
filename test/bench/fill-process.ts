import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import process from 'node:process'
import Database from 'better-sqlite3'
import { readSyncState } from '../../src/main/engine/store/copy/sync-state.ts'
import { openDatabase } from '../../src/main/engine/store/sqlite/open.ts'
import { applyPage } from '../../src/main/engine/sync/apply.ts'
import { fillCopy } from '../../src/main/engine/sync/fill.ts'
import { FIRST_PAGE, nextPageSize } from '../../src/main/engine/sync/slices.ts'
import type { WireChange } from '../main/engine/sync/feed-server.ts'
import { currentOf, MIGRATIONS, openCopies, portsOf } from '../main/engine/sync/rig.ts'
import { insertBare, tablesOf } from './bare-inserts.ts'
import { clientOf, linesIn } from './feed-file.ts'

/**
 * Runs one way to fill a store in its own process, so that the process measures only its own memory. The last line
 * holds the measurement.
 */
const [what = '', ...parameters] = process.argv.slice(2)
const [first = '', second = '', third = ''] = parameters
const ways: Readonly<Record<string, () => Promise<object>>> = {
  fill: () => fill(first, second),
  bare: async () => bare(first, second, third === 'indexes-afterwards'),
  'bare-day': async () => bareDay(first, second, Number(third)),
  day: async () => day(first, second, third === 'killed'),
}
const usedBefore = process.cpuUsage()
/** The indexes that are not unique. */
const PLAIN_INDEXES = `SELECT name, sql FROM sqlite_schema WHERE type = 'index' AND sql LIKE 'CREATE INDEX%'`
const measured = await ways[what]?.()
const peakBytes = process.resourceUsage().maxRSS * 1_024
const { user, system } = process.cpuUsage(usedBefore)
console.log(JSON.stringify({ peakBytes, processorMs: (user + system) / 1_000, ...measured }))

/**
 * Runs the whole fill, from the snapshot's lines in a file to the copy that answers, without the network and the
 * gunzip.
 */
async function fill(snapshot: string, folder: string): Promise<object> {
  const copies = openCopies(folder)
  const { giveWay, slicesMs } = meterSlices()
  const ports = { ...portsOf(copies, 'http://127.0.0.1:9'), client: clientOf(linesIn(snapshot)), giveWay }
  const beforeBytes = process.memoryUsage.rss()
  const waits = monitorEventLoopDelay({ resolution: 1 })
  waits.enable()
  const startedAt = performance.now()
  const filled = await fillCopy(ports, () => {}, new AbortController().signal)
  const ms = performance.now() - startedAt
  waits.disable()
  if (!filled.ok) throw new Error(`${filled.failure.kind} ${filled.failure.code}`)
  const state = readSyncState(currentOf(copies))
  copies.close()
  slicesMs.sort((a, b) => a - b)
  const slices = { sliceP99Ms: slicesMs[Math.floor(slicesMs.length * 0.99)], sliceLongestMs: slicesMs.at(-1) }
  return {
    ms,
    p99Ms: waits.percentile(99) / 1e6,
    longestMs: waits.max / 1e6,
    lines: state?.filledLines,
    beforeBytes,
    ...slices,
  }
}

/**
 * Measures this thread's processor time from one pause of the fill to the next. Other work on the machine adds nothing.
 */
function meterSlices(): { giveWay: () => Promise<void>; slicesMs: number[] } {
  const slicesMs: number[] = []
  let sliceBegan = process.threadCpuUsage()
  const giveWay = async (): Promise<void> => {
    const { user, system } = process.threadCpuUsage(sliceBegan)
    slicesMs.push((user + system) / 1_000)
    await new Promise((resolve) => setImmediate(resolve))
    sliceBegan = process.threadCpuUsage()
  }
  return { giveWay, slicesMs }
}

/**
 * Inserts the rows of that copy into an empty one with the pragmas of a fill. Builds the plain indexes row by row, or
 * at the end.
 */
function bare(copyFile: string, folder: string, isIndexedAfterwards: boolean): object {
  const from = new Database(copyFile, { readonly: true })
  const to = openDatabase({ file: join(folder, 'bare.db'), migrationsFolder: MIGRATIONS, durability: 'filling' })
  if (!to.ok) throw new Error(to.failure.kind)
  const { sqlite, close } = to.value
  const later = (isIndexedAfterwards ? sqlite.prepare(PLAIN_INDEXES).all() : []) as { name: string; sql: string }[]
  for (const { name } of later) sqlite.exec(`DROP INDEX ${name}`)
  const inserted = insertBare(from, sqlite)
  const startedAt = performance.now()
  const before = process.cpuUsage()
  for (const { sql } of later) sqlite.exec(sql)
  sqlite.pragma('wal_checkpoint(TRUNCATE)')
  const { user, system } = process.cpuUsage(before)
  const ms = inserted.ms + performance.now() - startedAt
  const processorMs = inserted.processorMs + (user + system) / 1_000
  close()
  return { ...inserted, ms, processorMs }
}

/**
 * Stores the changes of a JSON file page by page, as the sync does. If `isKilled`, it then ends its own process with
 * SIGKILL.
 */
function day(folder: string, changesFile: string, isKilled: boolean): object {
  const changes = JSON.parse(readFileSync(changesFile, 'utf8')) as WireChange[]
  const copies = openCopies(folder)
  const copy = currentOf(copies)
  let [size, pages, ms] = [FIRST_PAGE, 0, 0]
  const [works, busies]: [number[], number[]] = [[], []]
  for (let at = 0; at < changes.length; ) {
    const items = changes.slice(at, at + size)
    at += items.length
    const [startedAt, usedBefore] = [performance.now(), process.threadCpuUsage()]
    const page = { items, nextCursor: String(at), syncedAt: null }
    const applied = applyPage(copy, page, { clock: Date.now, stopwatch: () => performance.now() })
    ms += performance.now() - startedAt
    const { user, system } = process.threadCpuUsage(usedBefore)
    busies.push((user + system) / 1_000)
    if (!applied.ok) throw new Error(applied.failure.kind)
    size = nextPageSize(size, items.length, applied.value.workMs)
    works.push(applied.value.workMs)
    pages += 1
  }
  if (isKilled) process.kill(process.pid, 'SIGKILL')
  copies.close()
  for (const times of [works, busies]) times.sort((a, b) => a - b)
  const [p99Ms, busyP99Ms] = [works, busies].map((times) => times[Math.floor(times.length * 0.99)])
  return { ms, lines: changes.length, pages, p99Ms, busyP99Ms, longestMs: works.at(-1) }
}

/**
 * Inserts the rows that a day of changes added: the rows that only the later copy holds, in the same number of
 * transactions.
 */
function bareDay(beforeFile: string, afterFile: string, pages: number): object {
  const from = new Database(afterFile, { readonly: true })
  from.prepare('ATTACH ? AS earlier').run(beforeFile)
  const to = openDatabase({ file: beforeFile, migrationsFolder: MIGRATIONS })
  if (!to.ok) throw new Error(to.failure.kind)
  const only = (table: string): string => `SELECT * FROM main.${table} EXCEPT SELECT * FROM earlier.${table}`
  const total = tablesOf(from).reduce((sum, table) => sum + countOf(from, only(table)), 0)
  const inserted = insertBare(from, to.value.sqlite, {
    verb: 'INSERT OR REPLACE',
    rowsPerCommit: Math.max(1, Math.ceil(total / pages)),
    only,
  })
  to.value.close()
  return inserted
}

function countOf(database: Database.Database, rows: string): number {
  return database.prepare(`SELECT count(*) FROM (${rows})`).pluck().get() as number
}
