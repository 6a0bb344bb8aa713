import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openDatabase, type Store, writeInOneGo } from '../../../../../src/main/engine/store/sqlite/open.ts'

let folder: string
let migrationsFolder: string
const opened: Store[] = []

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'once-open-'))
  migrationsFolder = join(folder, 'migrations')
  migrationsOf(1)
})

afterEach(() => {
  for (const store of opened.splice(0)) store.close()
  rmSync(folder, { recursive: true, force: true })
})

/** Writes numbered migrations as drizzle-kit does, with one table each; the tenth is faulty. */
function migrationsOf(count: number): void {
  mkdirSync(join(migrationsFolder, 'meta'), { recursive: true })
  const entries = Array.from({ length: count }, (_, index) => ({
    idx: index,
    version: '6',
    when: 1_000 + index,
    tag: `000${index}_step`,
    breakpoints: true,
  }))
  for (const { idx, tag } of entries) {
    const bad = idx === 9 ? '\n--> statement-breakpoint\nCREATE NONSENSE;' : ''
    writeFileSync(join(migrationsFolder, `${tag}.sql`), `CREATE TABLE t${idx} (a INTEGER) STRICT;${bad}`)
  }
  writeFileSync(join(migrationsFolder, 'meta/_journal.json'), JSON.stringify({ version: '7', entries }))
}

function open(file = join(folder, 'store/desk.db')): Store {
  const result = openDatabase({ file, migrationsFolder })
  if (!result.ok) throw new Error(result.failure.kind)
  opened.push(result.value)
  return result.value
}

test('every open is WAL with synchronous=FULL and foreign keys, in a private folder', () => {
  for (let round = 0; round < 2; round += 1) {
    const store = open()
    expect(store.sqlite.pragma('journal_mode', { simple: true })).toBe('wal')
    expect(store.sqlite.pragma('synchronous', { simple: true })).toBe(2)
    expect(store.sqlite.pragma('foreign_keys', { simple: true })).toBe(1)
    store.close()
  }
  expect(statSync(join(folder, 'store')).mode & 0o777).toBe(0o700)
})

test('a folder that others could read becomes private', () => {
  mkdirSync(join(folder, 'store'))
  chmodSync(join(folder, 'store'), 0o755)
  open()
  expect(statSync(join(folder, 'store')).mode & 0o777).toBe(0o700)
})

test('later migrations run on the next open; a migration that fails leaves the file unchanged', () => {
  open().close()
  migrationsOf(3)
  const store = open()
  expect(store.prepare('SELECT count(*) FROM t2').pluck().get()).toBe(0)
  store.close()
  migrationsOf(10)
  expect(() => open()).toThrow()
  migrationsOf(3)
  const again = open()
  expect(again.prepare(`SELECT count(*) FROM sqlite_schema WHERE name GLOB 't[0-9]'`).pluck().get()).toBe(3)
})

test('a file of a later build is refused and stays unchanged', () => {
  migrationsOf(2)
  const store = open()
  store.close()
  const before = readFileSync(store.file)
  migrationsOf(1)
  const result = openDatabase({ file: store.file, migrationsFolder })
  expect(result).toEqual({ ok: false, failure: { kind: 'store_newer' } })
  expect(readFileSync(store.file).equals(before)).toBe(true)
})

test('a file that is not a database is refused and stays unchanged', () => {
  const file = join(folder, 'desk.db')
  writeFileSync(file, 'Dear colleague, this is a letter and no database. '.repeat(200))
  const before = readFileSync(file)
  const result = openDatabase({ file, migrationsFolder })
  expect(result).toEqual({ ok: false, failure: { kind: 'store_unreadable', code: 'SQLITE_NOTADB' } })
  expect(readFileSync(file).equals(before)).toBe(true)
})

test('a damaged page is found at the open', () => {
  const store = open()
  store.sqlite.exec('CREATE INDEX i ON t0 (a); BEGIN')
  for (let i = 0; i < 5_000; i += 1) store.prepare('INSERT INTO t0 VALUES (?)').run(i)
  store.sqlite.exec('COMMIT')
  store.close()
  const bytes = readFileSync(store.file)
  writeFileSync(store.file, bytes.fill(0x5a, 8_192, 20_000))
  const result = openDatabase({ file: store.file, migrationsFolder })
  expect(result).toMatchObject({ ok: false, failure: { kind: 'store_unreadable' } })
})

test('a full disk is a failure value, and earlier rows stay', () => {
  const store = open()
  expect(writeInOneGo(store, () => store.prepare('INSERT INTO t0 VALUES (1)').run().changes)).toEqual({
    ok: true,
    value: 1,
  })
  store.sqlite.pragma(`max_page_count = ${store.sqlite.pragma('page_count', { simple: true })}`)
  const full = writeInOneGo(store, () => {
    for (let i = 0; i < 100_000; i += 1) store.prepare('INSERT INTO t0 VALUES (?)').run(i)
  })
  expect(full).toEqual({ ok: false, failure: { kind: 'disk_full', code: 'SQLITE_FULL' } })
  expect(store.prepare('SELECT count(*) FROM t0').pluck().get()).toBe(1)
})

test('a path that cannot be a folder is a failure value', () => {
  writeFileSync(join(folder, 'file'), '')
  const result = openDatabase({ file: join(folder, 'file/desk.db'), migrationsFolder })
  expect(result).toMatchObject({ ok: false, failure: { kind: 'store_unreadable' } })
})
