import { fork } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, mkdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openDatabase } from '../../src/main/engine/store/sqlite/open.ts'
import { type ScriptedCentral, startScriptedCentral } from '../main/engine/scripted-central.ts'
import {
  expectOk,
  journalOf,
  kindOf,
  makeFolder,
  openDesk,
  openSignedIn,
  removeFolder,
  submit,
  type WorkingDesk,
} from '../main/engine/working-desk.ts'

const migrations = join(import.meta.dirname, '../../resources/migrations/desk')
const chargeIds = Array.from({ length: 8 }, (_, index) => `c-${index}`)

let central: ScriptedCentral
let folder: string
let at: WorkingDesk | null
const folders: string[] = []

beforeEach(async () => {
  central = await startScriptedCentral()
  folder = newFolder()
  at = null
})
afterEach(async () => {
  await at?.close()
  await central.stop()
  for (const one of folders.splice(0)) removeFolder(one)
})

function newFolder(): string {
  const path = makeFolder()
  folders.push(path)
  return path
}

/** The desk of this test, whose copy holds the charges. */
const openTestDesk = () => openSignedIn({ url: central.url, folder, chargeIds })

/** Whether another process is in the middle of a transaction that writes to this file. */
function isBeingWritten(file: string): boolean {
  const other = new Database(file, { timeout: 0 })
  try {
    other.exec('BEGIN IMMEDIATE; ROLLBACK')
    return false
  } catch {
    return true
  } finally {
    other.close()
  }
}

function startChild(program: string, args: readonly string[]) {
  return fork(join(import.meta.dirname, program), args, { execArgv: [] })
}

// No power is cut: the files at the moment of each receipt are copied without the shared memory, which a power cut
// would lose, and opened elsewhere. That each commit and each line was synced before is checked in
// store/sqlite/open.test.ts (synchronous=FULL) and proved in store/journal/journal.test.ts (a file that loses whatever
// was not synced).
test('fault 17, the power fails after any receipt: every receipt so far is kept', async () => {
  at = await openTestDesk()
  const snapshots = chargeIds.map((chargeId) => {
    const { key } = expectOk(submit(at ?? expect.fail(), chargeId))
    const left = newFolder()
    for (const name of ['desk.db', 'desk.db-wal']) cpSync(join(folder, name), join(left, name))
    mkdirSync(join(journalOf(left), '..'))
    cpSync(journalOf(folder), journalOf(left))
    return { key, left }
  })
  for (const [index, { left }] of snapshots.entries()) {
    const again = openDesk({ url: central.url, folder: left })
    for (const { key } of snapshots.slice(0, index + 1)) expect(again.row(key).state).toBe('queued')
    await again.close()
  }
})

test.each([0.2, 0.5, 0.9])(
  'fault 18, the log of the database is cut to %d of its length: no receipt is lost',
  async (part) => {
    at = await openTestDesk()
    const keys = chargeIds.map((chargeId) => expectOk(submit(at ?? expect.fail(), chargeId)).key)
    const left = newFolder()
    for (const name of ['desk.db', 'desk.db-wal']) cpSync(join(folder, name), join(left, name))
    const log = join(left, 'desk.db-wal')
    truncateSync(log, Math.floor(readFileSync(log).length * part))
    mkdirSync(join(journalOf(left), '..'))
    cpSync(journalOf(folder), journalOf(left))
    await at.close()
    at = openDesk({ url: central.url, folder: left })
    for (const key of keys) expect(['queued', 'unknown']).toContain(at.row(key).state)
    expectOk(await at.session.signIn('ada', 'ada'))
    at.outbox.start()
    await at.time.flowUntil(() => keys.every((key) => at?.row(key).state === 'confirmed'))
    expect(new Set(central.ledger.keys())).toEqual(new Set(keys))
  },
)

test('fault 21, killed in the middle of a migration: the file is the old version with its rows, and migrates at the next start', async () => {
  at = await openTestDesk()
  const keys = chargeIds.map((chargeId) => expectOk(submit(at ?? expect.fail(), chargeId)).key)
  await at.close()
  at = null
  const later = newFolder()
  cpSync(migrations, later, { recursive: true })
  // Slow enough to be killed in the middle, after its first statement has changed the schema.
  const long =
    'WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1000000000) SELECT count(*) FROM n'
  const migrate = (slow: string) => {
    const journal = JSON.parse(readFileSync(join(migrations, 'meta/_journal.json'), 'utf8')) as { entries: object[] }
    const entry = {
      idx: journal.entries.length,
      version: '6',
      when: Date.now() + 86_400_000,
      tag: '9999_later',
      breakpoints: true,
    }
    writeFileSync(
      join(later, 'meta/_journal.json'),
      JSON.stringify({ ...journal, entries: [...journal.entries, entry] }),
    )
    writeFileSync(
      join(later, '9999_later.sql'),
      `CREATE TABLE later (n INTEGER) STRICT;--> statement-breakpoint\n${slow};`,
    )
  }
  const file = join(folder, 'desk.db')

  migrate(`INSERT INTO later ${long}`)
  const child = startChild('migrating-process.ts', [file, later])
  await expect.poll(() => isBeingWritten(file)).toBe(true)
  child.kill('SIGKILL')
  expect(await once(child, 'exit')).toEqual([null, 'SIGKILL'])
  const old = expectOk(openDatabase({ file, migrationsFolder: migrations }))
  expect(old.sqlite.prepare("SELECT count(*) FROM sqlite_schema WHERE name = 'later'").pluck().get()).toBe(0)
  expect(old.sqlite.prepare('SELECT key FROM intent ORDER BY seq').pluck().all()).toEqual(keys)
  old.close()

  migrate('INSERT INTO later VALUES (1)')
  const migrated = expectOk(openDatabase({ file, migrationsFolder: later }))
  expect(migrated.sqlite.prepare('SELECT n FROM later').pluck().all()).toEqual([1])
  expect(migrated.sqlite.prepare('SELECT key FROM intent ORDER BY seq').pluck().all()).toEqual(keys)
  migrated.close()
})

// A virus scanner's own lock exists on Windows only; to SQLite any other process that locks the file is the same.
test('fault 40, another program locks the file: the desk waits for a short lock, and fails as not_saved on a long one', async () => {
  at = await openTestDesk()
  const lockFor = async (ms: number) => {
    const child = startChild('locking-process.ts', [join(folder, 'desk.db'), String(ms)])
    await once(child, 'message')
    return child
  }
  expect(at.desk.sqlite.pragma('busy_timeout', { simple: true })).toBeGreaterThanOrEqual(5_000)
  // Between the message and the submission a slow machine may take longer than any lock is held: longer is waited for here.
  at.desk.sqlite.pragma('busy_timeout = 60000')
  await lockFor(700)
  expect(kindOf(submit(at, 'c-1'))).toBe('ok')

  const opened = expectOk(at.refunds.openDraft({ chargeId: 'c-2' }))
  at.desk.sqlite.pragma('busy_timeout = 200')
  const child = await lockFor(2 ** 31 - 1)
  const wish = {
    amountMinor: 13_999,
    reason: 'goodwill',
    keepChargeId: null,
    note: '',
    expectedRefundedMinor: 0,
  } as const
  expect(kindOf(at.refunds.submit({ ...wish, key: opened.draft.key }))).toBe('not_saved')
  child.kill('SIGKILL')
  await once(child, 'exit')
  expect(expectOk(at.refunds.openDraft({ chargeId: 'c-2' })).live).toBeNull()
  expect(kindOf(at.refunds.submit({ ...wish, key: opened.draft.key }))).toBe('ok')
})
