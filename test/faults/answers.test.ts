import { once } from 'node:events'
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { gzipSync } from 'node:zlib'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { listAudit } from '../../src/main/engine/store/desk/audit.ts'
import { type CountingFetch, countingFetch } from '../main/engine/central/http/counting-fetch.ts'
import {
  type ScriptedCentral,
  send,
  startScriptedCentral,
  type Trick,
  tricks,
} from '../main/engine/scripted-central.ts'
import { expectOk, leaveDesk, openSignedIn, reopenDesk, submit, type WorkingDesk } from '../main/engine/working-desk.ts'

let central: ScriptedCentral
let at: WorkingDesk

let counting: CountingFetch

beforeEach(async () => {
  central = await startScriptedCentral()
  counting = countingFetch()
  at = await openSignedIn({ url: central.url, chargeIds: ['c-1'], fetch: counting.fetch })
})
afterEach(async () => {
  await leaveDesk(at)
  await central.stop()
})

/** What the first attempt came to, by the audit: a burst may have made further attempts since. */
const firstOutcome = (key: string) => listAudit(at.desk, 'refund', key).find(({ fromState }) => fromState === 'sending')

/** Sends one refund into what the tricks bring; gives its key when the first attempt has its outcome. */
async function sendOne(...weather: Trick[]): Promise<string> {
  central.tricks.push(...weather)
  const { key } = expectOk(submit(at, 'c-1'))
  at.outbox.start()
  await at.time.flowUntil(() => firstOutcome(key) !== undefined)
  return key
}

const html: Trick = (_request, response) => {
  response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html><p>Please accept the terms.')
  return true
}
const truncated: Trick = (_request, response, honest) => {
  const text = JSON.stringify(honest().body)
  response.writeHead(201, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) })
  response.write(text.slice(0, 40), () => response.destroy())
  return true
}
const echo =
  (wrong: Record<string, unknown>): Trick =>
  (_request, response, honest) => {
    send(response, 201, { ...honest().body, ...wrong })
    return true
  }
const inProgress = tricks.say(409, { code: 'in_progress' })

test.each<[number, string, Trick]>([
  [6, 'the reply is lost', tricks.loseReply],
  [27, 'a proxy answers HTML with 200', html],
  [29, 'the JSON breaks off', truncated],
  [34, 'the key is being worked on', inProgress],
])(
  'fault %i, %s: the refund is unknown and not confirmed, and the same key and bytes are sent again',
  async (_fault, _what, trick) => {
    const key = await sendOne(trick)
    expect(firstOutcome(key)?.toState).toBe('unknown')
    await at.time.flowUntil(() => at.row(key).state === 'confirmed')
    expect([...central.ledger.keys()]).toEqual([key])
    const sent = central.refundRequests().map(({ headers, body }) => `${headers['idempotency-key']} ${body}`)
    expect(sent.length).toBeGreaterThanOrEqual(2)
    expect(new Set(sent).size).toBe(1)
  },
)

test.each([
  [28, 'another amount', echo({ amount_minor: 13_998 }), 'echo_amount'],
  [28, 'another key', echo({ idempotency_key: 'b9c5ad53-9d2c-4b07-8a0b-1d2f7d0f0a11' }), 'echo_key'],
  [28, 'another charge', echo({ charge_id: 'c-2' }), 'echo_charge'],
  [35, 'the code of a key that was used for something else', tricks.say(422, { code: 'key_reused' }), 'key_reused'],
] as const)(
  'fault %i, the answer has %s: a person must look, and nothing is sent again',
  async (_fault, _what, trick, code) => {
    const key = await sendOne(trick)
    expect(at.row(key)).toMatchObject({ state: 'needs_review', problemCode: code })
    const until = at.time.now + 24 * 3_600_000
    at.time.advance(3_600_000)
    at.outbox.wake()
    at.time.advance(until - at.time.now)
    at.outbox.wake()
    await at.time.flowUntil(() => at.time.now > until + 10_000)
    expect(central.refundRequests()).toHaveLength(1)
  },
)

test('fault 30, an answer drips in: it is given up at the deadline, with memory flat', async () => {
  const deadlineMs = 300
  at = await reopenDesk(at, { attemptDeadlineMs: deadlineMs })
  const order: string[] = []
  const drip: Trick = (_request, response: ServerResponse) => {
    response.writeHead(201, { 'content-type': 'application/json' })
    const dripping = setInterval(() => response.write(' '), 5)
    response.once('close', () => {
      clearInterval(dripping)
      order.push('let go of')
    })
    return true
  }
  // Node ends timers of the same length in the order of their starts.
  setTimeout(() => order.push('the time is up'), deadlineMs)
  const key = await sendOne(drip)
  expect(firstOutcome(key)).toMatchObject({ toState: 'unknown', why: 'timeout' })
  await expect.poll(() => order).toEqual(['the time is up', 'let go of'])
})

test('fault 31, a gzip bomb is dropped at 64 KiB after gunzip', async () => {
  const bomb = gzipSync(Buffer.alloc(20 * 1024 * 1024, 0x20), { level: 9 })
  const explode: Trick = (_request, response) => {
    response.writeHead(201, { 'content-type': 'application/json', 'content-encoding': 'gzip' }).end(bomb)
    return true
  }
  const before = counting.bytes()
  const key = await sendOne(explode)
  expect(firstOutcome(key)).toMatchObject({ toState: 'unknown', why: 'too_large' })
  // The limit, and a chunk of gunzip and one of the stream.
  expect(counting.bytes() - before).toBeLessThanOrEqual(3 * 64 * 1024)
})

test.each([307, 308])(
  'fault 36, a %i to another origin is not followed, so that origin receives neither key nor token',
  async (status) => {
    const heard: string[] = []
    const elsewhere = createServer((request, response) => {
      heard.push(String(request.url))
      response.end()
    }).listen(0, '127.0.0.1')
    await once(elsewhere, 'listening')
    const location = `http://127.0.0.1:${(elsewhere.address() as AddressInfo).port}/v1/refunds`
    const key = await sendOne(tricks.say(status, {}, { location }))
    expect(firstOutcome(key)).toMatchObject({ toState: 'unknown', why: 'redirected' })
    await at.time.flowUntil(() => at.row(key).state === 'confirmed')
    expect(heard).toEqual([])
    elsewhere.close()
  },
)

test('fault 26, the token is refused while another agent signs in: the refund is not sent with the new token', async () => {
  let ada = ''
  const changeOver: Trick = async (request, response) => {
    ada = String(request.headers.authorization)
    expectOk(await at.session.signIn('bob', 'bob'))
    send(response, 401, { code: 'unauthorised' })
    return true
  }
  const key = await sendOne(changeOver)
  expect(at.row(key).state).toBe('unknown')
  const until = at.time.now + 60_000
  await at.time.flowUntil(() => at.time.now > until)
  expect(central.refundRequests().map(({ headers }) => headers.authorization)).toEqual([ada])
  expectOk(await at.session.signIn('ada', 'ada'))
  at.outbox.wake()
  await at.time.flowUntil(() => at.row(key).state === 'confirmed')
  expect([...central.ledger.keys()]).toEqual([key])
})
