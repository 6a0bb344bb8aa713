import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { CentralAnswer } from '../../../../src/main/engine/central/http/answer.ts'
import type { AttemptEnd } from '../../../../src/main/engine/outbox/attempt-refund.ts'
import { BURST_PAUSE_MS, burst } from '../../../../src/main/engine/outbox/burst.ts'
import type { Result } from '../../../../src/shared/model/index.ts'
import { addCharge } from '../copy-rows.ts'
import { expectOk, leaveDesk, openDesk, submit, type WorkingDesk } from '../working-desk.ts'

let at: WorkingDesk
/** What the central service answers, one after the other; the last one for ever. */
let answers: Result<CentralAnswer>[]
/** When each request went out, in ms after the first. */
let sentAt: number[]

beforeEach(() => {
  at = openDesk({ url: 'http://127.0.0.1:9' })
  addCharge(at.copy, 'c-1')
  vi.spyOn(at.session, 'user').mockReturnValue({
    id: 'u-ada',
    name: 'Ada',
    role: 'agent',
    refundLimits: [],
    locale: 'en',
  })
  sentAt = []
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] })
})

afterEach(async () => {
  vi.useRealTimers()
  await leaveDesk(at)
})

const network: Result<CentralAnswer> = { ok: false, failure: { kind: 'central_unreachable', code: 'network' } }
const timeout: Result<CentralAnswer> = { ok: false, failure: { kind: 'central_unreachable', code: 'timeout' } }
const says = (status: number, body: unknown = {}, headers: Record<string, string> = {}): Result<CentralAnswer> => ({
  ok: true,
  value: { status, headers, body },
})
const otherGateway = says(409, { code: 'wrong_gateway', executed: false, gateway: 'new' })

/** Sends one refund in a burst, to its end. `draw` is what `Math.random` gives; `runTimers` lets the pauses pass. */
async function sendInBurst(
  draw: number,
  mayGoOn = () => true,
  pauseMs = BURST_PAUSE_MS,
  runTimers = async (): Promise<unknown> => vi.runAllTimersAsync(),
): Promise<AttemptEnd> {
  vi.spyOn(Math, 'random').mockReturnValue(draw)
  const startedAt = Date.now()
  const { key } = expectOk(submit(at, 'c-1'))
  const ending = burst(
    {
      desk: at.desk,
      client: {
        ...at.client,
        post: async () => {
          sentAt.push(Date.now() - startedAt)
          const answer = answers.length > 1 ? answers.shift() : answers[0]
          if (answer === undefined) throw new TypeError('a bug')
          return answer
        },
      },
      clock: at.time.clock,
      random: () => 0.5,
      log: () => {},
      reached: () => {},
      findChange: () => null,
      onChanged: () => {},
      report: () => {},
      signal: new AbortController().signal,
      deadlineMs: 1_000,
    },
    key,
    { pauseMs, mayGoOn },
  )
  const [end] = await Promise.all([ending, runTimers()])
  return end
}

test.each([
  [0, [0, 250, 750]],
  [0.999_999, [0, 500, 1_500]],
])('pauses before the second and the third attempt, and twice as long before the third (draw %d)', async (draw, at) => {
  answers = [network]
  expect(await sendInBurst(draw)).toMatchObject({ event: 'not_known', code: 'network' })
  expect(sentAt).toEqual(at)
})

test('without a pause it waits for no timer', async () => {
  answers = [network]
  // Time stands still: a burst that set a timer would never end.
  await sendInBurst(
    0.5,
    () => true,
    0,
    async () => {},
  )
  expect(sentAt).toEqual([0, 0, 0])
}, 10_000)

test('another gateway that is named gets its attempt at once, and none is lost by it', async () => {
  answers = [otherGateway, network]
  expect(await sendInBurst(0)).toMatchObject({ event: 'not_known', code: 'network' })
  expect(sentAt).toEqual([0, 0, 250, 750])
})

test.each([
  ['a time-out', timeout, 'timeout'],
  ['too many requests', says(429), 'http_429'],
  ['a time to come back', says(503, {}, { 'retry-after': '2' }), 'http_503'],
])('%s ends the burst', async (_what, answer, code) => {
  answers = [answer]
  expect(await sendInBurst(0)).toMatchObject({ event: 'not_known', code })
  expect(sentAt).toEqual([0])
})

test('a desk that may not go on during a pause sends nothing more, and the last attempt stays the end', async () => {
  answers = [network]
  const beforeAndAfterThePause = [true, false]
  expect(await sendInBurst(0, () => beforeAndAfterThePause.shift() ?? expect.fail())).toMatchObject({
    event: 'not_known',
    code: 'network',
  })
  expect(sentAt).toEqual([0])
})

test('an answer that ends the intent ends the burst', async () => {
  answers = [network, says(422, { code: 'not_captured', executed: false })]
  expect(await sendInBurst(0)).toMatchObject({ event: 'refused', code: 'not_captured' })
  expect(sentAt).toEqual([0, 250])
})

test('a bug is thrown on and not attempted again', async () => {
  answers = []
  await expect(sendInBurst(0)).rejects.toThrow('a bug')
  expect(sentAt).toEqual([0])
})
