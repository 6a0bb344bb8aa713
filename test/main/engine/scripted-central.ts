import { Buffer } from 'node:buffer'
import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A request as the scripted central service received it. */
export interface SeenRequest {
  readonly method: string
  readonly path: string
  readonly headers: IncomingMessage['headers']
  readonly body: string
}

/** Replaces one honest answer to a refund; returns false to leave the request to the honest answer. */
export type Trick = (request: SeenRequest, response: ServerResponse, honest: () => Honest) => boolean | Promise<boolean>

interface Honest {
  readonly status: number
  readonly body: Record<string, unknown>
  readonly headers: Record<string, string>
}

/** A small central service that answers honestly by default; a test scripts its misbehaviour, one request at a time. */
export interface ScriptedCentral {
  readonly url: string
  /** All refunds ever given, by key: the oracle of what happened. */
  readonly ledger: Map<string, Record<string, unknown>>
  readonly seen: SeenRequest[]
  /** Tricks for the next requests to `POST /v1/refunds`, in this order; with none left, the answers are honest. */
  readonly tricks: Trick[]
  /** Sees every request before the script does; true when it has answered or swallowed the request. */
  intercept: ((request: SeenRequest, response: ServerResponse) => boolean) | null
  refundState: string
  gateway: 'old' | 'new'
  /** Ends the validity of every access token given out so far; the refresh tokens stay valid. */
  readonly expireAccess: () => void
  readonly refundRequests: () => SeenRequest[]
  readonly stop: () => Promise<void>
}

interface TokenPair {
  readonly user: string
  access: string
  refresh: string
  /** The pair that this pair replaces; null once the new access token was used. */
  before: TokenPair | null
  isExpired: boolean
}

/** The accounts; each password is the username. */
const PEOPLE: Readonly<Record<string, { id: string; name: string; role: string }>> = {
  ada: { id: 'u-ada', name: 'Ada Agent', role: 'agent' },
  bob: { id: 'u-bob', name: 'Bob Agent', role: 'agent' },
  sam: { id: 'u-sam', name: 'Sam Supervisor', role: 'supervisor' },
}

/** Starts the service on a free loopback port, or on `port` to come back at an earlier address. */
export async function startScriptedCentral(
  port = 0,
  ledger = new Map<string, Record<string, unknown>>(),
): Promise<ScriptedCentral> {
  const pairs: TokenPair[] = []
  const seen: SeenRequest[] = []
  let serial = 0

  const central: ScriptedCentral = {
    url: '',
    ledger,
    seen,
    tricks: [],
    intercept: null,
    refundState: 'pending',
    gateway: 'old',
    expireAccess: () => {
      for (const pair of pairs) pair.isExpired = true
    },
    refundRequests: () => seen.filter((it) => it.path === '/v1/refunds'),
    stop: async () => {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }

  function open(user: string, before: TokenPair | null): Record<string, unknown> {
    serial += 1
    pairs.push({ user, access: `access-${serial}`, refresh: `refresh-${serial}`, before, isExpired: false })
    const person = { ...PEOPLE[user], refund_limit: [{ amount_minor: 50_000, currency: 'USD' }], locale: 'en' }
    return { access_token: `access-${serial}`, refresh_token: `refresh-${serial}`, expires_in: 900, user: person }
  }

  function isSignedIn(request: SeenRequest): boolean {
    const pair = pairs.find((it) => request.headers.authorization === `Bearer ${it.access}`)
    if (pair === undefined || pair.isExpired) return false
    if (pair.before !== null) pairs.splice(pairs.indexOf(pair.before), 1)
    pair.before = null
    return true
  }

  function giveBack(request: SeenRequest): Honest {
    const key = String(request.headers['idempotency-key']).replaceAll('"', '')
    const known = ledger.get(key)
    if (known !== undefined) return { status: 200, body: known, headers: { 'idempotent-replayed': 'true' } }
    if (request.headers['x-gateway'] !== central.gateway) {
      return { status: 409, body: { code: 'wrong_gateway', executed: false, gateway: central.gateway }, headers: {} }
    }
    const wish = JSON.parse(request.body) as Record<string, unknown>
    const refund = {
      id: `re-${ledger.size + 1}`,
      version: 1,
      ...wish,
      state: central.refundState,
      idempotency_key: key,
      updated_at: new Date(1_800_000_000_000 + ledger.size).toISOString(),
    }
    ledger.set(key, refund)
    return { status: central.refundState === 'pending_approval' ? 202 : 201, body: refund, headers: {} }
  }

  async function answer(request: SeenRequest, response: ServerResponse): Promise<void> {
    if (central.intercept?.(request, response)) return
    if (request.path === '/v1/health') return send(response, 200, { status: 'ok' })
    if (request.path === '/v1/session') {
      const { username, password } = JSON.parse(request.body) as Record<string, string>
      const isRight = username !== undefined && username === password && username in PEOPLE
      return isRight ? send(response, 200, open(username, null)) : send(response, 401, { code: 'wrong_password' })
    }
    if (request.path === '/v1/session/refresh') {
      const { refresh_token: refresh } = JSON.parse(request.body) as Record<string, string>
      const pair = pairs.find((it) => it.refresh === refresh)
      return pair ? send(response, 200, open(pair.user, pair)) : send(response, 401, { code: 'session_ended' })
    }
    if (!isSignedIn(request)) return send(response, 401, { code: 'unauthorised' })
    if (request.path !== '/v1/refunds') return send(response, 404, { code: 'not_found', executed: false })
    const trick = central.tricks.shift()
    if (await trick?.(request, response, () => giveBack(request))) return
    const honest = giveBack(request)
    send(response, honest.status, honest.body, honest.headers)
  }

  const server = createServer(async (incoming, response) => {
    const parts: Buffer[] = []
    for await (const part of incoming) parts.push(part as Buffer)
    const request = {
      method: incoming.method ?? '',
      path: incoming.url ?? '',
      headers: incoming.headers,
      body: Buffer.concat(parts).toString('utf8'),
    }
    seen.push(request)
    await answer(request, response)
  })
  server.listen(port, '127.0.0.1')
  await once(server, 'listening')
  return Object.assign(central, { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` })
}

/** Answers with JSON and the content type that the contract demands for this status. */
export function send(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): void {
  const type = status < 400 ? 'application/json; charset=utf-8' : 'application/problem+json'
  response.writeHead(status, { 'content-type': type, ...headers }).end(JSON.stringify(body))
}

/** The tricks, by name. */
export const tricks = {
  /** Gives the refund and loses the reply. */
  loseReply: (_request: SeenRequest, response: ServerResponse, honest: () => Honest) => {
    honest()
    response.destroy()
    return true
  },
  /** Closes the connection before anything is executed. */
  drop: (_request: SeenRequest, response: ServerResponse) => {
    response.destroy()
    return true
  },
  /** Answers with this status, body and headers. */
  say:
    (status: number, body: unknown, headers: Readonly<Record<string, string>> = {}): Trick =>
    (_request, response) => {
      send(response, status, body, headers)
      return true
    },
  /** Never answers. */
  stall: () => true,
} satisfies Record<string, unknown>
