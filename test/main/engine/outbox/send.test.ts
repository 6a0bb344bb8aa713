import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { addCharge } from '../copy-rows.ts'
import { type ScriptedCentral, send, startScriptedCentral, tricks } from '../scripted-central.ts'
import { expectOk, leaveDesk, openSignedIn, reopenDesk, sendUntil, submit, type WorkingDesk } from '../working-desk.ts'

let central: ScriptedCentral
let at: WorkingDesk

beforeEach(async () => {
  central = await startScriptedCentral()
  at = await openSignedIn({ url: central.url, chargeIds: ['c-1'] })
})

afterEach(async () => {
  await leaveDesk(at)
  await central.stop()
})

const stateOf = (key: string) => () => at.row(key).state

/** Checks that every request carried the same key and the same bytes, and that the ledger holds this one refund. */
function expectOneRefund(key: string, requests: number): void {
  const sent = central.refundRequests()
  expect(sent).toHaveLength(requests)
  expect(new Set(sent.map((it) => it.headers['idempotency-key']))).toEqual(new Set([`"${key}"`]))
  expect(new Set(sent.map((it) => it.body)).size).toBe(1)
  expect(sent[0]?.body).toBe(at.row(key).body.toString('utf8'))
  expect([...central.ledger.keys()]).toEqual([key])
}

