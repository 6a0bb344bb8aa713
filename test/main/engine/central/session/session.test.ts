import { Buffer } from 'node:buffer'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createCentralClient } from '../../../../../src/main/engine/central/http/client.ts'
import { createTransport } from '../../../../../src/main/engine/central/http/transport.ts'
import { createSession } from '../../../../../src/main/engine/central/session/session.ts'
import { createSessionVerbs } from '../../../../../src/main/engine/features/session/session.ts'
import { addCharge } from '../../copy-rows.ts'
import { type ScriptedCentral, send, startScriptedCentral } from '../../scripted-central.ts'
import { expectOk, kindOf, leaveDesk, openDesk, reopenDesk, submit, type WorkingDesk } from '../../working-desk.ts'

let central: ScriptedCentral
let at: WorkingDesk

beforeEach(async () => {
  central = await startScriptedCentral()
  at = openDesk({ url: central.url })
})

afterEach(async () => {
  await leaveDesk(at)
  await central.stop()
})

/** Ends this run of the desk and opens the same files again, with the session text that safe storage kept, or null. */
async function restart(kept: string | null): Promise<void> {
  at = await reopenDesk(at, { kept })
}

const view = () => {
  const verbs = createSessionVerbs({ session: at.session, desk: at.desk, tokensKept: 'memory' })
  return expectOk(verbs.get())
}
const ask = () => at.client.getJson('/v1/anything', { deadlineMs: 60_000, maxBytes: 1_000 })
const refreshes = () => central.seen.filter((it) => it.path === '/v1/session/refresh').length

describe('signing in', () => {
  test('opens the desk for that person, with their refund limits', async () => {
    expect(view()).toMatchObject({ state: 'signed_out', user: null })
    expectOk(await at.session.signIn('ada', 'ada'))
    expect(view()).toMatchObject({
      state: 'signed_in',
      user: {
        id: 'u-ada',
        name: 'Ada Agent',
        role: 'agent',
        refundLimits: [{ amountMinor: 50_000, currency: 'USD' }],
        locale: 'en',
      },
    })
    expect(kindOf(await ask())).toBe('ok')
  })

  test('fails in its own way for a wrong password, a busy service, a broken service and no service', async () => {
    const signIn = () => at.session.signIn('ada', 'wrong')
    expect(await signIn()).toEqual({ ok: false, failure: { kind: 'wrong_password' } })
    central.intercept = (_request, response) => {
      send(response, 429, { code: 'too_many' }, { 'retry-after': '30' })
      return true
    }
    expect(await signIn()).toEqual({
      ok: false,
      failure: { kind: 'central_busy', code: 'http_429', retryAt: at.time.now + 30_000 },
    })
    central.intercept = (_request, response) => {
      response.writeHead(200, { 'content-type': 'text/html' }).end('<h1>Welcome</h1>')
      return true
    }
    expect(kindOf(await signIn())).toBe('central_broken')
    central.intercept = (_request, response) => {
      send(response, 200, { access_token: 'a', refresh_token: 'b' })
      return true
    }
    expect(kindOf(await signIn())).toBe('central_broken')
    central.intercept = (_request, response) => response.destroy() !== null
    expect(kindOf(await signIn())).toBe('central_unreachable')
    expect(view().state).toBe('signed_out')
  })
})

describe('at the next start', () => {
  test('the session goes on silently when the tokens were kept', async () => {
    expectOk(await at.session.signIn('ada', 'ada'))
    await restart(at.kept())
    expect(view()).toMatchObject({ state: 'offline', user: { id: 'u-ada' } })
    expect(kindOf(await ask())).toBe('ok')
    expect(view().state).toBe('signed_in')
  })

  test('the desk opens offline for the last person when no tokens were kept; their refunds wait for a sign-in', async () => {
    expectOk(await at.session.signIn('ada', 'ada'))
    await restart(null)
    addCharge(at.copy, 'c-1')
    const { key } = expectOk(submit(at, 'c-1'))
    expect(view()).toMatchObject({ state: 'offline', user: { id: 'u-ada' }, waitingRefunds: 1 })
    expect(expectOk(at.refunds.openDraft({ chargeId: 'c-1' })).live?.waitingFor).toBe('sign_in')
    expect(await ask()).toEqual({ ok: false, failure: { kind: 'signed_out' } })
    expectOk(await at.session.signIn('ada', 'ada'))
    expect(view().waitingRefunds).toBe(0)
    at.outbox.start()
    await at.time.flowUntil(() => at.row(key).state === 'confirmed')
  })

  test.each(['', '{', '{"tokens":{}}', 'null'])(
    'damaged text from safe storage counts as no tokens: %j',
    async (kept) => {
      expectOk(await at.session.signIn('ada', 'ada'))
      await restart(kept)
      expect(view()).toMatchObject({ state: 'offline', user: { id: 'u-ada' } })
    },
  )

  test('after a sign-out, the desk belongs to nobody', async () => {
    expectOk(await at.session.signIn('ada', 'ada'))
    await at.session.signOut()
    expect(at.kept()).toBeNull()
    await restart(at.kept())
    expect(view()).toMatchObject({ state: 'signed_out', user: null })
  })
})

