import { randomUUID } from 'node:crypto'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { postPurchase } from '../../../../central/sample-data.ts'
import { anAccount } from '../../../../central/session/people.ts'
import { type Central, startCentral } from '../../../../central/start.ts'
import { addCharge } from '../../copy-rows.ts'
import { expectOk, kindOf, leaveDesk, openSignedIn, sendUntil, submit, type WorkingDesk } from '../../working-desk.ts'
import { makeKnownCharge } from '../known-charge.ts'

const upTo = (amount_minor: number) => [{ amount_minor, currency: 'GBP' }]
const people = [
  anAccount('ana', { limits: upTo(20_000) }),
  anAccount('ben', { limits: upTo(20_000) }),
  anAccount('sam', { role: 'supervisor', limits: upTo(100_000) }),
]

/** Matches the request for a refund, and no other path below it. */
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
  chargeId = await makeKnownCharge(central, [at])
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

const wish = (desk: WorkingDesk, id = chargeId) => expectOk(submit(desk, id, { amountMinor: 9_599 })).key
const refunds = async (id = chargeId) => (await central.ledger()).refunds.filter((it) => it.charge_id === id)

/** Signs the person at the desk out and another one in. */
async function seat(desk: WorkingDesk, username: string): Promise<void> {
  await desk.session.signOut()
  expectOk(await desk.session.signIn(username, 'once-demo'))
}

/** An intent whose key the central service has accepted with other content before; gives the key. */
async function makeReusedKey(): Promise<string> {
  const key = wish(at)
  const { chargeId: other } = await postPurchase(central)
  const body = { charge_id: other, keep_charge_id: null, amount_minor: 1, currency: 'GBP', reason: 'other', note: '' }
  const posting = await at.client.post('/v1/refunds', {
    key,
    headers: { 'x-gateway': 'old' },
    bodyBytes: Buffer.from(JSON.stringify({ ...body, expected_refunded_minor: 0 })),
    deadlineMs: 60_000,
  })
  expect(expectOk(posting).status).toBe(201)
  await sendUntil(at, key, 'needs_review')
  return key
}

