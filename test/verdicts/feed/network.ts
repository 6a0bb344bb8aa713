import type { Dice } from '../../central/demo/dice.ts'
import type { Booking } from '../../central/model.ts'
import type { Departure, Sources } from './sources.ts'

/** The flight of a booking. */
export type Flight = Booking['flight']

const dayMs = 24 * 3600 * 1000

/** The flights of the data, moved to another year, other airports, other carriers and other numbers. */
export class Network {
  readonly #dice: Dice
  readonly #departures: readonly Departure[]
  readonly #byRoute = new Map<string, Departure[]>()
  readonly #rename = new Map<string, string>()
  readonly #year: number
  readonly #offset: number

  constructor(dice: Dice, { departures, carriers, airports }: Sources) {
    this.#dice = dice
    this.#departures = departures
    this.#year = dice.int(2015, 2025)
    this.#offset = dice.int(11, 700)
    const free = { carriers: [...carriers], airports: [...airports] }
    const rename = (code: string, list: string[]) => {
      if (!this.#rename.has(code)) this.#rename.set(code, list.splice(dice.int(0, list.length - 1), 1)[0] ?? code)
    }
    for (const departure of departures) {
      const { carrier, origin, destination, month, day } = departure
      rename(carrier, free.carriers)
      rename(origin, free.airports)
      rename(destination, free.airports)
      const route = `${origin} ${destination} ${month} ${day}`
      this.#byRoute.set(route, [...(this.#byRoute.get(route) ?? []), departure])
    }
  }

  /** Returns any departure. */
  any(): Departure {
    return this.#dice.pick(this.#departures)
  }

  /** The flight of a departure in the form of the feed. */
  flight({ carrier, number, origin, destination, month, day, hour, minute }: Departure): Flight {
    return {
      number: `${this.#rename.get(carrier)}${number + this.#offset}`,
      origin: this.#rename.get(origin) ?? origin,
      destination: this.#rename.get(destination) ?? destination,
      departure: { year: this.#year, month, day, hour, minute },
    }
  }

  /** The departure in UTC milliseconds, with its local time read as UTC. That is exact enough to book before it. */
  instant({ month, day, hour, minute }: Departure): number {
    return Date.UTC(this.#year, month - 1, day, hour, minute)
  }

  /** Another departure on the same route and day, or undefined. */
  sameDay(departure: Departure): Departure | undefined {
    const { origin, destination, month, day } = departure
    const others = this.#byRoute
      .get(`${origin} ${destination} ${month} ${day}`)
      ?.filter(
        ({ hour, minute, number }) =>
          number !== departure.number && (hour !== departure.hour || minute !== departure.minute),
      )
    return others && others.length > 0 ? this.#dice.pick(others) : undefined
  }

  /** The same flight some days earlier or later, with the same number, as in a timetable. */
  otherDay(departure: Departure): Departure {
    const days = this.#dice.pick([-21, -14, -7, -2, -1, 1, 1, 2, 3, 7, 14, 28])
    const date = new Date(Date.UTC(this.#year, departure.month - 1, departure.day) + days * dayMs)
    return { ...departure, month: date.getUTCMonth() + 1, day: date.getUTCDate() }
  }

  /** The return flight on the same route, hours or days later. */
  back(departure: Departure): Departure {
    const { origin, destination, hour } = departure
    const later = this.#dice.chance(0.4) && hour < 18
    const date = new Date(
      Date.UTC(this.#year, departure.month - 1, departure.day + (later ? 0 : this.#dice.int(1, 12))),
    )
    return {
      ...departure,
      origin: destination,
      destination: origin,
      number: departure.number + 1,
      month: date.getUTCMonth() + 1,
      day: date.getUTCDate(),
      hour: later ? hour + this.#dice.int(3, 5) : this.#dice.int(6, 21),
    }
  }

  /** A connecting flight from the destination, later on the same day. */
  onward(departure: Departure): Departure {
    const { hour, minute } = departure
    const next = { ...this.any(), month: departure.month, day: departure.day, origin: departure.destination }
    return { ...next, hour: Math.min(23, hour + this.#dice.int(1, 5)), minute: (minute + 25) % 60 }
  }
}
