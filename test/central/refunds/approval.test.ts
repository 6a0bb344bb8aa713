import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Desk } from '../desk.ts'
import { aRefund, postPurchase } from '../sample-data.ts'
import { type Account, demoPeople } from '../session/people.ts'
import { type Central, startCentral } from '../start.ts'

const [, sam] = demoPeople
const sue: Account = { ...(sam as Account), id: 'u_sue', username: 'sue', name: 'Sue Park' }
let central: Central
let desks: Record<'ana' | 'sam' | 'sue' | 'ada', Desk>

beforeAll(async () => {
  central = await startCentral({ people: [...demoPeople, sue] })
  const [ana, sam, sueDesk, ada] = await Promise.all(
    ['ana', 'sam', 'sue', 'ada'].map((name) => Desk.signedIn(central.url, name)),
  )
  desks = { ana, sam, sue: sueDesk, ada } as typeof desks
})
afterAll(() => central.close())

/** A waiting refund of 600.00, requested by somebody with a lower limit; gives its id and charge. */
async function makeWaiting(change: Record<string, unknown> = {}, charge: Record<string, unknown> = {}) {
  const { chargeId } = await postPurchase(central, {}, { amount_minor: 60_000, ...charge })
  const reply = await desks.ana.refund(aRefund(chargeId, { amount_minor: 60_000, ...change }))
  expect(reply.status).toBe(202)
  return { id: reply.body.id as string, chargeId }
}

const decide = (desk: Desk, id: string, decision = 'approve', key?: string) =>
  desk.post(`/v1/refunds/${id}/approval`, { decision, note: 'seen' }, key ? { key } : {})

test('approve: the refund is pending with the person and the note; the same key gets it again, another key gets 409 decided', async () => {
  const { id } = await makeWaiting()
  const key = randomUUID()
  const approved = await decide(desks.sam, id, 'approve', key)
  expect(approved.status).toBe(200)
  expect(approved.body).toMatchObject({
    id,
    state: 'pending',
    version: 2,
    decided_by: { id: 'u_sam' },
    decision_note: 'seen',
  })
  const again = await decide(desks.sam, id, 'approve', key)
  expect([again.status, again.headers['idempotent-replayed'], again.body.id]).toEqual([200, 'true', id])
  const late = await decide(desks.sue, id, 'reject')
  expect([late.status, late.body.code, late.body.refund.state]).toEqual([409, 'decided', 'pending'])
})

test('reject: the amount of the refund is free again', async () => {
  const { id, chargeId } = await makeWaiting()
  expect((await decide(desks.sam, id, 'reject')).body.state).toBe('rejected')
  expect((await desks.ana.refund(aRefund(chargeId, { amount_minor: 100 }))).status).toBe(201)
})

test('403 for an agent, an admin and the requester; 404 for an unknown refund; 400 for an unknown decision', async () => {
  const { id } = await makeWaiting()
  expect((await decide(desks.ana, id)).body).toMatchObject({ status: 403, code: 'forbidden', executed: false })
  expect((await decide(desks.ada, id)).body.code).toBe('forbidden')
  const { chargeId } = await postPurchase(central, {}, { amount_minor: 900_000 })
  const own = await desks.sam.refund(aRefund(chargeId, { amount_minor: 600_000 }))
  expect(own.status).toBe(202)
  expect((await decide(desks.sam, own.body.id)).body).toMatchObject({
    status: 403,
    code: 'own_request',
    executed: false,
  })
  expect((await decide(desks.sam, 'rf_nowhere')).status).toBe(404)
  expect((await desks.sam.post(`/v1/refunds/${id}/approval`, { decision: 'perhaps' }, { broken: true })).status).toBe(
    400,
  )
  expect((await central.ledger()).refunds.find((refund) => refund.id === id)?.state).toBe('pending_approval')
})

test("403 above the approver's own limit; rejecting is allowed", async () => {
  const { chargeId } = await postPurchase(central, {}, { amount_minor: 900_000 })
  const requested = await desks.ana.refund(aRefund(chargeId, { amount_minor: 500_001 }))
  expect((await decide(desks.sue, requested.body.id)).body.code).toBe('above_limit')
  expect((await decide(desks.sue, requested.body.id, 'reject')).status).toBe(200)
})

test('an approval checks the state, the sum and the kept charge again', async () => {
  const gone = await makeWaiting()
  await central.act.changeItem('charge', gone.chargeId, { state: 'disputed' })
  expect((await decide(desks.sam, gone.id)).body).toMatchObject({ status: 422, code: 'not_captured', executed: false })
  const smaller = await makeWaiting()
  await central.act.changeItem('charge', smaller.chargeId, { amount_minor: 59_999 })
  expect((await decide(desks.sam, smaller.id)).body).toMatchObject({
    status: 422,
    code: 'exceeds_captured',
    executed: false,
  })
  const kept = await postPurchase(central)
  const pair = await makeWaiting({ reason: 'duplicate', keep_charge_id: kept.chargeId })
  await desks.ana.refund(aRefund(kept.chargeId))
  expect((await decide(desks.sam, pair.id)).body).toMatchObject({ status: 412, code: 'stale_keep', executed: false })
})

test('two supervisors at the same time: only one decides', async () => {
  const { id } = await makeWaiting()
  const replies = await Promise.all([decide(desks.sam, id), decide(desks.sue, id, 'reject')])
  expect(replies.map(({ status }) => status).sort()).toEqual([200, 409])
})
