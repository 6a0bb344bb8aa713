import { randomUUID } from 'node:crypto'
import { expect } from 'vitest'
import { answerFaults, type Exchange, requestFaults } from './contract.ts'
import { demoPassword } from './session/people.ts'

/** A body that a test looks into; what it may hold was checked against the contract file. */
// biome-ignore lint/suspicious/noExplicitAny: validated JSON of many shapes, read by tests only
type Body = any

/** An answer, validated. NDJSON comes as a list of lines. */
export interface Reply {
  status: number
  headers: Record<string, string>
  body: Body
  text: string
}

/** How a request differs from an ordinary one. */
export interface Sending {
  body?: unknown
  headers?: Record<string, string>
  /** The request breaks the contract on purpose; that it does is checked too. */
  broken?: true
}

/** A client for tests: every request and every answer is checked against the contract file. */
export class Desk {
  readonly url: string
  token: string | undefined

  constructor(url: string) {
    this.url = url
  }

  /** A desk at which a demo person is signed in. */
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

  /** A POST under a key; a new one unless it is given. */
  post(
    path: string,
    body: unknown,
    { key = randomUUID(), ...sending }: Sending & { key?: string } = {},
  ): Promise<Reply> {
    return this.send('POST', path, { ...sending, body, headers: { 'idempotency-key': `"${key}"`, ...sending.headers } })
  }

  /** `POST /v1/refunds` to a gateway; `old` unless it is given. */
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
