import { randomUUID } from 'node:crypto'
import { expect } from 'vitest'
import { answerFaults, type Exchange, requestFaults } from './contract.ts'
import { demoPassword } from './session/people.ts'

/** A body for tests; it was checked against the contract file. */
// biome-ignore lint/suspicious/noExplicitAny: validated JSON of many shapes, read by tests only
type Body = any

/** A checked answer; the body of NDJSON is a list of its lines. */
export interface Reply {
  status: number
  headers: Record<string, string>
  body: Body
  text: string
}

/** What differs from an ordinary request. */
export interface Sending {
  body?: unknown
  headers?: Record<string, string>
  /** The request breaks the contract on purpose; the desk checks that it does. */
  broken?: true
}

/** A client for tests, which checks every request and every answer against the contract file. */
export class Desk {
  readonly url: string
  token: string | undefined

  constructor(url: string) {
    this.url = url
  }

  /** A desk with a signed-in demo person. */
  static async signedIn(url: string, username: string): Promise<Desk> {
    const desk = new Desk(url)
    const reply = await desk.send('POST', '/v1/session', { body: { username, password: demoPassword } })
    expect(reply.status).toBe(200)
    desk.token = reply.body.access_token
    return desk
  }

  get(path: string, headers: Record<string, string> = {}): Promise<Reply> {
    return this.send('GET', path, { headers })
  }

  async send(method: string, path: string, { body, headers = {}, broken }: Sending = {}): Promise<Reply> {
    const sent: Record<string, string> = { ...(this.token && { authorization: `Bearer ${this.token}` }), ...headers }
    const text = body === undefined || typeof body === 'string' ? body : JSON.stringify(body)
    if (text !== undefined) sent['content-type'] ??= 'application/json'
    const response = await fetch(this.url + path, {
      method,
      headers: sent,
      redirect: 'manual',
      ...(text !== undefined && { body: text }),
    })
    const reply = await read(response)
    const exchange: Exchange = { method, path, request: { headers: sent, body: parse(text ?? '') }, answer: reply }
    if (broken) expect(requestFaults(exchange)).not.toEqual([])
    else if (reply.status !== 404) expect(requestFaults(exchange)).toEqual([])
    expect(answerFaults(exchange)).toEqual([])
    return reply
  }

  /** Sends a POST under `key`, by default a new one. */
  post(
    path: string,
    body: unknown,
    { key = randomUUID(), ...sending }: Sending & { key?: string } = {},
  ): Promise<Reply> {
    return this.send('POST', path, { ...sending, body, headers: { 'idempotency-key': `"${key}"`, ...sending.headers } })
  }

  /** Sends `POST /v1/refunds` to a gateway, by default `old`. */
  refund(
    body: unknown,
    { gateway = 'old', ...sending }: Sending & { key?: string; gateway?: string } = {},
  ): Promise<Reply> {
    return this.post('/v1/refunds', body, { ...sending, headers: { 'x-gateway': gateway, ...sending.headers } })
  }
}

async function read(response: Response): Promise<Reply> {
  const text = await response.text()
  const headers = Object.fromEntries(response.headers)
  const lines = headers['content-type'] === 'application/x-ndjson'
  const body = lines ? text.trimEnd().split('\n').map(parse) : parse(text)
  return { status: response.status, headers, body, text }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
