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

/** Ends this run of the desk and begins the next one on the same files, with what safe storage kept, or without. */
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
  test('opens the desk for that person, with their limits', async () => {
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

  test('a wrong password, a busy service, a broken one and none at all have each their failure', async () => {
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

describe('the next start', () => {
  test('with the tokens kept, goes on silently', async () => {
    expectOk(await at.session.signIn('ada', 'ada'))
    await restart(at.kept())
    expect(view()).toMatchObject({ state: 'offline', user: { id: 'u-ada' } })
    expect(kindOf(await ask())).toBe('ok')
    expect(view().state).toBe('signed_in')
  })

  test('without them, opens for the person last signed in, to search and to queue; their refunds wait for them', async () => {
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

  test.each(['', '{', '{"tokens":{}}', 'null'])('with damaged text from safe storage, likewise: %j', async (kept) => {
    expectOk(await at.session.signIn('ada', 'ada'))
    await restart(kept)
    expect(view()).toMatchObject({ state: 'offline', user: { id: 'u-ada' } })
  })

  test('after signing out, is nobody’s', async () => {
    expectOk(await at.session.signIn('ada', 'ada'))
    await at.session.signOut()
    expect(at.kept()).toBeNull()
    await restart(at.kept())
    expect(view()).toMatchObject({ state: 'signed_out', user: null })
  })
})

describe('a refused token', () => {
  beforeEach(async () => {
    expectOk(await at.session.signIn('ada', 'ada'))
  })

  test('is renewed once, however many ask, and the new tokens are kept', async () => {
    const before = at.kept()
    central.expireAccess()
    const kinds = (await Promise.all([ask(), ask(), ask(), ask()])).map(kindOf)
    expect(kinds).toEqual(['ok', 'ok', 'ok', 'ok'])
    expect(refreshes()).toBe(1)
    expect(at.kept()).not.toBe(before)
    await restart(at.kept())
    expect(kindOf(await ask())).toBe('ok')
  })

  test('whose renewal got lost is renewed again with the old refresh token: nobody is signed out', async () => {
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

  test('the new tokens are kept before the new access token is first used', async () => {
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

  test('that cannot be renewed ends the session, but the desk stays open for its person', async () => {
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

  test('a fresh one that is refused as well is not asked with for ever', async () => {
    central.intercept = (request, response) => {
      if (request.path !== '/v1/anything') return false
      send(response, 401, { code: 'unauthorised' })
      return true
    }
    expect(kindOf(await ask())).toBe('signed_out')
    expect(refreshes()).toBe(1)
    expect(view().state).toBe('offline')
  })

  test('signing out while it is renewed stays signed out', async () => {
    central.expireAccess()
    central.intercept = (request) => {
      if (request.path === '/v1/session/refresh') void at.session.signOut()
      return false
    }
    expect(kindOf(await ask())).toBe('signed_out')
    expect(view()).toMatchObject({ state: 'signed_out', user: null })
    expect(at.kept()).toBeNull()
  })

  test('a write on somebody’s behalf goes with their token only', async () => {
    const post = (onBehalfOf: string) =>
      at.client.post('/v1/refunds', { bodyBytes: Buffer.from('{}'), deadlineMs: 60_000, maxBytes: 1_000, onBehalfOf })
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
  ])('%d is %j → %s', async (status, body, kind) => {
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
