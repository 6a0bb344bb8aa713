import { randomUUID } from 'node:crypto'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { countQueue } from '../../../src/main/desk/queue.ts'
import { posted } from '../../central/records.ts'
import { type Central, startCentral } from '../../central/start.ts'
import { addCharge, addRefund } from '../copy-rows.ts'
import { expectOk, kindOf, leaveDesk, openSignedIn, reopenDesk, submit, type WorkingDesk } from '../working-desk.ts'

const people = (
  [
    ['ana', 'agent', 20_000],
    ['ben', 'agent', 20_000],
    ['sam', 'supervisor', 100_000],
  ] as const
).map(([username, role, limit]) => ({
  id: `u_${username}`,
  username,
  name: username,
  role,
  refund_limit: [{ amount_minor: limit, currency: 'GBP' }],
  locale: 'en',
}))

/** A refund being asked for, and nothing else under that path. */
const giving = ({ method, path }: { method: string; path: string }) => method === 'POST' && path === '/v1/refunds'

let central: Central
let at: WorkingDesk
let chargeId: string
const desks: WorkingDesk[] = []

beforeAll(async () => {
  central = await startCentral({ people })
})
afterAll(() => central.close())

beforeEach(async () => {
  at = await openFor('ana')
  chargeId = await aKnownCharge(at)
})

afterEach(async () => {
  central.faults.clear()
  for (const desk of desks.splice(0)) await leaveDesk(desk)
})

async function openFor(username: string): Promise<WorkingDesk> {
  const desk = await openSignedIn({ url: central.url, username, password: 'once-demo' })
  desks.push(desk)
  return desk
}

/** A charge of 95.99 GBP, or as said, that the central service and this copy hold. */
async function aKnownCharge(desk: WorkingDesk, amountMinor = 9_599): Promise<string> {
  const { chargeId: id } = await posted(central, {}, { amount_minor: amountMinor })
  addCharge(desk.copy, id, { amountMinor, currency: 'GBP' })
  return id
}

const wish = (desk: WorkingDesk, id = chargeId) => expectOk(submit(desk, id, { amountMinor: 9_599 })).key
const refunds = async (id = chargeId) => (await central.ledger()).refunds.filter((it) => it.charge_id === id)

/** Lets it be sent until it has this state. */
async function sendUntil(desk: WorkingDesk, key: string, state: string): Promise<void> {
  desk.outbox.start()
  await desk.time.flowUntil(() => desk.row(key).state === state)
}

/** Another person sits down at the desk. */
async function seat(desk: WorkingDesk, username: string): Promise<void> {
  await desk.session.signOut()
  expectOk(await desk.session.signIn(username, 'once-demo'))
}

/** A refund that was sent, came of nothing, and whose key the central service has seen with other content. */
async function aReusedKey(): Promise<string> {
  const key = wish(at)
  const { chargeId: other } = await posted(central)
  const body = { charge_id: other, keep_charge_id: null, amount_minor: 1, currency: 'GBP', reason: 'other', note: '' }
  const posting = await at.client.post('/v1/refunds', {
    headers: { 'idempotency-key': `"${key}"`, 'x-gateway': 'old' },
    bodyBytes: Buffer.from(JSON.stringify({ ...body, expected_refunded_minor: 0 })),
    deadlineMs: 5_000,
    maxBytes: 65_536,
  })
  expect(expectOk(posting).status).toBe(201)
  await sendUntil(at, key, 'needs_review')
  return key
}

describe('the history', () => {
  test('tells every step, by whom and why, oldest first', async () => {
    const key = wish(at)
    await sendUntil(at, key, 'confirmed')
    const steps = expectOk(at.reviews.history({ key }))
    expect(steps.map(({ who, from, to, why }) => [who?.name ?? null, from, to, why])).toEqual([
      ['ana', null, 'queued', 'submitted'],
      [null, 'queued', 'sending', 'attempt_1'],
      [null, 'sending', 'confirmed', 'pending'],
    ])
    expect(kindOf(at.reviews.history({ key: randomUUID() }))).toBe('not_found')
    await at.session.signOut()
    expect(kindOf(at.reviews.history({ key }))).toBe('signed_out')
  })
})

