import { readdirSync } from 'node:fs'
import { isDeepStrictEqual } from 'node:util'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createEntityFilter } from '../../../../src/main/engine/domain/entity-filter.ts'
import { entityDigest } from '../../../../src/main/engine/domain/entity-hash.ts'
import type { Copy } from '../../../../src/main/engine/store/copy/copy.ts'
import { lookUpEntity } from '../../../../src/main/engine/store/copy/derived/entity-index.ts'
import { listQuarantine } from '../../../../src/main/engine/store/copy/quarantine.ts'
import { readSyncState } from '../../../../src/main/engine/store/copy/sync-state.ts'
import type { CopyStore } from '../../../../src/main/engine/store/copy-store.ts'
import { createSync, type Sync } from '../../../../src/main/engine/sync/sync.ts'
import { type FeedServer, startFeedServer } from './feed-server.ts'
import { expectedOf, heldBy } from './model.ts'
import { currentOf, makeFolder, openCopies, portsOf, recordEvents, until } from './rig.ts'
import { booking, charge, deletion, refund } from './wire.ts'

let folder: ReturnType<typeof makeFolder>
let copies: CopyStore
let server: FeedServer
let sync: Sync
let recorded: ReturnType<typeof recordEvents>

beforeEach(async () => {
  folder = makeFolder()
  copies = openCopies(folder.path)
  server = await startFeedServer('e1', [booking('b1'), charge('c1', 'b1')])
  recorded = recordEvents()
  sync = createSync(portsOf(copies, server.url), recorded)
})

afterEach(async () => {
  await sync.stop()
  copies.close()
  await server.close()
  folder.remove()
})

const isLevel = (): boolean => {
  const copy = copies.current()
  return copy !== null && isDeepStrictEqual(heldBy(copy), expectedOf(server.changes))
}
const isOnline = (): boolean => sync.status().connection === 'online' && sync.status().problem === null

test('a committed change arrives with the answer of the waiting long poll, and the sync reports it', async () => {
  sync.start()
  await until('the first fill and a long poll', () => server.requests.some((request) => request.includes('wait=25')))
  expect(recorded.filled).toBe(1)
  recorded.topics.length = 0
  const committedAt = Date.now()
  const asked = server.requests.length
  server.commit(booking('b2'), charge('c2', 'b2'), refund('r1', 'c9', { key: 'mine' }))
  await until('the change', () => recorded.topics.includes('copy'))
  expect(server.requests.length, 'no other request was needed').toBeLessThanOrEqual(asked + 1)
  expect(isLevel()).toBe(true)
  expect(recorded.refunds.map((one) => one.idempotencyKey)).toEqual(['mine'])
  expect(readSyncState(currentOf(copies))?.syncedAt).toBeGreaterThanOrEqual(committedAt)
  expect(isOnline()).toBe(true)
})

test('the sync reports the progress of a fill up to its end', async () => {
  for (let i = 0; i < 3_000; i += 1) server.changes.push(booking(`x${i}`, { email: `${i}@example.org` }))
  sync.start()
  await until('a filled copy', () => recorded.filled === 1)
  const reported = recorded.statuses.map((status) => status.fill).filter((fill) => fill !== null)
  expect(reported.at(-1)).toEqual({ done: 3_002, total: 3_002 })
  expect(reported.every((fill) => fill.done <= fill.total)).toBe(true)
  expect(sync.status().fill).toBeNull()
})

test('a new epoch is filled beside the copy that answers, then swapped in, and the old file is removed', async () => {
  sync.start()
  await until('level', isLevel)
  server.epoch = 'e2'
  server.changes.splice(0, server.changes.length, booking('new'))
  server.commit(charge('c-new', 'new'))
  await until('the new epoch', () => readSyncState(currentOf(copies))?.epoch === 'e2')
  expect(isLevel()).toBe(true)
  expect(readdirSync(folder.path).filter((name) => name.endsWith('.db'))).toEqual(['copy-e2.db'])
})

test('a cursor that is gone starts a new fill in the same epoch', async () => {
  sync.start()
  await until('level', isLevel)
  await sync.stop()
  server.changes.push(booking('b9'))
  server.oldestCursor = 1_000_000
  sync = createSync(portsOf(copies, server.url), recorded)
  sync.start()
  await until('a second fill', () => recorded.filled === 2)
  server.oldestCursor = 0
  await until('level again', isLevel)
  expect(readdirSync(folder.path).filter((name) => name.endsWith('.db'))).toEqual(['copy-e1.db'])
})

describe('an unreadable answer loses no change, is reported, and is asked for again', () => {
  test.each([
    ['HTML', { kind: 'answer', status: 200, type: 'text/html', body: '<h1>Hotel</h1>' }, 'central_broken'],
    [
      'truncated JSON',
      { kind: 'answer', status: 200, type: 'application/json', body: '{"epoch":"e1","items":[' },
      'central_broken',
    ],
    [
      'the wrong shape',
      { kind: 'answer', status: 200, type: 'application/json', body: '{"items":7}' },
      'central_broken',
    ],
    ['a server error', { kind: 'answer', status: 503, type: 'text/plain', body: 'busy' }, 'central_busy'],
  ] as const)('%s', async (_name, fault, kind) => {
    server.faults.changes.push(fault)
    sync.start()
    await until('the problem', () => recorded.statuses.some((status) => status.problem?.kind === kind))
    server.commit(charge('c5', 'b1'))
    await until('level', () => isLevel() && isOnline())
  })
})

