import { randomUUID } from 'node:crypto'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { countQueue } from '../../../../../src/main/engine/features/queue/queue.ts'
import { anAccount } from '../../../../central/session/people.ts'
import { type Central, startCentral } from '../../../../central/start.ts'
import { addRefund } from '../../copy-rows.ts'
import {
  expectOk,
  leaveDesk,
  openSignedIn,
  reopenDesk,
  sendUntil,
  submit,
  type WorkingDesk,
} from '../../working-desk.ts'
import { makeKnownCharge } from '../known-charge.ts'

const upTo = (amount_minor: number) => [{ amount_minor, currency: 'GBP' }]
const people = [
  anAccount('ana', { limits: upTo(20_000) }),
  anAccount('sam', { role: 'supervisor', limits: upTo(100_000) }),
]

let central: Central
let ana: WorkingDesk
let sam: WorkingDesk
let chargeId: string
let refundId: string

beforeAll(async () => {
  central = await startCentral({ people })
})
afterAll(() => central.close())

/** ana asks for a refund of 300.00, and the copy of sam holds it. */
beforeEach(async () => {
  ana = await openSignedIn({ url: central.url, username: 'ana', password: 'once-demo' })
  sam = await openSignedIn({ url: central.url, username: 'sam', password: 'once-demo' })
  chargeId = await makeKnownCharge(central, [ana, sam], 30_000)
  const { key } = expectOk(submit(ana, chargeId, { amountMinor: 30_000 }))
  await sendUntil(ana, key, 'pending_approval')
  refundId = ana.row(key).refundId ?? expect.fail()
  addRefund(sam.copy, { id: refundId, chargeId, amountMinor: 30_000, state: 'pending_approval', key })
  sam.copy.sqlite.exec("UPDATE refund SET currency = 'GBP', requested_by_id = 'u_ana', requested_by_name = 'ana'")
})

afterEach(async () => {
  central.faults.clear()
  for (const desk of [ana, sam]) await leaveDesk(desk)
})

const decide = (desk: WorkingDesk, decision: 'approve' | 'reject') =>
  desk.approvals.decide({ refundId, decision, note: 'read the evidence' })
const decision = () => expectOk(sam.approvals.list())[0]?.decision
const centralRefund = async () => (await central.ledger()).refunds.find(({ id }) => id === refundId)

test('a supervisor sees a waiting refund with its evidence', () => {
  const [view] = expectOk(sam.approvals.list())
  expect(view).toMatchObject({
    refund: { id: refundId, amountMinor: 30_000, requestedBy: { name: 'ana' } },
    charge: { amountMinor: 30_000, state: 'captured', booking: { reference: 'K3J9QX', travellerName: 'Davey Jones' } },
    keptCharge: null,
    mayNotDecide: null,
    decision: null,
  })
})

test.each([
  ['approve', 'pending'],
  ['reject', 'rejected'],
] as const)(
  'a decision made offline survives a restart and is sent when the network is back: %s',
  async (choice, state) => {
    expect(expectOk(decide(sam, choice))).toMatchObject({ state: 'queued', by: { name: 'sam' } })
    expect(expectOk(decide(sam, choice)).key).toBe(decision()?.key)
    expect(countQueue(sam.view).queued).toBe(1)
    sam = await reopenDesk(sam)
    central.faults.next(`POST /v1/refunds/${refundId}/approval`, { dropReply: true })
    sam.outbox.start()
    await sam.time.flowUntil(() => decision()?.state === 'given')
    expect(decision()?.centralState).toBe(state)
    expect(await centralRefund()).toMatchObject({
      state,
      decided_by: { id: 'u_sam' },
      decision_note: 'read the evidence',
    })
    expect(sam.desk.sqlite.prepare('SELECT count(*) FROM outbox').pluck().get()).toBe(0)
  },
)

test('a decision that another supervisor has made first is shown to the slower one', async () => {
  const body = Buffer.from('{"decision":"reject","note":"no"}')
  const path = `/v1/refunds/${refundId}/approval`
  expectOk(await sam.client.post(path, { key: randomUUID(), bodyBytes: body, deadlineMs: 60_000 }))
  expectOk(decide(sam, 'approve'))
  sam.outbox.start()
  await sam.time.flowUntil(() => decision()?.state === 'decided')
  expect(decision()).toMatchObject({ problemCode: 'decided', centralState: 'rejected' })
})

test('the result of a decision stays in the list for a day for the person who decided', () => {
  expectOk(decide(sam, 'approve'))
  sam.copy.sqlite.exec("UPDATE refund SET state = 'pending'")
  expect(expectOk(sam.approvals.list())).toMatchObject([
    { refund: { id: refundId, state: 'pending' }, decision: { decision: 'approve' } },
  ])
  sam.time.advance(24 * 60 * 60 * 1_000 + 1)
  expect(expectOk(sam.approvals.list())).toEqual([])
})

test('nobody decides on their own request or above their limit, and an agent decides nothing', async () => {
  addRefund(ana.copy, { id: refundId, chargeId, amountMinor: 30_000, state: 'pending_approval' })
  expect(decide(ana, 'approve')).toMatchObject({ failure: { code: 'role' } })
  sam.copy.sqlite.exec("UPDATE refund SET requested_by_id = 'u_sam'")
  expect(decide(sam, 'reject')).toMatchObject({ failure: { code: 'own_request' } })
  sam.copy.sqlite.exec("UPDATE refund SET requested_by_id = 'u_ana', amount_minor = 100001")
  expect(expectOk(sam.approvals.list())[0]?.mayNotDecide).toBe('above_limit')
  expect(decide(sam, 'approve')).toMatchObject({ failure: { code: 'above_limit' } })
})

test('a refusal of the central service is shown, and the person may decide again', async () => {
  sam.copy.sqlite.exec("UPDATE refund SET requested_by_id = 'u_ana'")
  const { charge_id } = (await centralRefund()) ?? expect.fail()
  await central.act.changeItem('charge', String(charge_id), { state: 'disputed' })
  expectOk(decide(sam, 'approve'))
  sam.outbox.start()
  await sam.time.flowUntil(() => decision()?.state === 'refused')
  expect(decision()?.problemCode).toBe('not_captured')
  expect(expectOk(decide(sam, 'reject')).state).not.toBe('refused')
  await sam.time.flowUntil(() => decision()?.state === 'given')
})

test('a clock that was set back does not hide the decision that is on its way', async () => {
  const { charge_id } = (await centralRefund()) ?? expect.fail()
  await central.act.changeItem('charge', String(charge_id), { state: 'disputed' })
  expectOk(decide(sam, 'approve'))
  sam.outbox.start()
  await sam.time.flowUntil(() => decision()?.state === 'refused')
  sam.time.now -= 86_400_000
  const { key } = expectOk(decide(sam, 'reject'))
  expect(expectOk(decide(sam, 'reject')).key).toBe(key)
  expect(decision()?.key).toBe(key)
})