describe('the review', () => {
  test('shows what was sent, what came back, and what the central service says now', async () => {
    central.faults.next(giving, { dropReply: true }, 3)
    const key = wish(at)
    await sendUntil(at, key, 'unknown')
    at.outbox.setOnline(false)
    const { sent, cameBack, central: says, intent } = expectOk(await at.reviews.review({ key }))
    expect(JSON.parse(sent.body)).toMatchObject({ charge_id: chargeId, amount_minor: 9_599 })
    expect(sent).toMatchObject({ key, gateway: 'old', attempts: intent.attempts })
    expect(cameBack).toMatchObject({ code: 'network', at: expect.any(Number) })
    expect(says).toMatchObject({ kind: 'refund', refund: { chargeId, amountMinor: 9_599, state: 'pending' } })
  })

  test('says what was not seen, and what cannot be asked', async () => {
    const key = wish(at)
    expect(expectOk(await at.reviews.review({ key })).central).toEqual({ kind: 'not_seen' })
    central.faults.next('GET /v1/refunds/by-key', { dropRequest: true })
    expect(expectOk(await at.reviews.review({ key })).central).toEqual({
      kind: 'not_reachable',
      failure: { kind: 'central_unreachable', code: 'network' },
    })
  })
})

describe('asking again', () => {
  test('settles from what the key came to, for anybody signed in', async () => {
    central.faults.next(giving, { dropReply: true }, 3)
    const key = wish(at)
    await sendUntil(at, key, 'unknown')
    at.outbox.setOnline(false)
    await seat(at, 'ben')
    expect(expectOk(await at.reviews.askAgain({ key }))).toMatchObject({ state: 'confirmed', centralState: 'pending' })
    expect(expectOk(at.reviews.history({ key })).at(-1)).toMatchObject({ who: { name: 'ben' }, to: 'confirmed' })
    expect(await refunds()).toHaveLength(1)
  })

  test('what was not seen goes once more with the same key and bytes', async () => {
    const key = wish(at)
    at.desk.write('person', () => {
      at.desk.sqlite.exec("UPDATE intent SET state = 'needs_review', problem_code = 'charge_changed'")
    })
    expect(expectOk(await at.reviews.askAgain({ key })).state).toBe('unknown')
    await sendUntil(at, key, 'confirmed')
    expect(await refunds()).toMatchObject([{ idempotency_key: key }])
  })

  test('never after key_reused: only its other refund is shown', async () => {
    const key = await aReusedKey()
    expect(at.row(key).problemCode).toBe('key_reused')
    expect(expectOk(await at.reviews.askAgain({ key }))).toMatchObject({
      state: 'needs_review',
      problemCode: 'echo_charge',
    })
    expect(await refunds()).toHaveLength(0)
  })

  test('without an answer nothing changes', async () => {
    const key = wish(at)
    central.faults.next('GET /v1/refunds/by-key', { html: true })
    expect(kindOf(await at.reviews.askAgain({ key }))).toBe('central_broken')
    expect(at.row(key).state).toBe('queued')
  })
})

describe('closing as not executed', () => {
  test('the void is the proof: refused, and a delayed attempt can never run', async () => {
    central.faults.next(giving, { status: 503, body: '{}' }, 99)
    const key = wish(at)
    await sendUntil(at, key, 'unknown')
    at.outbox.setOnline(false)
    const closed = expectOk(await at.reviews.closeAsNotExecuted({ key, note: 'caller paid otherwise' }))
    expect(closed).toMatchObject({ state: 'refused', problemCode: 'voided', waitingFor: null })
    expect(expectOk(at.reviews.history({ key })).at(-1)).toMatchObject({
      who: { name: 'ana' },
      why: 'voided',
      note: 'caller paid otherwise',
    })
    central.faults.clear()
    const late = await at.client.post('/v1/refunds', {
      headers: { 'idempotency-key': `"${key}"`, 'x-gateway': 'old' },
      bodyBytes: at.row(key).body,
      deadlineMs: 5_000,
      maxBytes: 65_536,
    })
    expect(expectOk(late)).toMatchObject({ status: 409, body: { code: 'voided', executed: false } })
    expect(await refunds()).toHaveLength(0)
    expect(kindOf(submit(at, chargeId, { amountMinor: 9_599 }))).toBe('ok')
  })

  test('what has executed is confirmed instead', async () => {
    central.faults.next(giving, { dropReply: true }, 3)
    const key = wish(at)
    await sendUntil(at, key, 'unknown')
    at.outbox.setOnline(false)
    expect(expectOk(await at.reviews.closeAsNotExecuted({ key, note: 'x' })).state).toBe('confirmed')
  })

  test('not by another agent, and not what was never tried', async () => {
    const key = wish(at)
    expect(kindOf(await at.reviews.closeAsNotExecuted({ key, note: 'x' }))).toBe('changed_meanwhile')
    await seat(at, 'ben')
    expect(await at.reviews.closeAsNotExecuted({ key, note: 'x' })).toMatchObject({ failure: { code: 'role' } })
  })

  test('without the answer that proves it nothing changes', async () => {
    central.faults.next(giving, { status: 503, body: '{}' }, 3)
    const key = wish(at)
    await sendUntil(at, key, 'unknown')
    at.outbox.setOnline(false)
    central.faults.clear()
    for (const fault of [{ html: true }, { dropReply: true }, { status: 200, body: '{}' }] as const) {
      central.faults.next(`POST /v1/refunds/by-key/${key}/void`, fault)
      expect(kindOf(await at.reviews.closeAsNotExecuted({ key, note: 'x' }))).toMatch(/^central_/)
      expect(at.row(key).state).toBe('unknown')
    }
  })
})

