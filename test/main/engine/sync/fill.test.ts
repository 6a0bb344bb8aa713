import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Copy } from '../../../../src/main/engine/store/copy/copy.ts'
import { readSyncState } from '../../../../src/main/engine/store/copy/sync-state.ts'
import type { CopyStore } from '../../../../src/main/engine/store/copy-store.ts'
import { buildLateIndexes } from '../../../../src/main/engine/store/fill/late-indexes.ts'
import { openDatabase } from '../../../../src/main/engine/store/sqlite/open.ts'
import { fillCopy } from '../../../../src/main/engine/sync/fill.ts'
import { type FeedServer, startFeedServer } from './feed-server.ts'
import { currentOf, MIGRATIONS, makeFolder, openCopies, portsOf } from './rig.ts'
import { booking, charge, deletion, refund } from './wire.ts'

let folder: ReturnType<typeof makeFolder>
let copies: CopyStore
let server: FeedServer

beforeEach(async () => {
  folder = makeFolder()
  copies = openCopies(folder.path)
  server = await startFeedServer('e1', [
    booking('b1'),
    charge('c1', 'b1'),
    booking('b2', { reference: 'ZZZ999' }),
    charge('c2', 'b2'),
    refund('r1', 'c9'),
    deletion('charge', 'c8', 2),
  ])
})

afterEach(async () => {
  copies.close()
  await server.close()
  folder.remove()
})

const fill = () => fillCopy(portsOf(copies, server.url), () => {}, new AbortController().signal)
const count = (table: string): unknown =>
  currentOf(copies).sqlite.prepare(`SELECT count(*) FROM ${table}`).pluck().get()

test('a snapshot becomes the copy that answers', async () => {
  expect((await fill()).ok).toBe(true)
  expect(['entity', 'booking', 'charge', 'refund', 'tombstone', 'duplicate_group'].map(count)).toEqual([
    1, 2, 2, 1, 1, 1,
  ])
  expect(readSyncState(currentOf(copies))).toMatchObject({
    epoch: 'e1',
    bookings: 2,
    charges: 2,
    groups: 1,
    quarantined: 0,
    filledLines: 6,
    snapshotLines: 6,
  })
  expect(currentOf(copies).sqlite.pragma('synchronous', { simple: true })).toBe(2)
  expect(readdirSync(folder.path).filter((name) => name.endsWith('.db'))).toEqual(['copy-e1.db'])
})

/** Tables and indexes of the filled copy, and of a file that was only migrated. */
function schemas(): readonly [filled: unknown, plain: unknown] {
  const schemaOf = ({ sqlite }: Pick<Copy, 'sqlite'>): unknown =>
    sqlite.prepare(`SELECT type, name, sql FROM sqlite_schema WHERE name NOT GLOB 'sqlite_*' ORDER BY name`).all()
  const place = makeFolder()
  const opened = openDatabase({ file: join(place.path, 'plain.db'), migrationsFolder: MIGRATIONS })
  if (!opened.ok) throw new Error(opened.failure.kind)
  const both = [schemaOf(currentOf(copies)), schemaOf(opened.value)] as const
  opened.value.close()
  place.remove()
  return both
}

test('a filled copy has every index of its schema', async () => {
  expect((await fill()).ok).toBe(true)
  const [filled, plain] = schemas()
  expect(filled).toEqual(plain)
})

test('a fill that was killed after its indexes and before its groups goes on from there', async () => {
  server.faults.snapshot.push({ kind: 'cut_after_lines', lines: 3 })
  await fill()
  const left = copies.openFilling()
  if (!left.ok || left.value === null) throw new Error('nothing was left of the fill')
  expect(await buildLateIndexes(left.value).whole).toEqual({ ok: true, value: null })
  copies.close()
  copies = openCopies(folder.path)
  expect((await fill()).ok).toBe(true)
  const [filled, plain] = schemas()
  expect(filled).toEqual(plain)
  expect(['booking', 'charge', 'duplicate_group'].map(count)).toEqual([2, 2, 1])
  expect(Number(count('name_deletion'))).toBeGreaterThan(0)
})

test('a fill that was killed between the indexes that judging needs and the others goes on from there', async () => {
  server.faults.snapshot.push({ kind: 'cut_after_lines', lines: 3 })
  await fill()
  const left = copies.openFilling()
  if (!left.ok || left.value === null) throw new Error('nothing was left of the fill')
  const { sqlite } = left.value
  sqlite.exec(String(sqlite.prepare(`SELECT sql FROM late_index WHERE name = 'booking_flight'`).pluck().get()))
  sqlite.exec(`DELETE FROM late_index WHERE name = 'booking_flight'`)
  expect((await fill()).ok).toBe(true)
  const [filled, plain] = schemas()
  expect(filled).toEqual(plain)
  expect(['booking', 'charge', 'duplicate_group'].map(count)).toEqual([2, 2, 1])
})

