import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { Desk } from './desk.ts'
import { aRefund, postPurchase } from './sample-data.ts'
import { startCentral } from './start.ts'

test('a database that is kept under a name has every refund, key, cursor and session at the next start', async () => {
  const keep = `test_${randomUUID().replaceAll('-', '')}`
  const first = await startCentral({ keep })
  const ana = await Desk.signedIn(first.url, 'ana')
  const { chargeId } = await postPurchase(first)
  const key = randomUUID()
  const given = await ana.refund(aRefund(chargeId), { key })
  const { next_cursor } = (await ana.get('/v1/changes')).body
  await first.close()

  const second = await startCentral({ keep, feed: 'demo' })
  try {
    const again = new Desk(second.url)
    again.token = ana.token
    expect((await again.refund(aRefund(chargeId), { key })).body).toEqual(given.body)
    expect((await again.get(`/v1/changes?cursor=${next_cursor}`)).body.items).toEqual([])
    expect((await second.ledger()).refunds).toEqual([given.body])
  } finally {
    await second.erase()
  }
  const third = await startCentral({ keep })
  expect((await third.ledger()).refunds).toEqual([])
  await third.erase()
})

test('closing ends a long poll and waits for requests whose connection broke', async () => {
  const central = await startCentral({ think: () => sleep(100) })
  const ana = await Desk.signedIn(central.url, 'ana')
  const { chargeId } = await postPurchase(central)
  const { next_cursor } = (await ana.get('/v1/changes')).body
  const waiting = ana.get(`/v1/changes?cursor=${next_cursor}&wait=60`).then(
    ({ status }) => status,
    () => 'broken off',
  )
  central.faults.next('POST /v1/refunds', { dropReply: true })
  const lost = ana.refund(aRefund(chargeId)).catch(() => 'lost')
  await expect.poll(async () => (await central.ledger()).keys).toHaveLength(1)
  await central.close()
  expect([200, 'broken off']).toContain(await waiting)
  expect(await lost).toBe('lost')
})
