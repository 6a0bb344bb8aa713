import { randomUUID } from 'node:crypto'
import type { Change } from '../central/model.ts'
import { aBooking, aCharge, aFeed, aRefund } from '../central/sample-data.ts'
import { type Account, anAccount, demoPassword } from '../central/session/people.ts'

/** The captured amount of each charge of a pair, in pence. */
export const CAPTURED_MINOR = 9_599

/** An answer to an agent, with the request. */
export interface AgentAnswer {
  readonly agent: Account
  readonly pair: number
  readonly chargeId: string
  readonly key: string
  readonly amountMinor: number
  readonly status: number
  readonly body: Readonly<Record<string, unknown>>
}

/** The two charges of a pair. */
export const chargesOf = (pair: number): readonly [string, string] => [`c-${pair}-a`, `c-${pair}-b`]

/** Agents whose limit covers each of the charges. */
export function agents(count: number): readonly Account[] {
  const limits = [{ amount_minor: CAPTURED_MINOR, currency: 'GBP' }]
  return Array.from({ length: count }, (_, index) => anAccount(`agent${index}`, { limits }))
}

/** A history of pairs: in each, one purchase was booked twice. */
export function pairs(count: number): Change[] {
  const items = Array.from({ length: count }, (_, pair) => {
    const booking = aBooking()
    return chargesOf(pair).flatMap((chargeId): [string, string, unknown][] => [
      ['booking', `r-${chargeId}`, booking],
      ['charge', chargeId, aCharge(`r-${chargeId}`)],
    ])
  })
  return aFeed(...items.flat())
}

/** An agent at work: sends requests over HTTP as a desk does, and stores every answer. */
export class Agent {
  readonly #url: string
  readonly #account: Account
  #token = ''
  readonly answers: AgentAnswer[] = []

  constructor(url: string, account: Account) {
    this.#url = url
    this.#account = account
  }

  async signIn(): Promise<void> {
    const { body } = await this.#post('/v1/session', { username: this.#account.username, password: demoPassword }, {})
    this.#token = String(body.access_token)
  }

  /** Gives back one whole charge of a pair and keeps the other. */
  async giveWhole(pair: number, side: 0 | 1): Promise<void> {
    await this.#give(pair, side, CAPTURED_MINOR, 0)
  }

  /** Gives back a part; after a 412 it reads what is left and tries again, as the dialog does. */
  async givePart(pair: number, side: 0 | 1, amountMinor: number, tries: number): Promise<void> {
    let expected = 0
    for (let left = tries; left > 0; left -= 1) {
      const { status, body } = await this.#give(pair, side, amountMinor, expected)
      if (status !== 412) return
      expected = Number(body.current_refunded_minor)
    }
  }

  async #give(pair: number, side: 0 | 1, amountMinor: number, expected: number): Promise<AgentAnswer> {
    const both = chargesOf(pair)
    const [chargeId, keepId] = [both[side], both[1 - side]]
    const key = randomUUID()
    const wish = {
      amount_minor: amountMinor,
      reason: 'duplicate',
      keep_charge_id: keepId,
      expected_refunded_minor: expected,
    }
    const headers = { 'idempotency-key': `"${key}"`, 'x-gateway': 'old', authorization: `Bearer ${this.#token}` }
    const { status, body } = await this.#post('/v1/refunds', aRefund(chargeId, wish), headers)
    const answer = { agent: this.#account, pair, chargeId, key, amountMinor, status, body }
    this.answers.push(answer)
    return answer
  }

  async #post(path: string, body: unknown, headers: Record<string, string>) {
    const response = await fetch(this.#url + path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    })
    return { status: response.status, body: (await response.json()) as Record<string, unknown> }
  }
}
