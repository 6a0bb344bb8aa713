import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { Desk } from '../desk.ts'
import { type Central, startCentral } from '../start.ts'

const minuteMs = 60_000
const dayMs = 24 * 3600_000
let central: Central
let now = Date.parse('2026-11-20T21:00:00.000Z')

beforeAll(async () => {
  central = await startCentral({ clock: () => now })
})
beforeEach(() => {
  now += dayMs
})
afterAll(() => central.close())

async function signIn(username: string, password = 'once-demo') {
  return new Desk(central.url).send('POST', '/v1/session', { body: { username, password } })
}

async function refresh(refresh_token: string) {
  return new Desk(central.url).send('POST', '/v1/session/refresh', { body: { refresh_token } })
}

/** Uses an access token for one call; gives the status. */
async function use(token: string): Promise<number> {
  const desk = new Desk(central.url)
  desk.token = token
  return (await desk.get('/v1/changes')).status
}

test.each([
  ['ana', 'agent'],
  ['sam', 'supervisor'],
  ['ada', 'admin'],
])('%s signs in as %s', async (username, role) => {
  const { status, body } = await signIn(username)
  expect([status, body.user.role, body.expires_in]).toEqual([200, role, 900])
  expect(await use(body.access_token)).toBe(200)
})

test('401 for a wrong password and an unknown name; 429 with Retry-After for a minute after five wrong ones', async () => {
  expect((await signIn('nobody')).status).toBe(401)
  for (let index = 0; index < 5; index++) expect((await signIn('sam', 'wrong')).status).toBe(401)
  now += 20_000
  const refused = await signIn('sam')
  expect([refused.status, refused.headers['retry-after']]).toEqual([429, '40'])
  expect((await signIn('ana')).status).toBe(200)
  now += 40_000
  expect((await signIn('sam')).status).toBe(200)
})

test('400 for an invalid body', async () => {
  const desk = new Desk(central.url)
  for (const body of ['{', { username: 'ana' }, { username: 1, password: 2 }]) {
    expect((await desk.send('POST', '/v1/session', { body, broken: true })).status).toBe(400)
  }
  expect((await desk.send('POST', '/v1/session/refresh', { body: {}, broken: true })).status).toBe(400)
})

test('an access token ends after 15 minutes, and the session goes on', async () => {
  const { body } = await signIn('ana')
  now += 15 * minuteMs
  expect(await use(body.access_token)).toBe(401)
  const next = await refresh(body.refresh_token)
  expect([next.status, await use(next.body.access_token)]).toEqual([200, 200])
})

test('a lost answer signs nobody out: the old refresh token works until the new access token is used', async () => {
  const { body } = await signIn('ana')
  await refresh(body.refresh_token)
  now += 9 * minuteMs
  const again = await refresh(body.refresh_token)
  expect(again.status).toBe(200)
  expect(await use(again.body.access_token)).toBe(200)
  expect((await refresh(body.refresh_token)).status).toBe(401)
})

test('an old refresh token that is used after that ends the session with all its tokens', async () => {
  const { body } = await signIn('ana')
  const next = await refresh(body.refresh_token)
  expect(await use(next.body.access_token)).toBe(200)
  expect((await refresh(body.refresh_token)).status).toBe(401)
  expect(await use(next.body.access_token)).toBe(401)
  expect((await refresh(next.body.refresh_token)).status).toBe(401)
})

test('an old refresh token ends after ten minutes, even when the new access token was never used', async () => {
  const { body } = await signIn('ana')
  await refresh(body.refresh_token)
  now += 10 * minuteMs + 1
  expect((await refresh(body.refresh_token)).status).toBe(401)
})

test('a session ends 30 days after its last refresh', async () => {
  let { refresh_token } = (await signIn('ana')).body
  for (let month = 0; month < 3; month++) {
    now += 29 * dayMs
    const next = await refresh(refresh_token)
    expect(next.status).toBe(200)
    refresh_token = next.body.refresh_token
  }
  now += 30 * dayMs
  expect((await refresh(refresh_token)).status).toBe(401)
})

test('the affinity cookie is set once, and a client that returns it gets no other', async () => {
  const desk = new Desk(central.url)
  const first = await desk.get('/v1/health')
  expect(first.headers['set-cookie']).toMatch(/^SERVERID=(old|new); path=\//)
  const cookie = first.headers['set-cookie']?.split(';')[0] ?? ''
  expect((await desk.get('/v1/health', { cookie })).headers['set-cookie']).toBeUndefined()
})

test('an unknown address gets 404 as problem+json, and a known one needs a token', async () => {
  const desk = new Desk(central.url)
  const reply = await desk.get('/v1/nowhere')
  expect([reply.status, reply.headers['content-type'], reply.body.code]).toEqual([
    404,
    'application/problem+json',
    'not_found',
  ])
  for (const path of ['/v1/changes', '/v1/snapshot', '/v1/entity-filter', '/v1/error-reports']) {
    expect((await desk.send('GET', path, { broken: true })).status).toBe(401)
  }
})
