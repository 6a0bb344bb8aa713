import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { viewIntent } from '../../../../src/main/engine/features/refund/intent-view.ts'
import { addCharge } from '../copy-rows.ts'
import { type FlowingTime, startTime } from '../flowing-time.ts'
import { type ScriptedCentral, send, startScriptedCentral, tricks } from '../scripted-central.ts'
import { expectOk, leaveDesk, openSignedIn, submit, type WorkingDesk } from '../working-desk.ts'

let central: ScriptedCentral
let at: WorkingDesk

async function open(time: FlowingTime): Promise<void> {
  central = await startScriptedCentral()
  at = await openSignedIn({ url: central.url, time })
}

afterEach(async () => {
  await leaveDesk(at)
  await central.stop()
})

/** Queues this many refunds without waiting for the disk, because what the test measures begins afterwards. */
function queue(count: number, gateway: 'old' | 'new' = 'old'): string[] {
  at.desk.sqlite.pragma('synchronous = OFF')
  const keys = Array.from({ length: count }, (_, index) => {
    addCharge(at.copy, `${gateway}-${index}`, { gateway })
    return expectOk(submit(at, `${gateway}-${index}`)).key
  })
  at.desk.sqlite.pragma('synchronous = FULL')
  return keys
}

const confirmed = () => at.desk.sqlite.prepare("SELECT count(*) FROM intent WHERE state = 'confirmed'").pluck().get()
const ended = () => at.desk.sqlite.prepare('SELECT count(*) FROM intent WHERE ended_at IS NOT NULL').pluck().get()

describe('an outage of the central service', () => {
  test('a hundred waiting refunds are sent at once when it ends, with at most 10 % more requests (a thousand: npm run bench)', async () => {
    await open(startTime())
    central.intercept = (request, response) => {
      if (!request.path.startsWith('/v1/refunds') && request.path !== '/v1/health') return false
      send(response, 503, { code: 'down' })
      return true
    }
    at.outbox.start()
    at.outbox.setOnline(true)
    queue(100)
    central.intercept = null
    await at.time.flowUntil(() => confirmed() === 100)
    expect(central.ledger.size).toBe(100)
    expect(central.refundRequests().length).toBeLessThanOrEqual(110)
  })
})

describe('a gateway that does not answer', () => {
  beforeEach(() => open(startTime()))

  test('503 for eight minutes: the breaker lets single trials through, no refund fails, and all are sent afterwards', async () => {
    central.intercept = (request, response) => {
      if (request.path !== '/v1/refunds') return false
      send(response, 503, { code: 'down' })
      return true
    }
    const keys = queue(40)
    at.outbox.start()
    const until = at.time.now + 4 * 60_000
    while (at.time.now < until) {
      const soon = at.time.now + 20_000
      await at.time.flowUntil(() => at.time.now > soon)
    }
    const during = central.refundRequests().length
    // Eight attempts run in parallel until the breaker opens; then at most one trial goes out in thirty seconds.
    expect(during).toBeLessThan(24 + 10)
    expect(ended()).toBe(0)
    expect(viewIntent(at.view, at.row(keys[0] ?? '')).waitingFor).toBe('gateway')
    central.intercept = null
    const overAt = at.time.now
    await at.time.flowUntil(() => keys.every((key) => at.row(key).state === 'confirmed'))
    expect(at.time.now - overAt).toBeLessThan(60_000)
    expect(central.refundRequests().length - during).toBe(40)
  })

  test('refunds of the other gateway go on', async () => {
    central.intercept = (request, response) => {
      if (request.path !== '/v1/refunds' || request.headers['x-gateway'] !== 'old') return false
      send(response, 503, { code: 'down' })
      return true
    }
    queue(30, 'old')
    central.gateway = 'new'
    const others = queue(20, 'new')
    at.outbox.start()
    await at.time.flowUntil(() => others.every((key) => at.row(key).state === 'confirmed'))
    expect(confirmed()).toBe(20)
  })

  test('429 for every refund: no refund is sent again before its Retry-After, and only a few are tried meanwhile', async () => {
    const keys = queue(60)
    const refusedAt = new Map<string, number>()
    let isStorm = true
    central.intercept = (request, response) => {
      if (request.path !== '/v1/refunds') return false
      const key = String(request.headers['idempotency-key'])
      const last = refusedAt.get(key)
      if (last !== undefined) expect(at.time.now - last).toBeGreaterThanOrEqual(20_000)
      if (!isStorm) return false
      refusedAt.set(key, at.time.now)
      send(response, 429, { code: 'slow_down' }, { 'retry-after': '20' })
      return true
    }
    at.outbox.start()
    const stormEnds = at.time.now + 60_000
    await at.time.flowUntil(() => at.time.now > stormEnds)
    const during = central.refundRequests().length
    expect(during).toBeLessThanOrEqual(8 + 6)
    isStorm = false
    await at.time.flowUntil(() => keys.every((key) => at.row(key).state === 'confirmed'))
    expect(central.refundRequests()).toHaveLength(during + 60)
  })

  test('a trial whose answer says nothing about the gateway does not end the trials', async () => {
    central.tricks.push(
      ...Array.from({ length: 5 }, () => tricks.say(503, {})),
      tricks.say(409, { code: 'in_progress' }),
    )
    const keys = queue(3)
    at.outbox.start()
    await at.time.flowUntil(() => keys.every((key) => at.row(key).state === 'confirmed'))
  })
})
