import type { Dice } from '../../central/demo/dice.ts'
import type { Flight, Network } from './network.ts'
import type { Card, People, Person, Traveller } from './people.ts'
import { priceIn } from './prices.ts'
import type { Departure } from './sources.ts'

/** What a person buys, and when. `at` is in UTC milliseconds. */
export interface Purchase {
  traveller: Traveller
  card: Card
  flight: Flight
  departure: Departure
  amountMinor: number
  currency: string
  reference: string
  seat: string
  channel: string
  gateway: 'old' | 'new'
  at: number
}

const minuteMs = 60_000
const dayMs = 24 * 60 * minuteMs

/** Makes purchases: what can be bought, by whom, and the same purchase again. */
export class Offers {
  readonly dice: Dice
  readonly people: People
  readonly network: Network

  constructor(dice: Dice, people: People, network: Network) {
    this.dice = dice
    this.people = people
    this.network = network
  }

  /** Makes a purchase, four to sixty days before a flight. */
  purchase(person: Person = this.people.somebody(), departure: Departure = this.network.any()): Purchase {
    const { dice } = this
    const at = this.network.instant(departure) - dice.int(4 * dayMs, 60 * dayMs)
    return {
      traveller: {
        given_name: person.name.given,
        surname: person.name.surname,
        email: person.email,
        phone: person.phone,
      },
      card: person.card,
      flight: this.network.flight(departure),
      departure,
      amountMinor: priceIn(person.currency, dice.int(40, 560)),
      currency: person.currency,
      reference: this.reference(),
      seat: this.seat(),
      channel: dice.pick(['web', 'web', 'web', 'app', 'phone']),
      gateway: dice.pick(['old', 'new']),
      at,
    }
  }

  /** Repeats a purchase one to 41 minutes later under another reference. */
  again(first: Purchase, change: Partial<Purchase> = {}): Purchase {
    const fresh = { reference: this.reference(), seat: this.seat(), gateway: this.dice.pick(['old', 'new'] as const) }
    const channel = this.dice.chance(0.3) ? 'phone' : first.channel
    return { ...first, ...fresh, channel, at: first.at + this.dice.int(1 * minuteMs, 41 * minuteMs), ...change }
  }

  reference(): string {
    return this.dice.text(6, 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789')
  }

  seat(): string {
    return `${this.dice.int(1, 38)}${this.dice.pick([...'ABCDEF'])}`
  }

  /** Seats next to each other. */
  seats(count: number): string[] {
    const row = this.dice.int(1, 37)
    return Array.from({ length: count }, (_, index) => `${row + Math.floor(index / 6)}${'ABCDEF'[index % 6]}`)
  }
}
