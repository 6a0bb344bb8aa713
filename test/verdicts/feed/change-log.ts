import type { Dice } from '../../central/demo/dice.ts'
import type { Change, Kind } from '../../central/model.ts'

interface Event {
  /** The delivery time in UTC milliseconds. It is mostly the time when the change happened. */
  deliveredAt: number
  kind: Kind
  id: string
  version: number
  data: object | null
}

const minuteMs = 60_000

/** The changes of a feed, version by version, and their order of delivery. */
export class ChangeLog {
  readonly #dice: Dice
  readonly #events: Event[] = []
  readonly #latest = new Map<string, Event>()

  constructor(dice: Dice) {
    this.#dice = dice
  }

  /** Adds the next version of an item, delivered at an instant. `null` deletes the item. */
  add(deliveredAt: number, kind: Kind, id: string, data: object | null): void {
    const version = (this.#latest.get(`${kind} ${id}`)?.version ?? 0) + 1
    const event = { deliveredAt, kind, id, version, data }
    this.#latest.set(`${kind} ${id}`, event)
    this.#events.push(event)
  }

  /** Delivers an earlier version of an item again. */
  repeat(kind: Kind, id: string, version: number, deliveredAt: number): void {
    const earlier = this.#events.find((event) => event.kind === kind && event.id === id && event.version === version)
    if (earlier) this.#events.push({ ...earlier, deliveredAt })
  }

  /** Returns true when the item was added and not deleted since. */
  exists(kind: Kind, id: string): boolean {
    const latest = this.#latest.get(`${kind} ${id}`)
    return latest !== undefined && latest.data !== null
  }

  /**
   * The feed in ascending order of `seq`. It delivers a few charges before their bookings, mostly about a second
   * before, sometimes hours before.
   */
  changes(): Change[] {
    for (const event of this.#events) {
      if (event.kind !== 'booking' || event.version > 1 || !this.#dice.chance(0.018)) continue
      event.deliveredAt += this.#dice.chance(0.9) ? 1100 : this.#dice.int(minuteMs, 400 * minuteMs)
    }
    const order = this.#events.map((event, index) => ({ event, index }))
    order.sort((a, b) => a.event.deliveredAt - b.event.deliveredAt || a.index - b.index)
    return order.map(({ event: { kind, id, version, data } }, index) => {
      return { seq: index + 1, kind, op: data === null ? 'delete' : 'upsert', id, version, data }
    })
  }
}
