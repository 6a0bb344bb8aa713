import { randomUUID } from 'node:crypto'
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { Desk } from './desk.ts'
import { aRefund, postPurchase } from './sample-data.ts'
import { type Central, startCentral } from './start.ts'

let central: Central
let ana: Desk

beforeAll(async () => {
  central = await startCentral()
  ana = await Desk.signedIn(central.url, 'ana')
})
afterEach(() => {
  central.faults.clear()
  central.faults.online()
})
afterAll(() => central.close())

const refundsOf = async (chargeId: string) =>
  (await central.ledger()).refunds.filter((refund) => refund.charge_id === chargeId)
const raw = (path = '/v1/health') => fetch(central.url + path, { headers: { authorization: `Bearer ${ana.token}` } })

test('dropReply executes the request, and the same key gets the refund again', async () => {
  const { chargeId } = await postPurchase(central)
  const key = randomUUID()
  central.faults.next('POST /v1/refunds', { dropReply: true })
  await expect(ana.refund(aRefund(chargeId), { key })).rejects.toThrow('fetch failed')
  await expect.poll(() => refundsOf(chargeId)).toHaveLength(1)
  expect((await ana.refund(aRefund(chargeId), { key })).status).toBe(200)
})

test('dropRequest executes nothing', async () => {
  const { chargeId } = await postPurchase(central)
  central.faults.next('POST /v1/refunds', { dropRequest: true })
  await expect(ana.refund(aRefund(chargeId))).rejects.toThrow('fetch failed')
  expect(await refundsOf(chargeId)).toEqual([])
})

test('a status or a page of HTML is answered as often as demanded', async () => {
  central.faults.next('GET /v1/health', { status: 503, headers: { 'retry-after': '7' }, body: 'down' }, 2)
  central.faults.next('GET /v1/health', { html: true })
  const replies = [await raw(), await raw(), await raw(), await raw()]
  expect(replies.map(({ status }) => status)).toEqual([503, 503, 200, 200])
  expect(replies[0]?.headers.get('retry-after')).toBe('7')
  expect(replies.map((reply) => reply.headers.get('content-type')?.split(';')[0])).toEqual([
    undefined,
    undefined,
    'text/html',
    'application/json',
  ])
})

test('truncateAfterBytes sends the head and part of the body, then breaks the connection', async () => {
  central.faults.next('GET /v1/snapshot', { truncateAfterBytes: 20 })
  const reply = await raw('/v1/snapshot')
  expect(reply.status).toBe(200)
  await expect(reply.text()).rejects.toThrow('terminated')
  central.faults.next('GET /v1/changes', { truncateAfterBytes: 20 })
  await expect(raw('/v1/changes').then((reply) => reply.text())).rejects.toThrow('terminated')
})

test('delays hold the request back before or after it is executed', async () => {
  for (const fault of [{ delayMs: 80 }, { delayReplyMs: 80 }]) {
    central.faults.next(({ path }) => path === '/v1/health', fault)
    const order: string[] = []
    // The service runs in this process, and Node ends timers of the same length in the order of their starts.
    setTimeout(() => order.push('80 ms are over'), 80)
    order.push(`answered ${(await raw()).status}`)
    expect(order).toEqual(['80 ms are over', 'answered 200'])
  }
})

test('offline breaks every connection until it is online again', async () => {
  const waiting = raw(`/v1/changes?wait=20&cursor=${(await ana.get('/v1/changes')).body.next_cursor}`)
  void expect
    .poll(() => central.faults.seen.at(-1)?.path)
    .toContain('wait=20')
    .then(() => central.faults.offline())
  await expect(waiting).rejects.toThrow('fetch failed')
  await expect(raw()).rejects.toThrow('fetch failed')
  central.faults.online()
  expect((await raw()).status).toBe(200)
})

test('received requests are listed', async () => {
  const before = central.faults.seen.length
  await raw('/v1/health?x=1')
  expect(central.faults.seen.slice(before)).toMatchObject([{ method: 'GET', path: '/v1/health?x=1' }])
})

test('a refused token ends the request, also when its answer is lost', async () => {
  const errors = vi.spyOn(console, 'error')
  central.faults.next('GET /v1/bookings', { dropReply: true })
  const headers = { authorization: 'Bearer nobody' }
  await expect(fetch(`${central.url}/v1/bookings?entity_hash=x`, { headers })).rejects.toThrow('fetch failed')
  await raw()
  expect(errors).not.toHaveBeenCalled()
})
