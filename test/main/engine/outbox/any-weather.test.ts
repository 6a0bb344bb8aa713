import fc from 'fast-check'
import { expect, test } from 'vitest'
import { settleFromFeed } from '../../../../src/main/engine/outbox/settle.ts'
import type { RefundView } from '../../../../src/shared/model/index.ts'
import { addCharge } from '../copy-rows.ts'
import { type ScriptedCentral, startScriptedCentral, type Trick, tricks } from '../scripted-central.ts'
import { expectOk, leaveDesk, openSignedIn, reopenDesk, submit, type WorkingDesk } from '../working-desk.ts'

const html: Trick = (_request, response) => response.writeHead(200, { 'content-type': 'text/html' }).end('<p>') !== null
const half: Trick = (_request, response, honest) => {
  honest()
  return response.writeHead(201, { 'content-type': 'application/json' }).end('{"id":"re-') !== null
}
const redirect: Trick = (_request, response) => response.writeHead(307, { location: '/v1/refunds' }).end() !== null

const weather: Readonly<Record<string, Trick>> = {
  loseReply: tricks.loseReply,
  drop: tricks.drop,
  busy: tricks.say(503, { code: 'down' }),
  slowDown: tricks.say(429, { code: 'slow_down' }, { 'retry-after': '3' }),
  inProgress: tricks.say(409, { code: 'in_progress' }),
  unauthorised: tricks.say(401, { code: 'unauthorised' }),
  html,
  half,
  redirect,
}

/** Events beside the weather, one after each second of the story. */
const event = fc.constantFrom('restart', 'wake', 'offline', 'expire', 'feed', 'again', 'nothing')

interface Story {
  readonly refunds: number
  readonly weather: readonly string[]
  readonly events: readonly string[]
}

/** Plays one story on real files and real HTTP, then lets the desk finish in good weather. */
async function play(story: Story): Promise<void> {
  const central: ScriptedCentral = await startScriptedCentral()
  let at: WorkingDesk = await openSignedIn({ url: central.url })
  try {
    central.tricks.push(...story.weather.map((name) => weather[name] ?? expect.fail()))
    at.outbox.start()
    const wishes = Array.from({ length: story.refunds }, (_, index) => {
      addCharge(at.copy, `c-${index}`)
      const wish = {
        amountMinor: 100 + index,
        reason: 'goodwill',
        keepChargeId: null,
        note: '',
        expectedRefundedMinor: 0,
      } as const
      return { ...wish, key: expectOk(submit(at, `c-${index}`, wish)).key }
    })
    for (const what of story.events) {
      const until = at.time.now + 1_000
      await at.time.flowUntil(() => at.time.now > until)
      if (what === 'restart') {
        at = await reopenDesk(at)
        at.outbox.start()
      }
      if (what === 'wake') at.outbox.wake()
      if (what === 'offline') at.outbox.setOnline(false)
      if (what === 'expire') central.expireAccess()
      if (what === 'feed')
        expectOk(settleFromFeed(at.desk, [...central.ledger.values()].map(toRefundView), at.time.now))
      if (what === 'again') for (const wish of wishes) expectOk(at.refunds.submit(wish))
    }
    // A weather of refused tokens ends a session; the agent then signs in again, as a person would.
    const areAllConfirmed = () => wishes.every(({ key }) => at.row(key).state === 'confirmed')
    while (!areAllConfirmed()) {
      if (at.session.access() === null) expectOk(await at.session.signIn('ada', 'ada'))
      at.outbox.wake()
      const until = at.time.now + 5_000
      await at.time.flowUntil(() => areAllConfirmed() || at.time.now > until)
    }
    expect(new Set(central.ledger.keys())).toEqual(new Set(wishes.map(({ key }) => key)))
    for (const request of central.refundRequests()) {
      const key = String(request.headers['idempotency-key']).replaceAll('"', '')
      expect(request.body).toBe(at.row(key).body.toString('utf8'))
    }
    expect(at.desk.sqlite.prepare('SELECT count(*) FROM outbox').pluck().get()).toBe(0)
  } finally {
    await leaveDesk(at)
    await central.stop()
  }
}

/** A refund of the ledger in the shape that the feed brings. */
function toRefundView(refund: Record<string, unknown>): RefundView {
  return {
    id: String(refund.id),
    chargeId: String(refund.charge_id),
    keepChargeId: null,
    amountMinor: Number(refund.amount_minor),
    currency: String(refund.currency),
    reason: 'goodwill',
    note: '',
    state: String(refund.state),
    requestedBy: { id: 'u-ada', name: 'Ada Agent' },
    decidedBy: null,
    idempotencyKey: String(refund.idempotency_key),
    createdAt: 1,
    updatedAt: Date.parse(String(refund.updated_at)),
  }
}

test('in any weather every queued refund is given, and none is given twice', async () => {
  const story = fc.record({
    refunds: fc.integer({ min: 1, max: 6 }),
    weather: fc.array(fc.constantFrom(...Object.keys(weather)), { maxLength: 16 }),
    events: fc.array(event, { maxLength: 5 }),
  })
  await fc.assert(fc.asyncProperty(story, play), { numRuns: 15, interruptAfterTimeLimit: 12_000 })
})