describe('the outbox', () => {
  test('a refund arrives once and is confirmed', async () => {
    const { key } = expectOk(submit(at, 'c-1'))
    await sendUntil(at, key, 'confirmed')
    expectOneRefund(key, 1)
    expect(at.row(key)).toMatchObject({ attempts: 1, centralState: 'pending', refundId: 're-1', problemCode: null })
    expect(central.refundRequests()[0]?.headers).toMatchObject({
      'x-gateway': 'old',
      'content-type': 'application/json',
    })
    expect(at.desk.sqlite.prepare('SELECT count(*) FROM outbox').pluck().get()).toBe(0)
  })

  test('a lost reply: the same key is sent again, and the replay confirms the refund', async () => {
    central.tricks.push(tricks.loseReply)
    const { key } = expectOk(submit(at, 'c-1'))
    await sendUntil(at, key, 'confirmed')
    expectOneRefund(key, 2)
    expect(at.row(key).attempts).toBe(2)
  })

  test('a refund that is queued offline stays untried, and is sent when the network is back', async () => {
    const { url } = central
    await central.stop()
    at.outbox.start()
    const { key } = expectOk(submit(at, 'c-1'))
    await at.time.flowUntil(() => at.time.now > 1_800_000_000_000 + 20_000)
    expect(at.row(key)).toMatchObject({ state: 'queued', attempts: 0 })
    expect(expectOk(at.refunds.openDraft({ chargeId: 'c-1' })).live?.waitingFor).toBe('network')

    central = await startScriptedCentral(Number(new URL(url).port))
    expectOk(await at.session.signIn('ada', 'ada'))
    await at.time.flowUntil(() => stateOf(key)() === 'confirmed')
    expectOneRefund(key, 1)
  })

  test('the outbox follows at once what the sync finds out about the network', async () => {
    at.outbox.start()
    await at.time.flowUntil(at.outbox.isOnline)
    at.outbox.setOnline(false)
    const { key } = expectOk(submit(at, 'c-1'))
    expect(at.row(key).attempts).toBe(0)
    at.outbox.setOnline(true)
    await at.time.flowUntil(() => stateOf(key)() === 'confirmed')
  })

  test('wrong_gateway: the refund is sent once more, to the gateway that the answer names', async () => {
    central.gateway = 'new'
    const { key } = expectOk(submit(at, 'c-1'))
    await sendUntil(at, key, 'confirmed')
    expectOneRefund(key, 2)
    expect(central.refundRequests().map((it) => it.headers['x-gateway'])).toEqual(['old', 'new'])
    expect(at.row(key)).toMatchObject({ gateway: 'new', rerouted: true })
  })

  test('wrong_gateway from both gateways: the refund is refused and not sent in circles', async () => {
    const other = (gateway: string) => tricks.say(409, { code: 'wrong_gateway', executed: false, gateway })
    central.tricks.push(other('new'), other('old'))
    const { key } = expectOk(submit(at, 'c-1'))
    await sendUntil(at, key, 'refused')
    expect(at.row(key)).toMatchObject({ attempts: 2, problemCode: 'wrong_gateway' })
  })

  test('a token that expires between two requests is renewed once, and the refund keeps its key', async () => {
    central.expireAccess()
    const { key } = expectOk(submit(at, 'c-1'))
    await sendUntil(at, key, 'confirmed')
    expectOneRefund(key, 2)
    expect(at.row(key).attempts).toBe(1)
    expect(central.seen.filter((it) => it.path === '/v1/session/refresh')).toHaveLength(1)
  })

  test('a refund is never sent with the token of another agent', async () => {
    const { key } = expectOk(submit(at, 'c-1'))
    await at.session.signOut()
    expectOk(await at.session.signIn('bob', 'bob'))
    at.outbox.start()
    await at.time.flowUntil(() => at.time.now > 1_800_000_000_000 + 60_000)
    expect(central.refundRequests()).toHaveLength(0)
    expect(expectOk(at.refunds.openDraft({ chargeId: 'c-1' })).live).toMatchObject({
      state: 'queued',
      waitingFor: 'owner',
    })

    await at.session.signOut()
    expectOk(await at.session.signIn('ada', 'ada'))
    at.outbox.wake()
    await at.time.flowUntil(() => stateOf(key)() === 'confirmed')
    expectOneRefund(key, 1)
  })

  test('a change of agent while a refund is under way does not send it with the new agent’s token', async () => {
    central.tricks.push(async (_request, response) => {
      expectOk(await at.session.signIn('bob', 'bob'))
      response.destroy()
      return true
    })
    const { key } = expectOk(submit(at, 'c-1'))
    await sendUntil(at, key, 'unknown')
    await at.time.flowUntil(() => at.time.now > 1_800_000_000_000 + 30_000)
    expect(central.refundRequests()).toHaveLength(1)
  })

  test('Retry-After delays the next attempt, and a burst has three attempts', async () => {
    central.tricks.push(
      tricks.say(503, { code: 'down' }),
      tricks.say(503, { code: 'down' }),
      tricks.say(503, { code: 'down' }),
    )
    central.tricks.push(tricks.say(429, { code: 'slow_down' }, { 'retry-after': '120' }))
    const { key } = expectOk(submit(at, 'c-1'))
    await sendUntil(at, key, 'unknown')
    await at.time.flowUntil(() => at.row(key).attempts === 4 && at.row(key).problemCode === 'http_429')
    const refusedAt = at.time.now
    await at.time.flowUntil(() => stateOf(key)() === 'confirmed')
    expect(at.time.now - refusedAt).toBeGreaterThanOrEqual(119_000)
    expectOneRefund(key, 5)
  })

  test('a slow answer is given up at the deadline, and the refund is sent again', async () => {
    at = await reopenDesk(at, { attemptDeadlineMs: 1_000 })
    central.tricks.push(tricks.stall)
    const { key } = expectOk(submit(at, 'c-1'))
    await sendUntil(at, key, 'unknown')
    expect(at.row(key).problemCode).toBe('timeout')
    await at.time.flowUntil(() => stateOf(key)() === 'confirmed')
    expectOneRefund(key, 2)
  })

  test('thirty refunds at once: each has one attempt at a time', async () => {
    const keys = Array.from({ length: 30 }, (_, index) => {
      addCharge(at.copy, `many-${index}`)
      return expectOk(submit(at, `many-${index}`)).key
    })
    at.outbox.start()
    await at.time.flowUntil(() => keys.every((key) => stateOf(key)() === 'confirmed'))
    expect(central.refundRequests()).toHaveLength(30)
    expect(central.ledger.size).toBe(30)
  })

  test('stopping waits for an answer that is on its way', async () => {
    let reply = () => {}
    central.tricks.push((_request, response, honest) => {
      const { status, body } = honest()
      reply = () => send(response, status, body)
      return true
    })
    const { key } = expectOk(submit(at, 'c-1'))
    await sendUntil(at, key, 'sending')
    await at.time.flowUntil(() => central.ledger.size === 1)
    const stopped = at.outbox.stop()
    reply()
    await stopped
    expect(stateOf(key)()).toBe('confirmed')
  })

  test('stopping does not wait for ever: an intent without an answer is unknown, and the next start sends it again', async () => {
    central.tricks.push(tricks.stall)
    const { key } = expectOk(submit(at, 'c-1'))
    await sendUntil(at, key, 'sending')
    await at.time.flowUntil(() => central.refundRequests().length === 1)
    const stopped = at.outbox.stop()
    at.time.advance(5_000)
    await stopped
    expect(stateOf(key)()).toBe('unknown')
    at = await reopenDesk(at)
    at.outbox.start()
    await at.time.flowUntil(() => stateOf(key)() === 'confirmed')
    expectOneRefund(key, 2)
  })

  test('a clock that was set back by a day does not hold back waiting refunds', async () => {
    central.tricks.push(tricks.say(503, {}, { 'retry-after': '60' }))
    const { key } = expectOk(submit(at, 'c-1'))
    await sendUntil(at, key, 'unknown')
    at.time.now -= 86_400_000
    at.outbox.sendDue()
    await at.time.flowUntil(() => stateOf(key)() === 'confirmed')
  })

  test('a disk that accepts no write at the answer leaves the intent in sending, and the replay confirms it', async () => {
    const { sqlite } = at.desk
    central.tricks.push((_request, response, honest) => {
      sqlite.exec('PRAGMA query_only = ON')
      const { status, body } = honest()
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
      return true
    })
    const { key } = expectOk(submit(at, 'c-1'))
    await sendUntil(at, key, 'sending')
    await at.time.flowUntil(() => central.ledger.size === 1)
    await at.time.flowUntil(() => at.time.now > 1_800_000_000_000 + 8_000)
    expect(stateOf(key)()).toBe('sending')
    sqlite.exec('PRAGMA query_only = OFF')
    await at.time.flowUntil(() => stateOf(key)() === 'confirmed')
    expectOneRefund(key, 2)
  })
})
