import { createHash } from 'node:crypto'
import http from 'node:http'
import { gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { Desk } from '../desk.ts'
import type { Change } from '../model.ts'
import { aBooking, aCharge, aFeed, aRefund, postPurchase } from '../sample-data.ts'
import { type Central, startCentral } from '../start.ts'

let central: Central
let ana: Desk

const feed: Change[] = [
  ...aFeed(['charge', 'ch_1', aCharge('bk_1')], ['booking', 'bk_1', aBooking()], ['booking', 'bk_2', aBooking()]),
  { seq: 5, kind: 'charge', op: 'upsert', id: 'ch_1', version: 3, data: aCharge('bk_1', { gateway: 'new' }) },
  { seq: 6, kind: 'charge', op: 'upsert', id: 'ch_1', version: 2, data: aCharge('bk_1', { state: 'authorised' }) },
  { seq: 9, kind: 'booking', op: 'delete', id: 'bk_2', version: 2, data: null },
]

beforeAll(async () => {
  central = await startCentral({ feed })
  ana = await Desk.signedIn(central.url, 'ana')
})
afterAll(() => central.close())

/** Reads all pages from a cursor on. */
async function pull(cursor = '', limit = 1000): Promise<{ items: Change[]; cursor: string }> {
  const items: Change[] = []
  for (;;) {
    const { body } = await ana.get(`/v1/changes?cursor=${cursor}&limit=${limit}`)
    expect(body.count).toBe(body.items.length)
    items.push(...body.items)
    cursor = body.next_cursor
    if (!body.has_more) return { items, cursor }
  }
}

describe('changes', () => {
  test('gives the loaded feed unchanged, whatever the size of a page', async () => {
    expect((await pull('', 2)).items).toEqual(feed)
    expect((await pull()).items).toEqual(feed)
  })

  test('gives each change of the service in order, with its own version', async () => {
    const { cursor } = await pull()
    const { bookingId, chargeId } = await postPurchase(central)
    await central.act.changeItem('booking', bookingId, { status: 'cancelled' })
    await central.act.deleteItem('charge', chargeId)
    const refund = await postPurchase(central)
    const given = await ana.refund(aRefund(refund.chargeId))
    await central.act.settleRefunds()
    const { items } = await pull(cursor)
    expect(items.map(({ kind, op, version }) => [kind, op, version])).toEqual([
      ['booking', 'upsert', 1],
      ['charge', 'upsert', 1],
      ['booking', 'upsert', 2],
      ['charge', 'delete', 2],
      ['booking', 'upsert', 1],
      ['charge', 'upsert', 1],
      ['refund', 'upsert', 1],
      ['refund', 'upsert', 2],
    ])
    const { id, version, ...data } = given.body
    expect(items[6]).toMatchObject({ id, version, data })
    expect(items[7]).toMatchObject({ id, version: 2, data: { state: 'succeeded' } })
    expect(items.map(({ seq }) => seq - (items[0]?.seq ?? 0))).toEqual([0, 1, 2, 3, 4, 5, 6, 7])
  })

  test('holds the answer during `wait` until a change comes or the time is over', async () => {
    const { cursor } = await pull()
    // Time stands still for the service: nothing but a change can end the wait.
    const clock = vi.spyOn(performance, 'now').mockReturnValue(performance.now())
    const waiting = ana.get(`/v1/changes?cursor=${cursor}&wait=20`)
    await expect.poll(() => central.faults.seen.at(-1)?.path).toContain('wait=20')
    await central.act.postBooking(aBooking())
    expect((await waiting).body.items).toHaveLength(1)
    clock.mockRestore()
    const { cursor: last } = await pull()
    expect((await ana.get(`/v1/changes?cursor=${last}&wait=0.2`)).body).toMatchObject({
      items: [],
      has_more: false,
      next_cursor: last,
    })
  })

  test('answers 400 for a cursor that was never issued and for an invalid limit or wait', async () => {
    expect((await ana.get('/v1/changes?cursor=made-up')).status).toBe(400)
    for (const query of ['limit=0', 'limit=x', 'wait=-1']) {
      expect((await ana.send('GET', `/v1/changes?${query}`, { broken: true })).status).toBe(400)
    }
  })
})

describe('snapshot', () => {
  const snapshot = async (query = '') => {
    const { text, body } = await ana.get(`/v1/snapshot${query}`)
    const lines = text.split('\n').slice(1, -2)
    return { head: body[0], end: body.at(-1), changes: body.slice(1, -1) as Change[], lines }
  }

  test('gives the latest version of each id by ascending seq, with deletions, count and checksum', async () => {
    const { head, end, changes, lines } = await snapshot()
    const latest = new Map<string, Change>()
    for (const change of (await pull()).items) {
      if (change.version >= (latest.get(change.id)?.version ?? 0)) latest.set(change.id, change)
    }
    expect(changes).toEqual([...latest.values()].sort((a, b) => a.seq - b.seq))
    const sha256 = createHash('sha256')
      .update(lines.map((line) => `${line}\n`).join(''))
      .digest('hex')
    expect(end).toEqual({ end: true, count: changes.length, sha256 })
    expect(head.count).toBe(changes.length)
    expect((await pull(head.cursor)).items).toEqual([])
  })

  test('goes on after a seq, with a checksum over the lines that it sends', async () => {
    const whole = await snapshot()
    const cut = whole.changes[3]?.seq ?? 0
    const { bookingId } = await postPurchase(central)
    const rest = await snapshot(`?after=${cut}`)
    expect(rest.head.epoch).toBe(whole.head.epoch)
    expect(rest.changes.slice(0, whole.changes.length - 4)).toEqual(whole.changes.slice(4))
    expect(rest.changes.map(({ id }) => id)).toContain(bookingId)
    const sha256 = createHash('sha256')
      .update(rest.lines.map((line) => `${line}\n`).join(''))
      .digest('hex')
    expect(rest.end).toEqual({ end: true, count: rest.changes.length, sha256 })
    expect((await ana.send('GET', '/v1/snapshot?after=x', { broken: true })).status).toBe(400)
  })

  test('is gzipped on request and plain otherwise', async () => {
    const zipped = await raw('/v1/snapshot', 'br, gzip')
    expect(zipped.headers).toMatchObject({ 'content-encoding': 'gzip', 'content-type': 'application/x-ndjson' })
    const plain = await raw('/v1/snapshot', 'gzip;q=0')
    expect(plain.headers['content-encoding']).toBeUndefined()
    expect(gunzipSync(zipped.bytes).toString()).toBe(plain.bytes.toString())
    expect((await raw('/v1/changes', 'gzip')).headers['content-encoding']).toBe('gzip')
    expect((await raw('/v1/changes', 'identity')).headers['content-encoding']).toBeUndefined()
  })

  function raw(path: string, accepted: string): Promise<{ headers: http.IncomingHttpHeaders; bytes: Buffer }> {
    const headers = { authorization: `Bearer ${ana.token}`, 'accept-encoding': accepted }
    return new Promise((resolve, reject) => {
      const request = http.get(central.url + path, { headers }, async (response) => {
        resolve({ headers: response.headers, bytes: Buffer.concat(await response.toArray()) })
      })
      request.on('error', reject)
    })
  }
})

describe('epoch', () => {
  test('answers 410 for every cursor from before the cursors expired', async () => {
    const { cursor } = await pull()
    await central.act.expireCursors()
    const gone = await ana.get(`/v1/changes?cursor=${cursor}`)
    expect([gone.status, gone.body.code]).toEqual([410, 'cursor_gone'])
    const { body } = await ana.get('/v1/snapshot')
    expect((await ana.get(`/v1/changes?cursor=${body[0].cursor}`)).status).toBe(200)
  })

  test('starts again after a rebuild: seqs and versions begin at 1, and the current content is the same', async () => {
    const before = (await ana.get('/v1/snapshot')).body
    const epoch = await central.act.rebuildEpoch()
    expect((await ana.get(`/v1/changes?cursor=${before[0].cursor}`)).status).toBe(410)
    const after = (await ana.get('/v1/snapshot')).body
    expect(after[0].epoch).toBe(epoch)
    expect(epoch).not.toBe(before[0].epoch)
    const currentContent = (lines: (Change & { op?: string })[]) =>
      lines.filter(({ op }) => op === 'upsert').map(({ id, data }) => [id, data])
    expect(currentContent(after)).toEqual(currentContent(before))
    expect(after.slice(1, -1).map(({ seq, version }: Change) => [seq, version])).toEqual(
      after.slice(1, -1).map((_: Change, index: number) => [index + 1, 1]),
    )
    const { chargeId } = await postPurchase(central)
    expect((await ana.refund(aRefund(chargeId))).status).toBe(201)
  })

  test('reads the new history from its start with an old cursor when the rebuild says so', async () => {
    const { cursor } = await pull()
    const epoch = await central.act.rebuildEpoch('restart')
    const { body } = await ana.get(`/v1/changes?cursor=${cursor}&limit=1`)
    expect([body.epoch, body.items[0].seq]).toEqual([epoch, 1])
  })
})

// This test is the last, because it puts changes into the feed that the contract does not allow.
test('a change of the wrong shape or of an unknown kind is sent unchanged', async () => {
  const { cursor } = await pull()
  const poison = { kind: 'charge', op: 'upsert', id: 'ch_poison', data: { amount_minor: 'much' } } as const
  const unknown = { kind: 'parcel', op: 'upsert', id: 'pa_1', data: { weight: 3 } } as const
  await central.act.append(poison)
  await central.act.append(unknown)
  const desk = await fetch(`${central.url}/v1/changes?cursor=${cursor}`, {
    headers: { authorization: `Bearer ${ana.token}` },
  })
  expect(((await desk.json()) as { items: Change[] }).items).toMatchObject([poison, unknown])
})
