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

const decision = (charge_ids: string[], supersedes: string | null = null, verdict = 'not_duplicate') => {
  return { entity_hash: null, charge_ids, verdict, note: 'brothers', supersedes }
}

test('a decision gets 201, is in the feed, and is given again under its key', async () => {
  const key = randomUUID()
  const first = await ana.post('/v1/decisions', decision(['a1', 'a2']), { key })
  expect(first.status).toBe(201)
  expect(first.body).toMatchObject({ version: 1, decided_by: { id: 'u_ana' }, verdict: 'not_duplicate' })
  const again = await ana.post('/v1/decisions', decision(['a1', 'a2']), { key })
  expect([again.status, again.headers['idempotent-replayed'], again.body]).toEqual([201, 'true', first.body])
  const { items } = (await ana.get('/v1/changes')).body
  const { id, version, ...data } = first.body
  expect(items.at(-1)).toMatchObject({ kind: 'decision', id, version, data })
})

test('a second decision gets 409 with the one in force until it supersedes that one', async () => {
  const first = await ana.post('/v1/decisions', decision(['b1', 'b2']))
  const other = await ana.post('/v1/decisions', decision(['b2', 'b1', 'b3'], null, 'duplicate'))
  expect([other.status, other.body.code, other.body.standing]).toEqual([409, 'superseded', first.body])
  const second = await ana.post('/v1/decisions', decision(['b1', 'b2'], first.body.id, 'withdrawn'))
  expect(second.status).toBe(201)
  const late = await ana.post('/v1/decisions', decision(['b1', 'b2'], first.body.id, 'duplicate'))
  expect([late.status, late.body.standing.id]).toEqual([409, second.body.id])
})

test('decisions with only one charge in common are independent; superseding a decision that is not in force gets 409', async () => {
  expect((await ana.post('/v1/decisions', decision(['c1', 'c2']))).status).toBe(201)
  expect((await ana.post('/v1/decisions', decision(['c2', 'c3']))).status).toBe(201)
  const reply = await ana.post('/v1/decisions', decision(['c8', 'c9'], 'dc_nowhere'))
  expect([reply.status, reply.body.standing]).toEqual([409, null])
})

test('of two concurrent first decisions only one is accepted', async () => {
  const replies = await Promise.all(
    ['duplicate', 'not_duplicate'].map((verdict) => ana.post('/v1/decisions', decision(['d1', 'd2'], null, verdict))),
  )
  expect(replies.map(({ status }) => status).sort()).toEqual([201, 409])
})

test.each([[['e1']], [['e1', 'e1']]])('400: the charges %j are no pair', async (charges) => {
  expect((await ana.post('/v1/decisions', decision(charges), { broken: true })).status).toBe(400)
})

test('400: the key is missing or the verdict is unknown', async () => {
  expect((await ana.send('POST', '/v1/decisions', { body: decision(['f1', 'f2']), broken: true })).status).toBe(400)
  expect((await ana.post('/v1/decisions', decision(['f1', 'f2'], null, 'maybe'), { broken: true })).status).toBe(400)
})
