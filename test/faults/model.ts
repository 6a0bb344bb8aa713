import { expect } from 'vitest'

/** The people of the model. */
export const AGENTS = ['ana', 'ben'] as const
/** One of them. */
export type Agent = (typeof AGENTS)[number]
/** A charge alone, and a pair: of each, one full refund is given at the most. */
export const AFFAIRS = [['one'], ['two'], ['left', 'right']] as const
/** One of their charges. */
export type Charge = (typeof AFFAIRS)[number][number]

/** What an agent has been told of an affair: a receipt that is still open, or how it ended. */
export interface Wish {
  readonly charge: Charge
  readonly key: string
  state: 'open' | 'given' | 'refused'
}

/**
 * The whole truth, in a few lines: of every affair one wish is given, the first that arrives, and all others are refused;
 * an agent who has an open or a given wish of an affair gets no second receipt for it.
 */
export class Model {
  readonly wishes: Record<Agent, Map<number, Wish>> = { ana: new Map(), ben: new Map() }
  readonly given = new Set<number>()

  mayClick(agent: Agent, affair: number): boolean {
    const wish = this.wishes[agent].get(affair)
    return wish === undefined || wish.state === 'refused'
  }

  /** A desk may hear that somebody was faster before everything has arrived; then somebody was. */
  hearEarly(agent: Agent, affair: number): void {
    const wish = this.wishes[agent].get(affair)
    const others = AGENTS.filter((other) => other !== agent).map((other) => this.wishes[other].get(affair)?.state)
    expect(['open', 'given']).toContain(others[0])
    if (wish !== undefined) wish.state = 'refused'
  }

  /** Everything that was open has arrived; `isGiven` says which of them the desks show as given. */
  drain(isGiven: (wish: Wish, agent: Agent) => boolean): void {
    for (const affair of AFFAIRS.keys()) {
      const open = AGENTS.flatMap((agent) => {
        const wish = this.wishes[agent].get(affair)
        return wish?.state === 'open' ? [{ wish, agent }] : []
      })
      const winners = open.filter(({ wish, agent }) => isGiven(wish, agent))
      expect(winners).toHaveLength(open.length > 0 && !this.given.has(affair) ? 1 : 0)
      for (const { wish } of open) wish.state = winners.some((winner) => winner.wish === wish) ? 'given' : 'refused'
      if (winners.length > 0) this.given.add(affair)
    }
  }
}
