import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
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

const refunds = async (chargeId: string) =>
  (await central.ledger()).refunds.filter((refund) => refund.charge_id === chargeId)
const keys = async (key: string) => (await central.ledger()).keys.filter((row) => row.key === key)

describe("the answers of the contract's table", () => {
  test('201: the refund is accepted, with id, version, key, charge and amount echoed', async () => {
    const { chargeId } = await postPurchase(central)
    const key = randomUUID()
    const reply = await ana.refund(aRefund(chargeId), { key })
    expect(reply.status).toBe(201)
    expect(reply.headers['idempotent-replayed']).toBeUndefined()
    expect(reply.body).toMatchObject({
      version: 1,
      idempotency_key: key,
      charge_id: chargeId,
      amount_minor: 9599,
      state: 'pending',
    })
    expect(reply.body.requested_by).toEqual({ id: 'u_ana', name: 'Ana Silva' })
    expect(await refunds(chargeId)).toEqual([reply.body])
  })

  test('200 with Idempotent-Replayed: the same refund in its current state', async () => {
    const { chargeId } = await postPurchase(central)
    const key = randomUUID()
    const first = await ana.refund(aRefund(chargeId), { key })
    await central.act.failRefund(first.body.id)
    const again = await ana.refund(aRefund(chargeId), { key })
    expect(again.status).toBe(200)
    expect(again.headers['idempotent-replayed']).toBe('true')
    expect(again.body).toMatchObject({ id: first.body.id, version: 2, state: 'failed' })
    expect(await refunds(chargeId)).toHaveLength(1)
  })

  test("202: the amount is above the requester's limit, and a replay gets 202 until somebody has decided", async () => {
    const { chargeId } = await postPurchase(central, {}, { amount_minor: 90_000 })
    const key = randomUUID()
    const body = aRefund(chargeId, { amount_minor: 50_001 })
    const first = await ana.refund(body, { key })
    const again = await ana.refund(body, { key })
    expect([first.status, first.body.state]).toEqual([202, 'pending_approval'])
    expect([again.status, again.headers['idempotent-replayed']]).toEqual([202, 'true'])
    expect(again.body).toEqual(first.body)
  })

  test.each([
    ['USD', 50_000, 201],
    ['JPY', 75_000, 201],
    ['JPY', 75_001, 202],
    ['KWD', 150_000, 201],
    ['CHF', 1, 202],
  ])('the limit in %s: %i minor units get %i', async (currency, amount_minor, status) => {
    const { chargeId } = await postPurchase(central, {}, { amount_minor: 900_000, currency })
    expect((await ana.refund(aRefund(chargeId, { amount_minor, currency }))).status).toBe(status)
  })

  test('404: the charge is unknown, and the key is bound to this answer', async () => {
    const key = randomUUID()
    const reply = await ana.refund(aRefund('ch_nowhere'), { key })
    expect([reply.status, reply.body.code, reply.body.executed]).toEqual([404, 'charge_not_found', false])
    expect(await keys(key)).toMatchObject([{ state: 'final', status: 404 }])
  })

  test('409 wrong_gateway names the right gateway and does not bind the key', async () => {
    const { chargeId } = await postPurchase(central, {}, { gateway: 'new' })
    const key = randomUUID()
    const wrong = await ana.refund(aRefund(chargeId), { key })
    expect(wrong.status).toBe(409)
    expect(wrong.body).toMatchObject({ code: 'wrong_gateway', executed: false, gateway: 'new' })
    expect(await keys(key)).toEqual([])
    expect((await ana.refund(aRefund(chargeId), { key, gateway: 'new' })).status).toBe(201)
  })

  test('412 stale lists the refunds so far with person, time and key', async () => {
    const { chargeId } = await postPurchase(central)
    const sam = await Desk.signedIn(central.url, 'sam')
    const first = await sam.refund(aRefund(chargeId, { amount_minor: 1000 }))
    const reply = await ana.refund(aRefund(chargeId, { amount_minor: 1000 }))
    expect(reply.status).toBe(412)
    expect(reply.body).toMatchObject({
      code: 'stale',
      executed: false,
      current_refunded_minor: 1000,
      refunds: [first.body],
    })
  })

  test('422 exceeds_captured: two refunds exceed the charge by one unit', async () => {
    const { chargeId } = await postPurchase(central)
    expect((await ana.refund(aRefund(chargeId, { amount_minor: 9000 }))).status).toBe(201)
    const beyond = await ana.refund(aRefund(chargeId, { amount_minor: 600, expected_refunded_minor: 9000 }))
    expect([beyond.status, beyond.body.code, beyond.body.executed]).toEqual([422, 'exceeds_captured', false])
    expect((await ana.refund(aRefund(chargeId, { amount_minor: 599, expected_refunded_minor: 9000 }))).status).toBe(201)
  })

  test('failed and rejected refunds do not count, and a refund that waits for approval does', async () => {
    const { chargeId } = await postPurchase(central, {}, { amount_minor: 60_000 })
    const first = await ana.refund(aRefund(chargeId, { amount_minor: 60_000 }))
    expect(first.status).toBe(202)
    expect((await ana.refund(aRefund(chargeId, { amount_minor: 1 }))).body).toMatchObject({
      code: 'stale',
      current_refunded_minor: 60_000,
    })
    await central.act.failRefund(first.body.id, 'rejected')
    const second = await ana.refund(aRefund(chargeId, { amount_minor: 500 }))
    expect(second.status).toBe(201)
    await central.act.failRefund(second.body.id, 'failed')
    expect((await ana.refund(aRefund(chargeId, { amount_minor: 500 }))).status).toBe(201)
  })

  test.each(['authorised', 'voided', 'failed', 'disputed', 'teleported'])(
    '422 not_captured: the charge is %s',
    async (state) => {
      const { chargeId } = await postPurchase(central, {}, { state })
      const reply = await ana.refund(aRefund(chargeId))
      expect([reply.status, reply.body.code, reply.body.executed]).toEqual([422, 'not_captured', false])
    },
  )

  test.each([{ purpose: 'magic' }, { gateway: 'third' }])(
    'a charge with an unknown value is not refundable: %o',
    async (change) => {
      const { chargeId } = await postPurchase(central, {}, change)
      expect((await ana.refund(aRefund(chargeId))).body.code).toBe('not_captured')
    },
  )

  test('401: without a token or with a wrong one, nothing is bound to the key', async () => {
    const { chargeId } = await postPurchase(central)
    const key = randomUUID()
    const nobody = new Desk(central.url)
    expect((await nobody.refund(aRefund(chargeId), { key, broken: true })).status).toBe(401)
    nobody.token = 'made-up'
    const reply = await nobody.refund(aRefund(chargeId), { key })
    expect([reply.status, reply.headers['www-authenticate']]).toEqual([401, 'Bearer'])
    expect(await keys(key)).toEqual([])
  })
})