describe('an access token that the central service refuses', () => {
  beforeEach(async () => {
    expectOk(await at.session.signIn('ada', 'ada'))
  })

  test('is renewed once for all waiting requests, and the new tokens are kept', async () => {
    const before = at.kept()
    central.expireAccess()
    const kinds = (await Promise.all([ask(), ask(), ask(), ask()])).map(kindOf)
    expect(kinds).toEqual(['ok', 'ok', 'ok', 'ok'])
    expect(refreshes()).toBe(1)
    expect(at.kept()).not.toBe(before)
    await restart(at.kept())
    expect(kindOf(await ask())).toBe('ok')
  })

  test('is renewed again with the old refresh token when the first renewal got lost: nobody is signed out', async () => {
    central.expireAccess()
    let lost = 0
    central.intercept = (request, response) => {
      if (request.path !== '/v1/session/refresh' || lost > 0) return false
      lost += 1
      response.destroy()
      return true
    }
    expect(kindOf(await ask())).toBe('central_unreachable')
    expect(view().state).toBe('signed_in')
    expect(kindOf(await ask())).toBe('ok')
  })

  test('is replaced by tokens that are kept before the new access token is first used', async () => {
    const order: string[] = []
    const transport = expectOk(createTransport({ baseUrl: central.url, fetch }))
    const session = createSession({
      transport,
      clock: at.time.clock,
      keepSession: async () => {
        // A desk that did not wait for this would have sent its request meanwhile.
        await new Promise((resolve) => setTimeout(resolve, 30))
        order.push('kept')
      },
      lastUser: { read: () => null, write: () => {} },
      onChanged: () => {},
    })
    const client = createCentralClient({ transport, tokens: session, clock: at.time.clock })
    expectOk(await session.signIn('ada', 'ada'))
    central.expireAccess()
    central.intercept = (request) => {
      order.push(`${request.path} ${request.headers.authorization ?? ''}`.trim())
      return false
    }
    await client.getJson('/v1/x', { deadlineMs: 60_000, maxBytes: 1_000 })
    expect(order).toEqual(['kept', '/v1/x Bearer access-2', '/v1/session/refresh', 'kept', '/v1/x Bearer access-3'])
  })

  test('ends the session when it cannot be renewed, but the desk stays open for its person', async () => {
    central.intercept = (request, response) => {
      if (request.path === '/v1/health') return false
      send(response, 401, { code: 'session_ended' })
      return true
    }
    expect(kindOf(await ask())).toBe('signed_out')
    expect(view()).toMatchObject({ state: 'offline', user: { id: 'u-ada' } })
    expect(at.kept()).toBeNull()
    const requests = central.seen.length
    expect(kindOf(await ask())).toBe('signed_out')
    expect(central.seen).toHaveLength(requests)
  })

  test('is renewed only once when the fresh token is refused as well', async () => {
    central.intercept = (request, response) => {
      if (request.path !== '/v1/anything') return false
      send(response, 401, { code: 'unauthorised' })
      return true
    }
    expect(kindOf(await ask())).toBe('signed_out')
    expect(refreshes()).toBe(1)
    expect(view().state).toBe('offline')
  })

  test('leaves the person signed out when they sign out during the renewal', async () => {
    central.expireAccess()
    central.intercept = (request) => {
      if (request.path === '/v1/session/refresh') void at.session.signOut()
      return false
    }
    expect(kindOf(await ask())).toBe('signed_out')
    expect(view()).toMatchObject({ state: 'signed_out', user: null })
    expect(at.kept()).toBeNull()
  })

  test('is sent only with the writes of its own person', async () => {
    const post = (onBehalfOf: string) =>
      at.client.post('/v1/refunds', { bodyBytes: Buffer.from('{}'), deadlineMs: 60_000, onBehalfOf })
    expect(kindOf(await post('u-bob'))).toBe('signed_out')
    expect(kindOf(await post('u-ada'))).toBe('ok')
    expect(central.refundRequests()).toHaveLength(1)
  })
})

describe('getJson', () => {
  beforeEach(async () => {
    expectOk(await at.session.signIn('ada', 'ada'))
  })
  test.each([
    [410, { code: 'cursor_gone' }, 'ok'],
    [503, { code: 'down' }, 'central_busy'],
    [429, { code: 'slow' }, 'central_busy'],
  ])('%d with %j → %s', async (status, body, kind) => {
    central.intercept = (_request, response) => {
      send(response, status, body)
      return true
    }
    expect(kindOf(await ask())).toBe(kind)
  })
  test.each([200, 404])('%d with HTML is broken', async (status) => {
    central.intercept = (_request, response) => {
      response.writeHead(status, { 'content-type': 'text/html' }).end('<p>')
      return true
    }
    expect(kindOf(await ask())).toBe('central_broken')
  })
})
