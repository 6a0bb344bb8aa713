import { afterEach, beforeEach, expect, test } from 'vitest'
import { LONGEST_WAIT_MS } from '../../src/main/engine/domain/backoff.ts'
import { type ScriptedCentral, startScriptedCentral, tricks } from '../main/engine/scripted-central.ts'
import { expectOk, leaveDesk, openSignedIn, reopenDesk, submit, type WorkingDesk } from '../main/engine/working-desk.ts'

const HOUR_MS = 3_600_000

let central: ScriptedCentral
let at: WorkingDesk

beforeEach(async () => {
  central = await startScriptedCentral()
  at = await openSignedIn({ url: central.url, chargeIds: ['c-1', 'c-2', 'c-3'] })
})
afterEach(async () => {
  await leaveDesk(at)
  await central.stop()
})

test.each([
  ['set forward by a day', 24 * HOUR_MS],
  ['set back by a day', -24 * HOUR_MS],
  ['set forward an hour for summer', HOUR_MS],
  ['set back an hour for winter', -HOUR_MS],
])(
  'fault 13, the clock is %s: waiting refunds are sent within the longest wait and in their order',
  async (_what, shiftMs) => {
    const first = expectOk(submit(at, 'c-1')).key
    at.time.now += shiftMs
    const second = expectOk(submit(at, 'c-2')).key
    const steps = expectOk(at.reviews.history({ key: first }))
    expect(steps).toHaveLength(1)
    central.tricks.push(tricks.say(503, {}), tricks.say(503, {}))
    at.outbox.start()
    const until = at.time.now + LONGEST_WAIT_MS
    await at.time.flowUntil(() => [first, second].every((key) => at.row(key).state === 'confirmed'))
    expect(at.time.now).toBeLessThan(until)
    expect(at.row(first).seq).toBeLessThan(at.row(second).seq)
    expect(new Set(central.ledger.keys())).toEqual(new Set([first, second]))
  },
)

// A test machine cannot be put to sleep: the clock jumps by eight hours while the answer hangs, and the desk is woken.
test('fault 14, eight hours of sleep in the middle of a request: the refund is unknown, sent once more after waking, and given once', async () => {
  at = await reopenDesk(at, { attemptDeadlineMs: 1_000 })
  central.tricks.push((_request, _response, honest) => honest() !== null)
  at.outbox.start()
  const { key } = expectOk(submit(at, 'c-1'))
  await at.time.flowUntil(() => central.refundRequests().length === 1)
  at.time.now += 8 * HOUR_MS
  await at.time.flowUntil(() => at.row(key).state === 'unknown')
  at.outbox.wake()
  at.outbox.wake()
  await at.time.flowUntil(() => at.row(key).state === 'confirmed')
  expect(central.refundRequests()).toHaveLength(2)
  expect([...central.ledger.keys()]).toEqual([key])
})
