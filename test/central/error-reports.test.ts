import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Desk } from './desk.ts'
import { type Central, startCentral } from './start.ts'

let central: Central
let ana: Desk

beforeAll(async () => {
  central = await startCentral()
  ana = await Desk.signedIn(central.url, 'ana')
})
afterAll(() => central.close())

const report = (fingerprint: string, at: string, change = {}) => {
  return {
    id: randomUUID(),
    fingerprint,
    at,
    release: '0.1.0',
    process: 'engine',
    message: 'Boom',
    stack: null,
    breadcrumbs: [],
    counts: {},
    ...change,
  }
}

test('health needs no token', async () => {
  const { status, body } = await new Desk(central.url).get('/v1/health')
  expect([status, body.status]).toEqual([200, 'ok'])
})

test('reports are grouped by fingerprint for supervisors and admins, and a repeated report counts once', async () => {
  const twice = report('f1', '2026-11-20T10:00:00.000Z')
  const later = report('f1', '2026-11-20T12:00:00.000Z', { message: 'Boom again' })
  for (const body of [twice, twice, later, report('f2', '2026-11-20T11:00:00.000Z')]) {
    expect((await ana.send('POST', '/v1/error-reports', { body })).status).toBe(202)
  }
  expect((await ana.get('/v1/error-reports')).status).toBe(403)
  for (const username of ['sam', 'ada']) {
    const desk = await Desk.signedIn(central.url, username)
    expect((await desk.get('/v1/error-reports?since=2026-11-20T10:00:00.000Z')).body.items).toMatchObject([
      { fingerprint: 'f1', count: 2, last_seen: later.at, first_seen: twice.at, message: 'Boom again' },
      { fingerprint: 'f2', count: 1 },
    ])
    expect((await desk.get('/v1/error-reports?since=2026-11-20T11:30:00.000Z')).body.items).toMatchObject([
      { count: 1 },
    ])
    expect((await desk.send('GET', '/v1/error-reports?since=yesterday', { broken: true })).status).toBe(400)
  }
})

test('400 for a report of another shape, and 413 for more than 64 KiB', async () => {
  expect((await ana.send('POST', '/v1/error-reports', { body: { id: 'x' }, broken: true })).status).toBe(400)
  const large = report('f3', '2026-11-20T10:00:00.000Z', { stack: 'x'.repeat(70_000) })
  expect((await ana.send('POST', '/v1/error-reports', { body: large })).status).toBe(413)
})
