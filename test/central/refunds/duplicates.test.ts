import { afterAll, beforeAll, expect, test } from 'vitest'
import { Desk } from '../desk.ts'
import { aRefund, postPurchase } from '../sample-data.ts'
import { type Central, startCentral } from '../start.ts'

let central: Central
let ana: Desk

beforeAll(async () => {
  central = await startCentral()
  ana = await Desk.signedIn(central.url, 'ana')
})
afterAll(() => central.close())

const duplicate = (charge: string, keep: string, change = {}) =>
  aRefund(charge, { reason: 'duplicate', keep_charge_id: keep, ...change })

test('only one charge of a pair can be given back', async () => {
  const [a, b] = [await postPurchase(central), await postPurchase(central)]
  expect((await ana.refund(duplicate(b.chargeId, a.chargeId))).status).toBe(201)
  const other = await ana.refund(duplicate(a.chargeId, b.chargeId))
  expect(other.status).toBe(412)
  expect(other.body).toMatchObject({ code: 'stale_keep', executed: false, current_refunded_minor: 0 })
  expect(other.body.refunds).toMatchObject([{ charge_id: b.chargeId }])
})

test('two requests at the same time for both charges of a pair: one is given', async () => {
  const pairs = await Promise.all(
    Array.from({ length: 10 }, async () => [await postPurchase(central), await postPurchase(central)] as const),
  )
  for (const [a, b] of pairs) {
    const replies = await Promise.all([
      ana.refund(duplicate(a.chargeId, b.chargeId)),
      ana.refund(duplicate(b.chargeId, a.chargeId)),
    ])
    expect(replies.map(({ status }) => status).sort()).toEqual([201, 412])
  }
})

test.each(['authorised', 'voided', 'failed', 'disputed'])('stale_keep: the kept charge is %s', async (state) => {
  const [extra, kept] = [await postPurchase(central), await postPurchase(central, {}, { state })]
  expect((await ana.refund(duplicate(extra.chargeId, kept.chargeId))).body.code).toBe('stale_keep')
})

test('stale_keep: the kept charge is unknown, or its booking is cancelled or deleted', async () => {
  const extra = await postPurchase(central)
  expect((await ana.refund(duplicate(extra.chargeId, 'ch_nowhere'))).body.code).toBe('stale_keep')
  const cancelled = await postPurchase(central, { status: 'cancelled' })
  expect((await ana.refund(duplicate(extra.chargeId, cancelled.chargeId))).body.code).toBe('stale_keep')
  const deleted = await postPurchase(central)
  await central.act.deleteItem('booking', deleted.bookingId)
  expect((await ana.refund(duplicate(extra.chargeId, deleted.chargeId))).body.code).toBe('stale_keep')
})

test('a failed refund of the kept charge does not count', async () => {
  const [extra, kept] = [await postPurchase(central), await postPurchase(central)]
  const failed = await ana.refund(aRefund(kept.chargeId))
  await central.act.failRefund(failed.body.id)
  expect((await ana.refund(duplicate(extra.chargeId, kept.chargeId))).status).toBe(201)
})

test('the checks run in this order: gateway, charge, kept charge, expected amount, sum, limit', async () => {
  const kept = await postPurchase(central, { status: 'cancelled' })
  const good = await postPurchase(central)
  const held = await postPurchase(central, {}, { state: 'authorised', gateway: 'new' })
  const code = async (body: object, gateway = 'old') => (await ana.refund(body, { gateway })).body.code
  const all = { amount_minor: 999_999, expected_refunded_minor: 7 }
  expect(await code(duplicate(held.chargeId, kept.chargeId, all))).toBe('wrong_gateway')
  expect(await code(duplicate(held.chargeId, kept.chargeId, all), 'new')).toBe('not_captured')
  const charge = await postPurchase(central, {}, { amount_minor: 60_000 })
  expect(await code(duplicate(charge.chargeId, kept.chargeId, all))).toBe('stale_keep')
  expect(await code(duplicate(charge.chargeId, good.chargeId, all))).toBe('stale')
  expect(await code(duplicate(charge.chargeId, good.chargeId, { ...all, expected_refunded_minor: 0 }))).toBe(
    'exceeds_captured',
  )
  const last = await ana.refund(duplicate(charge.chargeId, good.chargeId, { amount_minor: 60_000 }))
  expect([last.status, last.body.state]).toEqual([202, 'pending_approval'])
})
