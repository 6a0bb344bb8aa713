import { randomUUID } from 'node:crypto'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { posted } from '../../../../central/records.ts'
import { anAccount } from '../../../../central/session/people.ts'
import { type Central, startCentral } from '../../../../central/start.ts'
import { addCharge } from '../../copy-rows.ts'
import { expectOk, kindOf, leaveDesk, openSignedIn, sendUntil, submit, type WorkingDesk } from '../../working-desk.ts'
import { aKnownCharge } from '../known-charge.ts'

const upTo = (amount_minor: number) => [{ amount_minor, currency: 'GBP' }]
const people = [
  anAccount('ana', { limits: upTo(20_000) }),
  anAccount('ben', { limits: upTo(20_000) }),
  anAccount('sam', { role: 'supervisor', limits: upTo(100_000) }),
]

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
  chargeId = await aKnownCharge(central, [at])
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
    deadlineMs: 60_000,
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
      deadlineMs: 60_000,
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
    const secondCharge = await aKnownCharge(central, [at])
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
    const theirs = wish(at, await aKnownCharge(central, [at]))
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
