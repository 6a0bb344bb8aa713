import { mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { readSyncState } from '../../../../src/main/engine/store/copy/sync-state.ts'
import { openCopyStore } from '../../../../src/main/engine/store/copy-store.ts'
import { copyOf } from '../features/copy-of.ts'
import { bootedAt, currentOf, MIGRATIONS, makeFolder, openCopies } from '../sync/rig.ts'
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

test('a copy is available again after a restart', () => {
  expect(epochNow()).toBe('e1')
})

test('an empty or missing folder has no copy', () => {
  const copies = openCopies(join(folder.path, 'deep/er'))
  expect(copies.current()).toBeNull()
  copies.close()
})

test('a damaged copy is removed, because it can be filled again', () => {
  writeFileSync(join(folder.path, 'copy-e1.db'), 'no database at all '.repeat(1_000))
  expect(epochNow()).toBeUndefined()
  expect(files()).toEqual([])
})

test('a copy of a later build is refused and stays unchanged', () => {
  const database = new Database(join(folder.path, 'copy-e1.db'))
  database.prepare(`INSERT INTO __drizzle_migrations (hash, created_at) VALUES ('later', 9999999999999)`).run()
  database.close()
  const opened = openCopyStore({ folder: folder.path, migrationsFolder: MIGRATIONS, bootedAt: bootedAt() })
  expect(opened).toEqual({ ok: false, failure: { kind: 'store_newer' } })
  expect(files()).toEqual(['copy-e1.db'])
})

/** Turns the copy into a complete fill that is not swapped in; `since` is the boot time noted with it, in UTC ms. */
function becomeFilling(since = bootedAt()): void {
  renameSync(join(folder.path, 'copy-e1.db'), join(folder.path, 'filling-e1.db'))
  writeFileSync(join(folder.path, 'filling-e1.db-boot'), `${since}\n`)
}

test('a fill that was complete when the engine ended is swapped in at the start, and proved while it answers', async () => {
  becomeFilling()
  const copies = openCopies(folder.path)
  expect(readSyncState(currentOf(copies))?.epoch).toBe('e1')
  expect(copies.isProven()).toBe(false)
  expect(await copies.prove()).toEqual({ ok: true, value: null })
  expect(copies.isProven()).toBe(true)
  copies.close()
  expect(readdirSync(folder.path)).toEqual(['copy-e1.db'])
})

test('a fill from before a power cut is deleted, even if it looks complete, because it was never synced', () => {
  becomeFilling(bootedAt() - 60_000)
  expect(epochNow()).toBeUndefined()
  expect(readdirSync(folder.path)).toEqual([])
})

test('an incomplete fill answers nothing and is kept', () => {
  const database = new Database(join(folder.path, 'copy-e1.db'))
  database.prepare('UPDATE sync_state SET filled_at = NULL').run()
  database.close()
  becomeFilling()
  expect(epochNow()).toBeUndefined()
  expect(files()).toEqual(['filling-e1.db'])
  const copies = openCopies(folder.path)
  const left = copies.openFilling()
  expect(left.ok && left.value?.file).toMatch(/filling-e1\.db$/)
  copies.close()
})

test('a fill of an earlier build is deleted, because its schema is out of date', () => {
  const database = new Database(join(folder.path, 'copy-e1.db'))
  database.prepare('UPDATE sync_state SET filled_at = NULL').run()
  database
    .prepare('DELETE FROM __drizzle_migrations WHERE created_at = (SELECT max(created_at) FROM __drizzle_migrations)')
    .run()
  database.close()
  becomeFilling()
  const copies = openCopies(folder.path)
  expect(copies.openFilling()).toEqual({ ok: true, value: null })
  copies.close()
  expect(files()).toEqual([])
})

test('a damaged fill is deleted, and the copy beside it goes on answering', () => {
  writeFileSync(join(folder.path, 'filling-e2.db'), readFileSync(join(folder.path, 'copy-e1.db')).fill(7, 4_096))
  writeFileSync(join(folder.path, 'filling-e2.db-boot'), `${bootedAt()}\n`)
  const copies = openCopies(folder.path)
  expect(readSyncState(currentOf(copies))?.epoch).toBe('e1')
  expect(copies.openFilling()).toEqual({ ok: true, value: null })
  copies.close()
  expect(files()).toEqual(['copy-e1.db'])
})

test('of two copies that a crash left behind, the newer one answers and the other is deleted', () => {
  writeFileSync(join(folder.path, 'copy-e0.db'), readFileSync(join(folder.path, 'copy-e1.db')))
  const database = new Database(join(folder.path, 'copy-e0.db'))
  database.prepare(`UPDATE sync_state SET filled_at = 1, epoch = 'e0'`).run()
  database.close()
  expect(epochNow()).toBe('e1')
  expect(files()).toEqual(['copy-e1.db'])
})

test('an epoch that is no plain name cannot lead to another path', () => {
  const copies = openCopies(folder.path)
  const filling = copies.startFilling('../../etc/Epoch', 0)
  expect(filling.ok && filling.value.file).toMatch(/filling-[0-9a-f]{32}\.db$/)
  copies.close()
  mkdirSync(join(folder.path, 'copy-folder'))
  expect(files().length).toBe(2)
})

test('damaged filter layers are rebuilt from the entities', () => {
  let copies = openCopies(folder.path)
  const digest = currentOf(copies).sqlite.prepare('SELECT entity_hash FROM entity').pluck().get() as Buffer
  currentOf(copies).sqlite.transaction(() => currentOf(copies).entities.save())()
  currentOf(copies).sqlite.prepare('UPDATE filter_layer SET bytes = zeroblob(length(bytes))').run()
  copies.close()
  copies = openCopies(folder.path)
  expect(currentOf(copies).entities.has(digest)).toBe(true)
  expect(currentOf(copies).entities.has(Buffer.alloc(32, 1))).toBe(false)
  copies.close()
})

/** Overwrites the copy's file from this offset to its end, by default its last page, while nobody has it open. */
function damage(from = -4_096): void {
  const file = join(folder.path, 'copy-e1.db')
  const bytes = readFileSync(file)
  writeFileSync(file, bytes.fill(0x5a, from < 0 ? bytes.length + from : from))
}

test('a copy answers at once after any end of the last run; a damaged page is found while it answers, and the copy is removed', async () => {
  damage()
  const copies = openCopies(folder.path)
  expect(readSyncState(currentOf(copies))?.epoch).toBe('e1')
  expect(copies.isProven()).toBe(false)
  const proofs = await Promise.all([copies.prove(), copies.prove()])
  expect(proofs).toEqual(Array(2).fill({ ok: false, failure: { kind: 'copy_damaged' } }))
  expect(copies.current()).toBeNull()
  copies.close()
  expect(readdirSync(folder.path)).toEqual([])
})

test('damage to any page ends with no copy and never with an exception', async () => {
  const file = join(folder.path, 'copy-e1.db')
  const whole = readFileSync(file)
  for (let page = 0; page < whole.length / 4_096; page += 1) {
    writeFileSync(file, Buffer.from(whole).fill(0x5a, page * 4_096, (page + 1) * 4_096))
    const copies = openCopies(folder.path)
    const proven = await copies.prove()
    expect(copies.current() === null || proven.ok, `page ${page}`).toBe(true)
    copies.close()
    writeFileSync(file, whole)
  }
})

/** Moves a charge to another booking but not in the index, as if a page of the index had never been written. */
function leaveOutOfIndex(sqlite: Database.Database): void {
  const sql = sqlite.prepare("SELECT sql FROM sqlite_schema WHERE name = 'charge_booking'").pluck().get() as string
  const change = (to: string): void => {
    sqlite.unsafeMode()
    sqlite.pragma('writable_schema = ON')
    sqlite.prepare("UPDATE sqlite_schema SET sql = ? WHERE name = 'charge_booking'").run(to)
    sqlite.pragma('writable_schema = RESET')
  }
  change(`${sql} WHERE booking_id = ''`)
  sqlite.prepare("UPDATE charge SET booking_id = 'another'").run()
  change(sql)
  expect(sqlite.pragma('quick_check', { simple: true })).toBe('ok')
}

test('a doubted copy is proved again, including each index against its table', async () => {
  const copies = openCopies(folder.path)
  expect(await copies.prove()).toEqual({ ok: true, value: null })
  copies.doubt()
  expect(copies.isProven()).toBe(false)
  expect(await copies.prove()).toEqual({ ok: true, value: null })
  leaveOutOfIndex(currentOf(copies).sqlite)
  copies.doubt()
  expect(await copies.prove()).toEqual({ ok: false, failure: { kind: 'copy_damaged' } })
  expect(copies.current()).toBeNull()
  copies.close()
})

test('a doubt during a proof is checked too', async () => {
  const copies = openCopies(folder.path)
  const proving = copies.prove()
  copies.doubt()
  expect(await proving).toEqual({ ok: true, value: null })
  expect(copies.isProven()).toBe(true)
  copies.close()
})

test('entities that a killed run had not saved are added to the filter, and are read only once', async () => {
  const entitiesUpTo = (copies: ReturnType<typeof openCopies>) =>
    currentOf(copies).sqlite.prepare('SELECT max(entities_up_to) FROM filter_layer').pluck().get()
  const digest = Buffer.alloc(32, 9)
  let copies = openCopies(folder.path)
  currentOf(copies).sqlite.transaction(() => currentOf(copies).entities.save())()
  currentOf(copies).sqlite.prepare('INSERT INTO entity (id, entity_hash) VALUES (77, ?)').run(digest)
  currentOf(copies).close()
  copies = openCopies(folder.path)
  expect(currentOf(copies).entities.has(digest)).toBe(true)
  expect(entitiesUpTo(copies)).toBe(1)
  expect(await copies.prove()).toEqual({ ok: true, value: null })
  expect(entitiesUpTo(copies)).toBe(77)
  copies.close()
})

test('entities that came after a fill are in the filter at the next start without being read again', () => {
  let copies = openCopies(folder.path)
  const digest = Buffer.alloc(32, 9)
  const { sqlite } = currentOf(copies)
  sqlite.prepare('INSERT INTO entity (entity_hash) VALUES (?)').run(digest)
  currentOf(copies).entities.add(digest)
  copies.close()
  copies = openCopies(folder.path)
  const [upTo, last] = ['SELECT max(entities_up_to) FROM filter_layer', 'SELECT max(id) FROM entity'].map((sql) =>
    currentOf(copies).sqlite.prepare(sql).pluck().get(),
  )
  expect(upTo).toBe(last)
  expect(currentOf(copies).entities.has(digest)).toBe(true)
  copies.close()
})
