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
  /** Queues the refund of `c-1` as a duplicate of `c-2`, then lets this much time pass without a network. */
  function queueThenWait(ms: number): string {
    const { key } = expectOk(submit(at, 'c-1', { reason: 'duplicate', keepChargeId: 'c-2' }))
    at.time.advance(ms)
    return key
  }

  test('waits for a level copy, and is sent when nothing has changed', async () => {
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

  test('does not hold back other refunds while it waits', async () => {
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
  ])('%s: needs a person and is not sent', async (code, sql) => {
    const key = queueThenWait(15 * MINUTE)
    at.copy.sqlite.exec(sql)
    at.outbox.start()
    await at.time.flowUntil(() => at.row(key).state === 'needs_review')
    expect(at.row(key)).toMatchObject({ problemCode: code, attempts: 0 })
    expect(central.refundRequests()).toHaveLength(0)
  })

  test('needs a person when somebody else has given back money of the charge', async () => {
    const key = queueThenWait(15 * MINUTE)
    addRefund(at.copy, { id: 're-x', chargeId: 'c-1', amountMinor: 100 })
    at.outbox.start()
    await at.time.flowUntil(() => at.row(key).state === 'needs_review')
  })

  test('is sent without a new check after only 14 minutes: the central service checks', async () => {
    const key = queueThenWait(14 * MINUTE)
    at.copy.sqlite.exec("UPDATE booking SET status = 'cancelled' WHERE id = 'booking-of-c-1'")
    at.outbox.start()
    await at.time.flowUntil(() => at.row(key).state === 'confirmed')
  })

  test('is checked again also when the clock was set back by a day', async () => {
    const key = queueThenWait(0)
    at.time.now -= 24 * 60 * MINUTE
    at.copy.sqlite.exec("UPDATE booking SET status = 'cancelled' WHERE id = 'booking-of-c-1'")
    at.outbox.start()
    await at.time.flowUntil(() => at.row(key).state === 'needs_review')
  })
})

describe('an intent that has been unknown for more than a day', () => {
  test('is looked up by key before it is sent again', async () => {
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