describe('a supervisor', () => {
  test('takes back what was never tried, with a note, and voids what was', async () => {
    const untried = wish(at)
    const secondCharge = await aKnownCharge(at)
    await seat(at, 'sam')
    expect(expectOk(await at.reviews.supervise({ key: untried, note: 'ana is ill' })).state).toBe('cancelled')
    expect(expectOk(at.reviews.history({ key: untried })).at(-1)).toMatchObject({
      who: { name: 'sam' },
      note: 'ana is ill',
    })

    await seat(at, 'ana')
    central.faults.next(giving, { status: 503, body: '{}' }, 99)
    const tried = wish(at, secondCharge)
    await sendUntil(at, tried, 'unknown')
    at.outbox.setOnline(false)
    await seat(at, 'sam')
    central.faults.clear()
    expect(expectOk(await at.reviews.supervise({ key: tried, note: 'ana is ill' }))).toMatchObject({
      state: 'refused',
      problemCode: 'voided',
      waitingFor: 'person',
    })
    const own = expectOk(submit(at, secondCharge, { amountMinor: 9_599 }))
    await sendUntil(at, own.key, 'confirmed')
    expect(await refunds(secondCharge)).toMatchObject([{ requested_by: { id: 'u_sam' } }])
  })

  test('never their own, and never an agent', async () => {
    const key = wish(at)
    await seat(at, 'ben')
    expect(await at.reviews.supervise({ key, note: 'x' })).toMatchObject({ failure: { code: 'role' } })
    await seat(at, 'sam')
    const theirs = wish(at, await aKnownCharge(at))
    expect(await at.reviews.supervise({ key: theirs, note: 'x' })).toMatchObject({ failure: { code: 'own_request' } })
  })
})

test('retrying now does not wait for the next try', async () => {
  central.faults.next(giving, { status: 503, headers: { 'retry-after': '3000' }, body: '{}' })
  const key = wish(at)
  await sendUntil(at, key, 'unknown')
  const saidAt = at.time.now
  expectOk(at.reviews.retryNow({ key }))
  await at.time.flowUntil(() => at.row(key).state === 'confirmed')
  expect(at.time.now - saidAt).toBeLessThan(120_000)
  expect(kindOf(at.reviews.retryNow({ key }))).toBe('changed_meanwhile')
})

test('two agents, one charge: the second reads who gave back how much, and when', async () => {
  const ben = await openFor('ben')
  addCharge(ben.copy, chargeId, { amountMinor: 9_599, currency: 'GBP' })
  await sendUntil(at, wish(at), 'confirmed')
  const second = wish(ben)
  await sendUntil(ben, second, 'refused')
  const [first] = await refunds()
  expect(expectOk(await ben.reviews.review({ key: second })).intent.faster).toEqual({
    currentRefundedMinor: 9_599,
    refunds: [
      {
        chargeId,
        amountMinor: 9_599,
        currency: 'GBP',
        state: 'pending',
        who: { id: 'u_ana', name: 'ana' },
        at: Date.parse(String(first?.created_at)),
      },
    ],
  })
})

