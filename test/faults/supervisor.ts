import { randomUUID } from 'node:crypto'
import type { Dice } from '../central/demo/dice.ts'
import { demoPassword } from '../central/session/people.ts'
import type { StandingCentral } from './standing-central.ts'

/** The person who approves and rejects what is above the agents' limits, through the same bad weather. */
export class Supervisor {
  readonly #central: StandingCentral
  readonly #dice: Dice
  #token: string | null = null

  constructor(central: StandingCentral, dice: Dice) {
    this.#central = central
    this.#dice = dice
  }

  /** Decides everything that waits, as far as the weather lets it. */
  async decideAll(): Promise<void> {
    const waiting = await this.#central.db.query<{ id: string }>(
      "select id from refund where state = 'pending_approval'",
    )
    for (const { id } of waiting) {
      const decision = this.#dice.chance(0.8) ? 'approve' : 'reject'
      this.#token ??= await this.#signIn()
      const status = await this.#post(`/v1/refunds/${id}/approval`, { decision, note: 'looked at' })
      if (status === null || status >= 400) this.#token = null
    }
  }

  async #signIn(): Promise<string | null> {
    let token: string | null = null
    await this.#post('/v1/session', { username: 'sam', password: demoPassword }, (body) => {
      token = typeof body.access_token === 'string' ? body.access_token : null
    })
    return token
  }

  async #post(path: string, body: unknown, read?: (body: Record<string, unknown>) => void): Promise<number | null> {
    try {
      const answer = await fetch(this.#central.url + path, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'idempotency-key': `"${randomUUID()}"`,
          ...(this.#token !== null && { authorization: `Bearer ${this.#token}` }),
        },
        body: JSON.stringify(body),
        signal: AbortSignal.timeout(2_000),
      })
      const text = await answer.text()
      if (answer.ok) read?.(JSON.parse(text) as Record<string, unknown>)
      return answer.status
    } catch {
      return null
    }
  }
}
