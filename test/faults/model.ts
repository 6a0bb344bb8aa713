import { expect } from 'vitest'

/** The people of the model. */
export const AGENTS = ['ana', 'ben'] as const
/** One of the agents. */
export type Agent = (typeof AGENTS)[number]
/** Purchases with one charge, and one with a pair: of each, at most one full refund is given. */
export const PURCHASES = [['one'], ['two'], ['left', 'right']] as const
/** One of the charges. */
export type Charge = (typeof PURCHASES)[number][number]

/** An agent's wish for a purchase: its receipt is still open, or it has ended. */
export interface Wish {
  readonly charge: Charge
  readonly key: string
  state: 'open' | 'given' | 'refused'
}

/**
 * The model: of the wishes for a purchase, the first that arrives is given and all others are refused. An agent with an
 * open or a given wish for a purchase gets no second receipt for it.
 */
export class Model {
  readonly wishes: Record<Agent, Map<number, Wish>> = { ana: new Map(), ben: new Map() }
  readonly given = new Set<number>()

  mayClick(agent: Agent, purchase: number): boolean {
    const wish = this.wishes[agent].get(purchase)
    return wish === undefined || wish.state === 'refused'
  }

  /** A desk may learn of its refusal before everything has arrived; then the other agent was first. */
  refuseEarly(agent: Agent, purchase: number): void {
    const wish = this.wishes[agent].get(purchase)
    const others = AGENTS.filter((other) => other !== agent).map((other) => this.wishes[other].get(purchase)?.state)
    expect(['open', 'given']).toContain(others[0])
    if (wish !== undefined) wish.state = 'refused'
  }

  /** All open wishes have arrived; `isGiven` tells which of them the desks show as given. */
  drain(isGiven: (wish: Wish, agent: Agent) => boolean): void {
    for (const purchase of PURCHASES.keys()) {
      const open = AGENTS.flatMap((agent) => {
        const wish = this.wishes[agent].get(purchase)
        return wish?.state === 'open' ? [{ wish, agent }] : []
      })
      const winners = open.filter(({ wish, agent }) => isGiven(wish, agent))
      expect(winners).toHaveLength(open.length > 0 && !this.given.has(purchase) ? 1 : 0)
      for (const { wish } of open) wish.state = winners.some((winner) => winner.wish === wish) ? 'given' : 'refused'
      if (winners.length > 0) this.given.add(purchase)
    }
  }
}
