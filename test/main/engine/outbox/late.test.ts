import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { viewIntent } from '../../../../src/main/engine/features/refund/intent-view.ts'
import { addCharge, addRefund } from '../copy-rows.ts'
import { type ScriptedCentral, startScriptedCentral, tricks } from '../scripted-central.ts'
import { expectOk, leaveDesk, openSignedIn, submit, type WorkingDesk } from '../working-desk.ts'

const MINUTE = 60_000
let central: ScriptedCentral
let at: WorkingDesk

beforeEach(async () => {
  central = await startScriptedCentral()
  at = await openSignedIn({ url: central.url, chargeIds: ['c-1', 'c-2'] })
})

afterEach(async () => {
  await leaveDesk(at)
  await central.stop()
})

describe('a refund that waited a quarter of an hour before its first attempt', () => {
  /** Queued as a duplicate of `c-2`, then the network stays away for so long. */
  function queueThenWait(ms: number): string {
    const { key } = expectOk(submit(at, 'c-1', { reason: 'duplicate', keepChargeId: 'c-2' }))
    at.time.advance(ms)
    return key
  }

  test('waits for a level copy, and goes when nothing has changed', async () => {
    at.level = false
    const key = queueThenWait(15 * MINUTE)
    at.outbox.start()
    const until = at.time.now + MINUTE
    await at.time.flowUntil(() => at.time.now > until)
    expect(at.row(key)).toMatchObject({ state: 'queued', attempts: 0 })
    expect(viewIntent(at.view, at.row(key)).waitingFor).toBe('copy')
    at.level = true
    at.outbox.copyIsLevel()
    await at.time.flowUntil(() => at.row(key).state === 'confirmed')
    expect(central.refundRequests()).toHaveLength(1)
  })

  test('holds nothing else back meanwhile', async () => {
    at.level = false
    queueThenWait(15 * MINUTE)
    addCharge(at.copy, 'c-3')
    const { key } = expectOk(submit(at, 'c-3'))
    at.outbox.start()
    await at.time.flowUntil(() => at.row(key).state === 'confirmed')
    expect(central.refundRequests()).toHaveLength(1)
  })

  test.each([
    ['charge_changed', "UPDATE charge SET state = 'disputed' WHERE id = 'c-1'"],
    ['booking_changed', "UPDATE booking SET status = 'cancelled' WHERE id = 'booking-of-c-1'"],
    ['keep_changed', "UPDATE charge SET state = 'voided' WHERE id = 'c-2'"],
    ['keep_changed', "UPDATE booking SET status = 'cancelled' WHERE id = 'booking-of-c-2'"],
    ['charge_changed', "DELETE FROM charge WHERE id = 'c-1'"],
  ])('%s: it is for a person, and nothing was sent', async (code, sql) => {
    const key = queueThenWait(15 * MINUTE)
    at.copy.sqlite.exec(sql)
    at.outbox.start()
    await at.time.flowUntil(() => at.row(key).state === 'needs_review')
    expect(at.row(key)).toMatchObject({ problemCode: code, attempts: 0 })
    expect(central.refundRequests()).toHaveLength(0)
  })

  test('money that somebody else gave back meanwhile is a change too', async () => {
    const key = queueThenWait(15 * MINUTE)
    addRefund(at.copy, { id: 're-x', chargeId: 'c-1', amountMinor: 100 })
    at.outbox.start()
    await at.time.flowUntil(() => at.row(key).state === 'needs_review')
  })

  test('a minute earlier, or tried before, it just goes: the central service checks', async () => {
    const key = queueThenWait(14 * MINUTE)
    at.copy.sqlite.exec("UPDATE booking SET status = 'cancelled' WHERE id = 'booking-of-c-1'")
    at.outbox.start()
    await at.time.flowUntil(() => at.row(key).state === 'confirmed')
  })

  test('a clock set back by a day counts as long', async () => {
    const key = queueThenWait(0)
    at.time.now -= 24 * 60 * MINUTE
    at.copy.sqlite.exec("UPDATE booking SET status = 'cancelled' WHERE id = 'booking-of-c-1'")
    at.outbox.start()
    await at.time.flowUntil(() => at.row(key).state === 'needs_review')
  })
})

describe('what has been unknown for more than a day', () => {
  test('is asked for by key before it is sent again', async () => {
    central.tricks.push(tricks.drop, tricks.drop, tricks.drop)
    const { key } = expectOk(submit(at, 'c-1'))
    at.outbox.start()
    await at.time.flowUntil(() => at.row(key).state === 'unknown' && at.row(key).attempts === 3)
    at.outbox.setOnline(false)
    at.time.now += 25 * 60 * MINUTE
    at.outbox.setOnline(true)
    await at.time.flowUntil(() => at.row(key).state === 'confirmed')
    const paths = central.seen.map((it) => it.path).filter((path) => path.startsWith('/v1/refunds'))
    expect(paths.slice(3)).toEqual([`/v1/refunds/by-key/${key}`, '/v1/refunds'])
  })
})