test('the sync is offline while the service is unreachable, and goes on when it is back', async () => {
  sync.start()
  await until('level', isLevel)
  const { port } = new URL(server.url)
  await server.close()
  await until('offline', () => sync.status().connection === 'offline')
  expect(sync.status().problem?.kind).toBe('central_unreachable')
  server = await startFeedServer('e1', [...server.changes, booking('while-away')], Number(port))
  sync.wake()
  await until('level again', () => isLevel() && isOnline())
})

test('the problem of a signed-out time is cleared when somebody has signed in', async () => {
  sync.start()
  await until('level', isLevel)
  const refused = { kind: 'answer', status: 401, type: 'application/json', body: '{}' } as const
  server.faults.changes.push(...Array.from({ length: 100 }, () => refused))
  sync.wake()
  await until('signed out', () => sync.status().connection === 'signed_out')
  sync.wake()
  expect(sync.status()).toMatchObject({ connection: 'connecting', problem: null })
})

test('bookings of the wrong shape are listed in quarantine without content, and the sync goes on', async () => {
  sync.start()
  await until('level', isLevel)
  const bad = charge('c7', 'b1')
  server.commit({ ...bad, data: { ...(bad.data as object), amount_minor: -1 } }, booking('b7'))
  await until('the good one', () => heldBy(currentOf(copies)).bookings.includes('b7@1'))
  expect(listQuarantine(currentOf(copies))).toMatchObject([
    { kind: 'charge', itemId: 'c7', reason: 'data.amount_minor: too_small' },
  ])
  expect(readSyncState(currentOf(copies))?.quarantined).toBe(1)
})

test('a stop in the middle of a long poll ends it at once', async () => {
  sync.start()
  await until('a long poll', () => server.requests.some((request) => request.includes('wait=25')))
  const asked = server.requests.length
  // This server holds the answer until something is committed: a stop that waits for the answer never ends.
  await sync.stop()
  expect(server.requests).toHaveLength(asked)
})

test('the company filter proves absence, also of years that the copy does not hold; deleted entities stay in the filter', async () => {
  const facts = (surname: string) => ({
    givenName: 'Davey',
    surname,
    card: { fingerprint: 'MElF6R3j3v9Sph0IczFB1y3ULsnUeXLxBgU01UwMf5A' },
    flightNumber: 'EI164',
    departure: { year: 2020, month: 2, day: 28, hour: 20, minute: 15 },
  })
  const company = createEntityFilter([])
  company.add(entityDigest(facts('Longago')))
  company.add(entityDigest(facts('Jones')))
  const layers = company
    .layers()
    .map(({ bytes, origin: _, ...layer }) => ({ ...layer, data: Buffer.from(bytes).toString('base64') }))
  sync.start()
  await until('level without a filter', isLevel)
  const ask = (surname: string) =>
    lookUpEntity(currentOf(copies), currentOf(copies).entities, entityDigest(facts(surname)))
  expect(ask('Nobody'), 'without the company filter a miss proves nothing').toEqual({ found: 'ask' })
  await sync.stop()
  server.filter = { epoch: 'e1', seq: 2, layers }
  sync = createSync(portsOf(copies, server.url), recorded)
  sync.start()
  await until('the filter', () => currentOf(copies).entities.coversCompany())
  expect(ask('Nobody')).toEqual({ found: 'absent' })
  expect(ask('Longago')).toEqual({ found: 'ask' })
  expect(ask('Jones')).toMatchObject({ found: 'here' })
  server.commit(booking('b2', { surname: 'Late' }), deletion('booking', 'b1', 9))
  await until('level again', isLevel)
  expect(ask('Late')).toMatchObject({ found: 'here' })
  expect(ask('Jones')).toEqual({ found: 'ask' })
  await sync.stop()
  copies.close()
  copies = openCopies(folder.path)
  expect([ask('Late').found, ask('Nobody').found, ask('Longago').found]).toEqual(['here', 'absent', 'ask'])
})

test('a full disk is reported without being offline, loses no change, and the sync goes on when there is room', async () => {
  sync.start()
  await until('level', isLevel)
  const { sqlite } = currentOf(copies)
  sqlite.pragma(`max_page_count = ${sqlite.pragma('page_count', { simple: true })}`)
  server.commit(...Array.from({ length: 90 }, (_, index) => booking(`x${index}`, { surname: `X${index}` })))
  await until('the full disk', () => sync.status().problem?.kind === 'disk_full')
  expect(sync.status().connection).toBe('online')
  const held = heldBy(currentOf(copies)).bookings
  expect(held).toContain('b1@1')
  expect(held.length).toBeLessThan(91)
  sqlite.pragma('max_page_count = 1000000')
  await until('level again', () => isLevel() && isOnline())
  expect(heldBy(currentOf(copies)).bookings.length).toBe(91)
})

test('a copy that is found damaged is filled again', async () => {
  let isDamaged = false
  const damage = () => {
    throw Object.assign(new Error('database disk image is malformed'), { code: 'SQLITE_CORRUPT' })
  }
  const current: CopyStore['current'] = () => {
    const copy = copies.current()
    if (copy === null || !isDamaged || recorded.filled > 1) return copy
    return {
      ...copy,
      sqlite: { ...copy.sqlite, transaction: () => ({ immediate: damage }) } as unknown as Copy['sqlite'],
    }
  }
  sync = createSync(portsOf({ ...copies, current }, server.url), recorded)
  sync.start()
  await until('level', isLevel)
  isDamaged = true
  server.commit(booking('b2'))
  await until('filled again', () => recorded.filled === 2 && isLevel() && isOnline())
  expect(recorded.statuses.some((status) => status.problem?.code === 'SQLITE_CORRUPT')).toBe(true)
})
