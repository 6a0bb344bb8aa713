import { mkdirSync, readdirSync, readFileSync, renameSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openCopyStore } from '../../../src/main/store/copy-store.ts'
import { readSyncState } from '../../../src/main/store/sync-state.ts'
import { copyOf } from '../desk/copy-of.ts'
import { currentOf, MIGRATIONS, makeFolder, openCopies } from '../sync/rig.ts'
import { booking, charge } from '../sync/wire.ts'

let folder: ReturnType<typeof makeFolder>

beforeEach(() => {
  folder = makeFolder()
  copyOf(folder.path, [booking('b1'), charge('c1', 'b1')]).copies.close()
})

afterEach(() => folder.remove())

const files = (): string[] => readdirSync(folder.path).filter((name) => name.endsWith('.db'))
const epochNow = (): string | undefined => {
  const copies = openCopies(folder.path)
  const epoch = copies.current() === null ? undefined : readSyncState(currentOf(copies))?.epoch
  copies.close()
  return epoch
}

test('a copy is there again after a restart', () => {
  expect(epochNow()).toBe('e1')
})

test('an empty folder, or none, has no copy', () => {
  const copies = openCopies(join(folder.path, 'deep/er'))
  expect(copies.current()).toBeNull()
  copies.close()
})

test('a damaged copy is removed: it can be filled again', () => {
  writeFileSync(join(folder.path, 'copy-e1.db'), 'no database at all '.repeat(1_000))
  expect(epochNow()).toBeUndefined()
  expect(files()).toEqual([])
})

test('a copy of a later build is refused and stays', () => {
  const database = new Database(join(folder.path, 'copy-e1.db'))
  database.prepare(`INSERT INTO __drizzle_migrations (hash, created_at) VALUES ('later', 9999999999999)`).run()
  database.close()
  const opened = openCopyStore({ folder: folder.path, migrationsFolder: MIGRATIONS })
  expect(opened).toEqual({ ok: false, failure: { kind: 'store_newer' } })
  expect(files()).toEqual(['copy-e1.db'])
})

test('a fill that was whole when the engine ended is swapped in at the start', () => {
  renameSync(join(folder.path, 'copy-e1.db'), join(folder.path, 'filling-e1.db'))
  expect(epochNow()).toBe('e1')
  expect(files()).toEqual(['copy-e1.db'])
})

test('a fill that is not whole answers nothing and is not lost', () => {
  const database = new Database(join(folder.path, 'copy-e1.db'))
  database.prepare('UPDATE sync_state SET filled_at = NULL').run()
  database.close()
  renameSync(join(folder.path, 'copy-e1.db'), join(folder.path, 'filling-e1.db'))
  expect(epochNow()).toBeUndefined()
  expect(files()).toEqual(['filling-e1.db'])
})

test('a fill that an earlier build began is thrown away: its schema is not whole', () => {
  const database = new Database(join(folder.path, 'copy-e1.db'))
  database.prepare('UPDATE sync_state SET filled_at = NULL').run()
  database
    .prepare('DELETE FROM __drizzle_migrations WHERE created_at = (SELECT max(created_at) FROM __drizzle_migrations)')
    .run()
  database.close()
  renameSync(join(folder.path, 'copy-e1.db'), join(folder.path, 'filling-e1.db'))
  expect(epochNow()).toBeUndefined()
  expect(files()).toEqual([])
})

test('a damaged fill is thrown away, and the copy beside it goes on answering', () => {
  writeFileSync(join(folder.path, 'filling-e2.db'), readFileSync(join(folder.path, 'copy-e1.db')).fill(7, 4_096))
  expect(epochNow()).toBe('e1')
  expect(files()).toEqual(['copy-e1.db'])
})

test('of two copies, as a crash between two steps leaves them, the newer answers and the other goes', () => {
  writeFileSync(join(folder.path, 'copy-e0.db'), readFileSync(join(folder.path, 'copy-e1.db')))
  const database = new Database(join(folder.path, 'copy-e0.db'))
  database.prepare(`UPDATE sync_state SET filled_at = 1, epoch = 'e0'`).run()
  database.close()
  expect(epochNow()).toBe('e1')
  expect(files()).toEqual(['copy-e1.db'])
})

