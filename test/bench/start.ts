import { execFileSync, spawnSync } from 'node:child_process'
import { copyFileSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import Database from 'better-sqlite3'
import { demoPassword } from '../central/session/people.ts'
import { type Central, startCentral } from '../central/start.ts'
import { type Figure, plain } from './figure.ts'
import { openBenchStore } from './million.ts'
import { dayAfter, plainFeed } from './plain-feed.ts'
import { startEngine } from './running-engine.ts'

const root = join(import.meta.dirname, '../..')
const FILL_PROCESS = join(import.meta.dirname, 'fill-process.ts')
const TIMES = 5
/** How many bookings arrive before the kill. */
const CHANGES_BEFORE_KILL = 2_000
/** An address where nothing listens. An offline desk must start as fast as an online one. */
const NOBODY = 'http://127.0.0.1:9'

/** A desk's files, with a bench store as its copy and a signed-in person. */
export interface PreparedDesk {
  /** The desk's userData folder. It contains `store/` and `journal/`. */
  readonly folder: string
  readonly copyFile: string
  readonly keptSession: string | null
  readonly remove: () => void
}

/**
 * Measures the time from the start of the engine's process to its first answer to a search, on a store of `bookings`
 * bookings: after it was closed in order, with its file in the system's cache (warm) and out of it (cold), and after an
 * unclean end. It runs the built engine offline.
 */
export async function measureStart(bookings: number): Promise<readonly Figure[]> {
  const program = buildDesk()
  const central = await startCentral()
  const desk = await prepareDesk(bookings, central).finally(() => central.close())
  const bytes = statSync(desk.copyFile).size
  const start = async (): Promise<number> => {
    const startedAt = performance.now()
    const engine = await startEngine(desk.folder, NOBODY, { program, keptSession: desk.keptSession })
    const found = await engine.ask('search', { text: 'baba' })
    const ms = performance.now() - startedAt
    if (!found.ok) throw new Error(found.failure.kind)
    await engine.stop()
    return ms
  }
  try {
    await start()
    const warm: number[] = []
    for (let time = 0; time < TIMES; time += 1) warm.push(await start())
    const cold: number[] = []
    for (let time = 0; time < TIMES; time += 1) {
      dropFromCache(desk.copyFile)
      cold.push(await start())
    }
    const [afterKill, afterPowerCut]: [number[], number[]] = [[], []]
    for (let time = 0; time < TIMES; time += 1) {
      killAfterChanges(desk.folder, bookings, time)
      const times = time % 2 === 0 ? afterPowerCut : afterKill
      if (times === afterPowerCut) for (const suffix of ['', '-wal']) dropFromCache(desk.copyFile + suffix)
      times.push(await start())
    }
    return [
      plain(`start to first search, ${bookings} bookings, warm, median`, middleOf(warm), 'ms'),
      plain('start, warm, slowest', Math.max(...warm), 'ms'),
      plain('start, cold, median', middleOf(cold), 'ms'),
      plain('start, cold, slowest', Math.max(...cold), 'ms'),
      plain('start, warm, slowest after a SIGKILL amid changes', Math.max(...afterKill), 'ms'),
      plain(
        'start, cold, slowest after a SIGKILL amid changes, as after a power cut',
        Math.max(...afterPowerCut),
        'ms',
      ),
      plain('size on disk of a booking', bytes / bookings, 'bytes'),
    ]
  } finally {
    desk.remove()
  }
}

/**
 * Stores the changes of another day in the copy and kills the process that stores them. The log is then full and the
 * filter is not saved.
 */
function killAfterChanges(folder: string, bookings: number, day: number): void {
  const changesFile = join(folder, 'changes.json')
  const first = bookings + day * CHANGES_BEFORE_KILL
  writeFileSync(changesFile, JSON.stringify([...dayAfter(bookings, CHANGES_BEFORE_KILL, first)]))
  const storing = [FILL_PROCESS, 'day', join(folder, 'store'), changesFile, 'killed']
  const { signal } = spawnSync(process.execPath, storing, { stdio: ['ignore', 'ignore', 'inherit'] })
  if (signal !== 'SIGKILL') throw new Error('the process that stores the changes was not killed')
}

/**
 * A person signs in at this empty central service. Then the function replaces the copy with a bench store that has the
 * same cursor.
 */
export async function prepareDesk(bookings: number, central: Central): Promise<PreparedDesk> {
  const copies = await openBenchStore(plainFeed(bookings), (where) => console.error(`making a store in ${where}, once`))
  const stored = copies.current()?.file ?? ''
  copies.close()
  const folder = mkdtempSync(join(tmpdir(), 'once-bench-'))
  const store = join(folder, 'store')
  const engine = await startEngine(folder, central.url)
  await engine.ask('session.signIn', { username: 'ana', password: demoPassword })
  while (!readdirSync(store).some((name) => /^copy-.*db$/.test(name))) await engine.copyChanged()
  const keptSession = engine.keptSession()
  await engine.stop()
  const copyFile = join(store, readdirSync(store).find((name) => /^copy-.*db$/.test(name)) ?? '')
  const position = readOnce(copyFile, 'SELECT epoch, cursor FROM sync_state') as { epoch: string; cursor: string }
  for (const name of readdirSync(store)) if (/^(?:copy|filling)-/.test(name)) rmSync(join(store, name))
  copyFileSync(stored, copyFile)
  const copy = new Database(copyFile)
  copy.prepare('UPDATE sync_state SET epoch = @epoch, cursor = @cursor').run(position)
  copy.close()
  return { folder, copyFile, keptSession, remove: () => rmSync(folder, { recursive: true, force: true }) }
}

function readOnce(file: string, sql: string): unknown {
  const database = new Database(file, { readonly: true })
  try {
    return database.prepare(sql).get()
  } finally {
    database.close()
  }
}

/** Builds the desk and returns the path of its engine. */
export function buildDesk(): string {
  const program = join(root, 'node_modules/electron-vite/bin/electron-vite.js')
  const stdio = ['ignore', 'ignore', 'inherit'] as const
  execFileSync(process.execPath, [program, 'build', '--logLevel', 'error'], { cwd: root, stdio: [...stdio] })
  const chunks = join(root, 'out/main/chunks')
  const name = readdirSync(chunks).find((file) => /^index-.*\.js$/.test(file))
  if (name === undefined) throw new Error('the build has no engine')
  return join(chunks, name)
}

/** Removes the file from the system's cache, as far as Linux follows the advice. On other systems cold equals warm. */
function dropFromCache(file: string): void {
  if (process.platform === 'linux')
    execFileSync('dd', [`of=${file}`, 'oflag=nocache', 'conv=notrunc,fdatasync', 'count=0', 'status=none'])
}

const middleOf = (times: readonly number[]): number =>
  times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)] ?? Number.NaN
