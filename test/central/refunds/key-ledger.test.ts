import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Desk } from '../desk.ts'
import { aRefund, postPurchase } from '../sample-data.ts'
import { type Central, startCentral } from '../start.ts'

let central: Central
let ana: Desk
let now = Date.parse('2026-11-20T21:00:00.000Z')

/** The gateway's answer; it resolves at once unless a test holds it. */
let gate = Promise.resolve()

/** Holds every refund between the claim of its key and the decision until the returned function is called. */
function holdGateway(): () => void {
  const { promise, resolve } = Promise.withResolvers<void>()
  gate = promise
  return () => {
    gate = Promise.resolve()
    resolve()
  }
}

beforeAll(async () => {
  central = await startCentral({ clock: () => now, think: () => gate })
  ana = await Desk.signedIn(central.url, 'ana')
})
afterAll(() => central.close())

const refunds = async (chargeId: string) =>
  (await central.ledger()).refunds.filter((refund) => refund.charge_id === chargeId)

describe('one key, one refund', () => {
  test('a key gives one refund, whatever the gateway, the person and the cookie', async () => {
    const { chargeId } = await postPurchase(central)
    const key = randomUUID()
    const first = await ana.refund(aRefund(chargeId), { key })
    const sam = await Desk.signedIn(central.url, 'sam')
    for (const desk of [ana, sam]) {
      for (const gateway of ['old', 'new']) {
        const again = await desk.refund(aRefund(chargeId), { key, gateway, headers: { cookie: 'SERVERID=new' } })
        expect([again.status, again.body.id]).toEqual([200, first.body.id])
      }
    }
    expect(await refunds(chargeId)).toHaveLength(1)
  })

  test('upper and lower case of a key are the same key', async () => {
    const { chargeId } = await postPurchase(central)
    const key = randomUUID()
    await ana.refund(aRefund(chargeId), { key: key.toUpperCase() })
    expect((await ana.refund(aRefund(chargeId), { key })).status).toBe(200)
  })

  test('422 key_reused: the key comes with other content, other bytes or another path', async () => {
    const { chargeId } = await postPurchase(central)
    const key = randomUUID()
    await ana.refund(aRefund(chargeId), { key })
    const bytes = `${JSON.stringify(aRefund(chargeId))} `
    for (const body of [aRefund(chargeId, { note: 'x' }), bytes]) {
      const reply = await ana.refund(body, { key })
      expect([reply.status, reply.body.code, reply.body.executed]).toEqual([422, 'key_reused', undefined])
    }
    const decision = { entity_hash: null, charge_ids: ['a', 'b'], verdict: 'duplicate', note: '', supersedes: null }
    expect((await ana.post('/v1/decisions', decision, { key })).body.code).toBe('key_reused')
    expect(await refunds(chargeId)).toHaveLength(1)
  })

  test('a refusal binds its key for ever: the answer is the same, even if the refund would be allowed by now', async () => {
    const { chargeId } = await postPurchase(central, {}, { state: 'authorised' })
    const key = randomUUID()
    const refused = await ana.refund(aRefund(chargeId), { key })
    await central.act.changeItem('charge', chargeId, { state: 'captured' })
    now += 400 * 24 * 3600_000
    ana = await Desk.signedIn(central.url, 'ana')
    const again = await ana.refund(aRefund(chargeId), { key })
    expect([again.status, again.headers['idempotent-replayed']]).toEqual([422, 'true'])
    expect(again.body).toEqual(refused.body)
    expect((await ana.refund(aRefund(chargeId))).status).toBe(201)
  })

  test('a 400 binds its key too; for a key that is bound to a refund it does not claim that nothing was executed', async () => {
    const { chargeId } = await postPurchase(central)
    const key = randomUUID()
    const bad = aRefund(chargeId, { amount_minor: 0 })
    const first = await ana.refund(bad, { key, broken: true })
    expect((await ana.refund(bad, { key, broken: true })).body).toEqual(first.body)
    expect((await ana.refund(aRefund(chargeId), { key })).body.code).toBe('key_reused')
    const used = randomUUID()
    await ana.refund(aRefund(chargeId), { key: used })
    const late = await ana.refund(bad, { key: used, broken: true })
    expect([late.status, late.body.executed]).toEqual([400, undefined])
  })

  test('twenty concurrent requests with one key create one refund; the others get 409 in_progress or the refund', async () => {
    const { chargeId } = await postPurchase(central)
    const key = randomUUID()
    const release = holdGateway()
    const waiting = Array.from({ length: 20 }, () => ana.refund(aRefund(chargeId), { key }))
    expect((await Promise.race(waiting)).body.code).toBe('in_progress')
    release()
    const replies = await Promise.all(waiting)
    const answers = replies.map(({ status, body }) => (status === 409 ? body.code : status))
    expect(answers.filter((answer) => answer === 201)).toHaveLength(1)
    expect(answers.every((answer) => [200, 201, 'in_progress'].includes(answer))).toBe(true)
    expect(await refunds(chargeId)).toHaveLength(1)
  })

  test('twenty concurrent keys on one charge never give back more than was captured', async () => {
    const { chargeId } = await postPurchase(central)
    await Promise.all(Array.from({ length: 20 }, () => ana.refund(aRefund(chargeId, { amount_minor: 3000 }))))
    const given = await refunds(chargeId)
    expect(given).toHaveLength(1)
  })
})