test('a fill goes on after a broken connection from where it stopped, also after a restart', async () => {
  server.faults.snapshot.push({ kind: 'cut_after_lines', lines: 3 })
  expect(await fill()).toMatchObject({ ok: false })
  expect(copies.current()).toBeNull()
  copies.close()
  copies = openCopies(folder.path)
  expect((await fill()).ok).toBe(true)
  expect(server.requests.at(-1)).toMatch(/^\/v1\/snapshot\?after=\d+$/)
  expect(['booking', 'charge', 'duplicate_group'].map(count)).toEqual([2, 2, 1])
})

test.each(['wrong_sha', 'wrong_count'] as const)(
  'a snapshot with %s is not used, and the next fill starts from the beginning',
  async (kind) => {
    server.faults.snapshot.push({ kind })
    expect(await fill()).toMatchObject({ ok: false, failure: { kind: 'central_broken' } })
    expect(readdirSync(folder.path).filter((name) => name.includes('filling'))).toEqual([])
    expect((await fill()).ok).toBe(true)
    expect(server.requests.at(-1)).toBe('/v1/snapshot')
  },
)

test('the announced number of lines takes no memory by itself', async () => {
  server.faults.snapshot.push({ kind: 'wrong_announcement' })
  expect((await fill()).ok).toBe(true)
  expect(count('booking')).toBe(2)
})

test('a fill that was interrupted in another epoch starts from the beginning', async () => {
  server.faults.snapshot.push({ kind: 'cut_after_lines', lines: 3 })
  await fill()
  server.epoch = 'e2'
  expect(await fill()).toMatchObject({ ok: false, failure: { kind: 'central_broken', code: 'epoch_changed' } })
  expect((await fill()).ok).toBe(true)
  expect(readSyncState(currentOf(copies))?.epoch).toBe('e2')
})

test('an HTML page as a snapshot is central_broken, and the next fill is complete', async () => {
  server.faults.snapshot.push({ kind: 'answer', status: 200, type: 'text/html', body: '<h1>Welcome to the hotel</h1>' })
  expect(await fill()).toMatchObject({ ok: false, failure: { kind: 'central_broken' } })
  expect((await fill()).ok).toBe(true)
})

test('bookings of the wrong shape are put in quarantine with only their number and the reason', async () => {
  const bad = booking('b3')
  server.changes.push(
    { ...bad, data: { ...(bad.data as object), booked_at: 'SECRET yesterday' } },
    { ...charge('c3', 'b1'), data: { amount_minor: 1.5 } },
    { ...charge('c4', 'b1'), kind: 'voucher' },
    { ...refund('r1', 'c1'), op: 'delete', version: 9 },
  )
  expect((await fill()).ok).toBe(true)
  const rows = currentOf(copies).sqlite.prepare('SELECT kind, item_id, reason FROM quarantine ORDER BY seq').raw().all()
  expect(rows).toEqual([
    ['booking', 'b3', 'data.booked_at: invalid_format'],
    ['charge', 'c3', 'data.booking_id: invalid_type'],
    ['voucher', 'c4', 'kind: unknown'],
    ['refund', 'r1', 'op: a refund is never deleted'],
  ])
  expect(readSyncState(currentOf(copies))).toMatchObject({ quarantined: 4, bookings: 2 })
})

test('a full disk is a failure, and the incomplete file is removed to make room', async () => {
  for (let i = 0; i < 2_500; i += 1) server.changes.push(booking(`x${i}`, { surname: `X${i}` }))
  const startFilling: CopyStore['startFilling'] = (epoch, expected) => {
    const filling = copies.startFilling(epoch, expected)
    if (filling.ok) filling.value.sqlite.pragma('max_page_count = 120')
    return filling
  }
  const cramped = { ...portsOf(copies, server.url), copies: { ...copies, startFilling } }
  const filled = await fillCopy(cramped, () => {}, new AbortController().signal)
  expect(filled).toMatchObject({ ok: false, failure: { kind: 'disk_full' } })
  expect(readdirSync(folder.path)).toEqual([])
  expect((await fill()).ok).toBe(true)
})

test('a snapshot that breaks off before its first line, or has unreadable lines, is central_broken', async () => {
  server.faults.snapshot.push(
    { kind: 'answer', status: 200, type: 'application/x-ndjson', body: '' },
    { kind: 'answer', status: 200, type: 'application/x-ndjson', body: '{"epoch":"e1"' },
    {
      kind: 'answer',
      status: 200,
      type: 'application/x-ndjson',
      body: '{"epoch":"e1","cursor":"1","count":1}\nnot json\n',
    },
  )
  for (let i = 0; i < 3; i += 1) {
    expect(await fill()).toMatchObject({ ok: false, failure: { kind: 'central_broken' } })
  }
  expect((await fill()).ok).toBe(true)
  expect(['booking', 'charge'].map(count)).toEqual([2, 2])
})