describe('the history', () => {
  test('lists every step with its person and why, oldest first', async () => {
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
  test('shows the sent request, the last answer and the refund that the central service holds now', async () => {
    central.faults.next(giving, { dropReply: true }, 3)
    const key = wish(at)
    await sendUntil(at, key, 'unknown')
    at.outbox.setOnline(false)
    const { sent, cameBack, central: atCentral, intent } = expectOk(await at.reviews.review({ key }))
    expect(JSON.parse(sent.body)).toMatchObject({ charge_id: chargeId, amount_minor: 9_599 })
    expect(sent).toMatchObject({ key, gateway: 'old', attempts: intent.attempts })
    expect(cameBack).toMatchObject({ code: 'network', at: expect.any(Number) })
    expect(atCentral).toMatchObject({ kind: 'refund', refund: { chargeId, amountMinor: 9_599, state: 'pending' } })
  })

  test('states when the key was not seen, and when the central service cannot be asked', async () => {
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
  test('settles the intent from the refund under its key, for anybody who is signed in', async () => {
    central.faults.next(giving, { dropReply: true }, 3)
    const key = wish(at)
    await sendUntil(at, key, 'unknown')
    at.outbox.setOnline(false)
    await seat(at, 'ben')
    expect(expectOk(await at.reviews.askAgain({ key }))).toMatchObject({ state: 'confirmed', centralState: 'pending' })
    expect(expectOk(at.reviews.history({ key })).at(-1)).toMatchObject({ who: { name: 'ben' }, to: 'confirmed' })
    expect(await refunds()).toHaveLength(1)
  })

  test('sends an unseen intent once more with the same key and bytes', async () => {
    const key = wish(at)
    at.desk.write('person', () => {
      at.desk.sqlite.exec("UPDATE intent SET state = 'needs_review', problem_code = 'charge_changed'")
    })
    expect(expectOk(await at.reviews.askAgain({ key })).state).toBe('unknown')
    await sendUntil(at, key, 'confirmed')
    expect(await refunds()).toMatchObject([{ idempotency_key: key }])
  })

  test('never sends again after key_reused: the intent only shows the other refund', async () => {
    const key = await makeReusedKey()
    expect(at.row(key).problemCode).toBe('key_reused')
    expect(expectOk(await at.reviews.askAgain({ key }))).toMatchObject({
      state: 'needs_review',
      problemCode: 'echo_charge',
    })
    expect(await refunds()).toHaveLength(0)
  })

  test('changes nothing without an answer', async () => {
    const key = wish(at)
    central.faults.next('GET /v1/refunds/by-key', { html: true })
    expect(kindOf(await at.reviews.askAgain({ key }))).toBe('central_broken')
    expect(at.row(key).state).toBe('queued')
  })
})

describe('trying now', () => {
  test('the answer shows the intent as it waits, and then it is sent', async () => {
    central.faults.next(giving, { status: 503, body: '{}' }, 3)
    const key = wish(at)
    await sendUntil(at, key, 'unknown')
    await at.time.flowUntil(() => at.row(key).attempts === 3 && at.row(key).state === 'unknown')
    expect(expectOk(at.reviews.retryNow({ key }))).toMatchObject({ state: 'unknown', dueAt: at.time.now })
    await at.time.flowUntil(() => at.row(key).state === 'confirmed')
  })
})

describe('closing as not executed', () => {
  test('refuses the intent by the proof of the void, and a delayed attempt can never run', async () => {
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
      key,
      headers: { 'x-gateway': 'old' },
      bodyBytes: at.row(key).body,
      deadlineMs: 60_000,
    })
    expect(expectOk(late)).toMatchObject({ status: 409, body: { code: 'voided', executed: false } })
    expect(await refunds()).toHaveLength(0)
    expect(kindOf(submit(at, chargeId, { amountMinor: 9_599 }))).toBe('ok')
  })

  test('confirms the intent instead when it was executed', async () => {
    central.faults.next(giving, { dropReply: true }, 3)
    const key = wish(at)
    await sendUntil(at, key, 'unknown')
    at.outbox.setOnline(false)
    expect(expectOk(await at.reviews.closeAsNotExecuted({ key, note: 'x' })).state).toBe('confirmed')
  })

  test('is allowed neither to another agent nor before the first attempt', async () => {
    const key = wish(at)
    expect(kindOf(await at.reviews.closeAsNotExecuted({ key, note: 'x' }))).toBe('changed_meanwhile')
    await seat(at, 'ben')
    expect(await at.reviews.closeAsNotExecuted({ key, note: 'x' })).toMatchObject({ failure: { code: 'role' } })
  })

  test('changes nothing without the answer that proves the void', async () => {
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
  test('takes back an untried intent of an agent with a note, and voids a tried one', async () => {
    const untried = wish(at)
    const secondCharge = await makeKnownCharge(central, [at])
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

  test('never does so with their own intents, and an agent never does', async () => {
    const key = wish(at)
    await seat(at, 'ben')
    expect(await at.reviews.supervise({ key, note: 'x' })).toMatchObject({ failure: { code: 'role' } })
    await seat(at, 'sam')
    const theirs = wish(at, await makeKnownCharge(central, [at]))
    expect(await at.reviews.supervise({ key: theirs, note: 'x' })).toMatchObject({ failure: { code: 'own_request' } })
  })
})

test('retrying now sends at once instead of at the next attempt', async () => {
  central.faults.next(giving, { status: 503, headers: { 'retry-after': '3000' }, body: '{}' })
  const key = wish(at)
  await sendUntil(at, key, 'unknown')
  const refusedAt = at.time.now
  expectOk(at.reviews.retryNow({ key }))
  await at.time.flowUntil(() => at.row(key).state === 'confirmed')
  expect(at.time.now - refusedAt).toBeLessThan(120_000)
  expect(kindOf(at.reviews.retryNow({ key }))).toBe('changed_meanwhile')
})

test('two agents refund one charge: the second reads who gave back how much, and when', async () => {
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