describe('by key', () => {
  test('404 when the key was not seen, 202 while it is being worked on, 200 with the refund', async () => {
    const { chargeId } = await postPurchase(central)
    const key = randomUUID()
    const path = `/v1/refunds/by-key/${key}`
    expect((await ana.get(path)).status).toBe(404)
    const release = holdGateway()
    const under = ana.refund(aRefund(chargeId), { key })
    await expect.poll(async () => (await ana.get(path)).status, { interval: 5 }).toBe(202)
    release()
    const refund = await under
    expect((await ana.get(path)).body).toEqual(refund.body)
    expect((await ana.send('GET', '/v1/refunds/by-key/none', { broken: true })).status).toBe(400)
  })

  test('a void makes sure that the key never executes', async () => {
    const { chargeId } = await postPurchase(central)
    const key = randomUUID()
    const path = `/v1/refunds/by-key/${key}/void`
    expect((await ana.send('POST', path)).status).toBe(200)
    expect((await ana.send('POST', path)).status).toBe(200)
    const late = await ana.refund(aRefund(chargeId), { key })
    expect([late.status, late.body.code, late.body.executed]).toEqual([409, 'voided', false])
    expect((await ana.get(`/v1/refunds/by-key/${key}`)).status).toBe(404)
    expect(await refunds(chargeId)).toEqual([])
  })

  test('a void gets 409 with the refund after execution, 409 while it is under way, and 200 after a refusal', async () => {
    const { chargeId } = await postPurchase(central)
    const [key, refused] = [randomUUID(), randomUUID()]
    const release = holdGateway()
    const under = ana.refund(aRefund(chargeId), { key })
    await expect.poll(async () => (await ana.get(`/v1/refunds/by-key/${key}`)).status, { interval: 5 }).toBe(202)
    expect((await ana.send('POST', `/v1/refunds/by-key/${key}/void`)).body.code).toBe('in_progress')
    release()
    const refund = await under
    const reply = await ana.send('POST', `/v1/refunds/by-key/${key}/void`)
    expect([reply.status, reply.body.refund]).toEqual([409, refund.body])
    await ana.refund(aRefund('ch_nowhere'), { key: refused })
    expect((await ana.send('POST', `/v1/refunds/by-key/${refused}/void`)).status).toBe(200)
  })

  test('a key whose server died is free after a minute, and the old request never executes', async () => {
    const { chargeId } = await postPurchase(central)
    const key = randomUUID()
    const release = holdGateway()
    const slow = ana.refund(aRefund(chargeId), { key })
    await expect.poll(async () => (await ana.get(`/v1/refunds/by-key/${key}`)).status, { interval: 5 }).toBe(202)
    now += 61_000
    expect((await ana.send('POST', `/v1/refunds/by-key/${key}/void`)).status).toBe(200)
    release()
    expect((await slow).body.code).toBe('in_progress')
    expect((await ana.refund(aRefund(chargeId), { key })).body.code).toBe('voided')
    expect(await refunds(chargeId)).toEqual([])
  })
})