describe('approvals', () => {
  let sam: WorkingDesk
  let asked: string

  /** A refund of 300.00 that ana asked for and sam's copy has heard of; gives its id. */
  beforeEach(async () => {
    sam = await openFor('sam')
    const id = await aKnownCharge(at, 30_000)
    addCharge(sam.copy, id, { amountMinor: 30_000, currency: 'GBP' })
    const { key } = expectOk(submit(at, id, { amountMinor: 30_000 }))
    await sendUntil(at, key, 'pending_approval')
    asked = at.row(key).refundId ?? expect.fail()
    addRefund(sam.copy, { id: asked, chargeId: id, amountMinor: 30_000, state: 'pending_approval', key })
    sam.copy.sqlite.exec("UPDATE refund SET currency = 'GBP', requested_by_id = 'u_ana', requested_by_name = 'ana'")
  })

  const decide = (desk: WorkingDesk, decision: 'approve' | 'reject') =>
    desk.approvals.decide({ refundId: asked, decision, note: 'read the evidence' })
  const decision = () => expectOk(sam.approvals.list())[0]?.decision
  const stateThere = async () => (await central.ledger()).refunds.find(({ id }) => id === asked)

  test('a supervisor sees what waits with its evidence', () => {
    const [view] = expectOk(sam.approvals.list())
    expect(view).toMatchObject({
      refund: { id: asked, amountMinor: 30_000, requestedBy: { name: 'ana' } },
      charge: { amountMinor: 30_000, state: 'captured', record: { reference: 'K3J9QX', travellerName: 'Davey Jones' } },
      keptCharge: null,
      mayNotDecide: null,
      decision: null,
    })
  })

  test.each([
    ['approve', 'pending'],
    ['reject', 'rejected'],
  ] as const)('decides offline: %s survives a restart and goes when there is a network', async (word, state) => {
    expect(expectOk(decide(sam, word))).toMatchObject({ state: 'queued', by: { name: 'sam' } })
    expect(expectOk(decide(sam, word)).key).toBe(decision()?.key)
    expect(countQueue(sam.view).queued).toBe(1)
    const before = sam
    sam = await reopenDesk(before)
    desks.splice(desks.indexOf(before), 1, sam)
    central.faults.next(`POST /v1/refunds/${asked}/approval`, { dropReply: true })
    sam.outbox.start()
    await sam.time.flowUntil(() => decision()?.state === 'given')
    expect(decision()?.centralState).toBe(state)
    expect(await stateThere()).toMatchObject({ state, decided_by: { id: 'u_sam' }, decision_note: 'read the evidence' })
    expect(sam.desk.sqlite.prepare('SELECT count(*) FROM outbox').pluck().get()).toBe(0)
  })

  test('somebody else was faster: their decision is told', async () => {
    const body = Buffer.from('{"decision":"reject","note":"no"}')
    const headers = { 'idempotency-key': `"${randomUUID()}"` }
    const path = `/v1/refunds/${asked}/approval`
    expectOk(await sam.client.post(path, { headers, bodyBytes: body, deadlineMs: 5_000, maxBytes: 65_536 }))
    expectOk(decide(sam, 'approve'))
    sam.outbox.start()
    await sam.time.flowUntil(() => decision()?.state === 'decided')
    expect(decision()).toMatchObject({ problemCode: 'decided', centralState: 'rejected' })
  })

  test('what came of it stays for a day with the person who decided', () => {
    expectOk(decide(sam, 'approve'))
    sam.copy.sqlite.exec("UPDATE refund SET state = 'pending'")
    expect(expectOk(sam.approvals.list())).toMatchObject([
      { refund: { id: asked, state: 'pending' }, decision: { decision: 'approve' } },
    ])
    sam.time.advance(24 * 60 * 60 * 1_000 + 1)
    expect(expectOk(sam.approvals.list())).toEqual([])
  })

  test('never their own, never above their limit, never an agent', async () => {
    addRefund(at.copy, { id: asked, chargeId, amountMinor: 30_000, state: 'pending_approval' })
    expect(decide(at, 'approve')).toMatchObject({ failure: { code: 'role' } })
    sam.copy.sqlite.exec("UPDATE refund SET requested_by_id = 'u_sam'")
    expect(decide(sam, 'reject')).toMatchObject({ failure: { code: 'own_request' } })
    sam.copy.sqlite.exec("UPDATE refund SET requested_by_id = 'u_ana', amount_minor = 100001")
    expect(expectOk(sam.approvals.list())[0]?.mayNotDecide).toBe('above_limit')
    expect(decide(sam, 'approve')).toMatchObject({ failure: { code: 'above_limit' } })
  })

  test('what the central service refuses is said, and may be decided again', async () => {
    sam.copy.sqlite.exec("UPDATE refund SET requested_by_id = 'u_ana'")
    const { charge_id } = (await stateThere()) ?? expect.fail()
    await central.act.changeItem('charge', String(charge_id), { state: 'disputed' })
    expectOk(decide(sam, 'approve'))
    sam.outbox.start()
    await sam.time.flowUntil(() => decision()?.state === 'refused')
    expect(decision()?.problemCode).toBe('not_captured')
    expect(expectOk(decide(sam, 'reject')).state).not.toBe('refused')
    await sam.time.flowUntil(() => decision()?.state === 'given')
  })

  test('a clock set back does not hide the decision that is on its way', async () => {
    const { charge_id } = (await stateThere()) ?? expect.fail()
    await central.act.changeItem('charge', String(charge_id), { state: 'disputed' })
    expectOk(decide(sam, 'approve'))
    sam.outbox.start()
    await sam.time.flowUntil(() => decision()?.state === 'refused')
    sam.time.now -= 86_400_000
    const { key } = expectOk(decide(sam, 'reject'))
    expect(expectOk(decide(sam, 'reject')).key).toBe(key)
    expect(decision()?.key).toBe(key)
  })
})