describe('the request of a refund is checked against the contract', () => {
  test.each([
    { amount_minor: 0 },
    { amount_minor: -1 },
    { amount_minor: 1.5 },
    { amount_minor: '9599' },
    { amount_minor: 2 ** 53 },
    { amount_minor: null },
    { currency: 'pounds' },
    { charge_id: '' },
    { charge_id: 'x'.repeat(65) },
    { reason: 'because' },
    { reason: 'duplicate' },
    { keep_charge_id: 'ch_other' },
    { note: null },
    { expected_refunded_minor: -1 },
    { expected_refunded_minor: undefined },
  ])('400: the body has %o', async (change) => {
    const { chargeId } = await postPurchase(central)
    const reply = await ana.refund(aRefund(chargeId, change), { broken: true })
    expect([reply.status, reply.body.executed]).toEqual([400, false])
    expect(await refunds(chargeId)).toEqual([])
  })

  test('400: the kept charge is the charge to give back', async () => {
    const { chargeId } = await postPurchase(central)
    expect((await ana.refund(aRefund(chargeId, { reason: 'duplicate', keep_charge_id: chargeId }))).status).toBe(400)
  })

  test.each(['', '{', '[]', '"text"', 'null'])('400: the body is %j', async (body) => {
    expect((await ana.refund(body, { broken: true })).status).toBe(400)
  })

  test('400: the content type is not JSON; 413: the body has more than 64 KiB', async () => {
    const { chargeId } = await postPurchase(central)
    const plain = await ana.refund(JSON.stringify(aRefund(chargeId)), {
      headers: { 'content-type': 'text/plain' },
      broken: true,
    })
    expect(plain.status).toBe(400)
    const large = await ana.refund(aRefund(chargeId, { note: 'x'.repeat(64 * 1024) }), { broken: true })
    expect([large.status, large.body.code]).toEqual([413, 'too_large'])
    const nobody = new Desk(central.url)
    const unknown = await nobody.refund(aRefund(chargeId, { note: 'x'.repeat(64 * 1024) }), { broken: true })
    expect(unknown.status).toBe(401)
  })

  test('400: the gateway is missing or unknown; the key is missing, unquoted or not a UUID', async () => {
    const { chargeId } = await postPurchase(central)
    expect((await ana.post('/v1/refunds', aRefund(chargeId), { broken: true })).status).toBe(400)
    expect((await ana.refund(aRefund(chargeId), { gateway: 'third', broken: true })).status).toBe(400)
    for (const header of [randomUUID(), '"key"', '']) {
      const headers = { 'x-gateway': 'old', 'idempotency-key': header }
      const reply = await ana.send('POST', '/v1/refunds', { body: aRefund(chargeId), headers, broken: true })
      expect([reply.status, reply.body.executed]).toEqual([400, false])
    }
  })

  test('unknown members are ignored', async () => {
    const { chargeId } = await postPurchase(central)
    expect((await ana.refund(aRefund(chargeId, { colour: 'blue' }))).status).toBe(201)
  })

  test('400: the currency is not that of the charge', async () => {
    const { chargeId } = await postPurchase(central)
    expect((await ana.refund(aRefund(chargeId, { currency: 'EUR' }))).body.code).toBe('currency_mismatch')
  })
})