test('an epoch that is no plain word cannot name another place', () => {
  const copies = openCopies(folder.path)
  const filling = copies.startFilling('../../etc/Epoch', 0)
  expect(filling.ok && filling.value.file).toMatch(/filling-[0-9a-f]{32}\.db$/)
  copies.close()
  mkdirSync(join(folder.path, 'copy-folder'))
  expect(files().length).toBe(2)
})

test('damaged filter layers are rebuilt from the Bookings', () => {
  let copies = openCopies(folder.path)
  const digest = currentOf(copies).sqlite.prepare('SELECT entity_hash FROM booking').pluck().get() as Buffer
  currentOf(copies).sqlite.transaction(() => currentOf(copies).entities.save())()
  currentOf(copies).sqlite.prepare('UPDATE filter_layer SET bytes = zeroblob(length(bytes))').run()
  copies.close()
  copies = openCopies(folder.path)
  expect(currentOf(copies).entities.has(digest)).toBe(true)
  expect(currentOf(copies).entities.has(Buffer.alloc(32, 1))).toBe(false)
  copies.close()
})

/** Spoils the file's last page, and keeps what a look at its outside shows. */
function damageUnseen(): void {
  const file = join(folder.path, 'copy-e1.db')
  const { atime, mtime } = statSync(file)
  const bytes = readFileSync(file)
  writeFileSync(file, bytes.fill(0x5a, bytes.length - 4_096))
  utimesSync(file, atime, mtime)
  writeFileSync(`${file}-sound`, `${bytes.length} ${statSync(file, { bigint: true }).mtimeNs}\n`)
}

test('a copy that was closed in order is taken at its word, and proved while it answers', async () => {
  damageUnseen()
  const copies = openCopies(folder.path)
  expect(readSyncState(currentOf(copies))?.epoch).toBe('e1')
  expect(await copies.prove()).toEqual({ ok: false, failure: { kind: 'store_unreadable', code: 'quick_check' } })
  expect(copies.current()).toBeNull()
  copies.close()
  expect(readdirSync(folder.path)).toEqual([])
})

test('a copy that has changed since it was closed is checked before it answers', () => {
  damageUnseen()
  const now = new Date()
  utimesSync(join(folder.path, 'copy-e1.db'), now, now)
  expect(epochNow()).toBeUndefined()
  expect(readdirSync(folder.path)).toEqual([])
})

test('the word of a run that never proved the copy is not given', async () => {
  let copies = openCopies(folder.path)
  copies.close()
  copies = openCopies(folder.path)
  currentOf(copies).sqlite.prepare('UPDATE sync_state SET synced_at = 7').run()
  copies.close()
  const file = join(folder.path, 'copy-e1.db')
  const noted = (): boolean =>
    readFileSync(`${file}-sound`, 'utf8').includes(`${statSync(file, { bigint: true }).mtimeNs}`)
  expect(noted(), 'changed and not proved').toBe(false)
  copies = openCopies(folder.path)
  expect(await copies.prove()).toEqual({ ok: true, value: null })
  copies.close()
  expect(noted()).toBe(true)
})

test('Bookings that came after a fill are in the filter at the next start without being read again', () => {
  let copies = openCopies(folder.path)
  const digest = Buffer.alloc(32, 9)
  const { sqlite } = currentOf(copies)
  sqlite.prepare('INSERT INTO booking (entity_hash) VALUES (?)').run(digest)
  currentOf(copies).entities.add(digest)
  copies.close()
  copies = openCopies(folder.path)
  const [upTo, last] = ['SELECT max(bookings_up_to) FROM filter_layer', 'SELECT max(id) FROM booking'].map((sql) =>
    currentOf(copies).sqlite.prepare(sql).pluck().get(),
  )
  expect(upTo).toBe(last)
  expect(currentOf(copies).entities.has(digest)).toBe(true)
  copies.close()
})
