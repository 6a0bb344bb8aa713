import type { Dice } from '../../central/demo/dice.ts'
import type { Change, Kind } from '../../central/model.ts'

interface Event {
  /** When it is delivered, UTC ms: mostly when it happens. */
  deliveredAt: number
  kind: Kind
  id: string
  version: number
  data: object | null
}

const minuteMs = 60_000

/** What is told of things, version by version, and the order in which it arrives. */
export class Telling {
  readonly #dice: Dice
  readonly #events: Event[] = []
  readonly #latest = new Map<string, Event>()

  constructor(dice: Dice) {
    this.#dice = dice
  }

  /** The next version of something, delivered at an instant; `null` deletes it. */
  tell(deliveredAt: number, kind: Kind, id: string, data: object | null): void {
    const version = (this.#latest.get(`${kind} ${id}`)?.version ?? 0) + 1
    const event = { deliveredAt, kind, id, version, data }
    this.#latest.set(`${kind} ${id}`, event)
    this.#events.push(event)
  }

  /** Tells a version of something that was told before once more. */
  echo(kind: Kind, id: string, version: number, deliveredAt: number): void {
    const told = this.#events.find((event) => event.kind === kind && event.id === id && event.version === version)
    if (told) this.#events.push({ ...told, deliveredAt })
  }

  /** Whether something was told and not deleted since. */
  stands(kind: Kind, id: string): boolean {
    const latest = this.#latest.get(`${kind} ${id}`)
    return latest !== undefined && latest.data !== null
  }

  /** The feed by ascending `seq`. Now and then a charge is told before its booking, mostly just before, sometimes by hours. */
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
