import type { Dice } from '../../central/demo/dice.ts'
import type { Booking, Change, Charge, Decision, Kind, Refund } from '../../central/model.ts'
import type { Flight, Network } from './network.ts'
import type { Card, People, Person, Traveller } from './people.ts'
import type { Departure } from './sources.ts'

/** What somebody buys, and when (UTC ms). */
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

/** A record with its fare. */
export interface Bought {
  bookingId: string
  chargeId: string
  booking: Booking
  charge: Charge
  at: number
}

export type Verdict = 'duplicate' | 'hold' | 'separate' | 'resolved'

/** The truth for a charge: one line of the labels. */
export interface Label {
  verdict: Verdict
  group: string
  refundable: boolean
}

interface Event {
  at: number
  /** When it is delivered, UTC ms: mostly when it happens. */
  deliveredAt: number
  kind: Kind
  id: string
  version: number
  data: object | null
}

const minuteMs = 60_000
const dayMs = 24 * 60 * minuteMs
/** Minor units for about one euro, and the step that prices are rounded to. */
const prices: Record<string, readonly [perEuro: number, step: number, less: number]> = {
  JPY: [160, 100, 0],
  KRW: [1450, 1000, 0],
  KWD: [330, 10, 0],
  BHD: [410, 50, 0],
}

/** Writes down what happens and what is true of it; gives the changes in the order of their delivery. */
export class Ledger {
  readonly dice: Dice
  readonly people: People
  readonly network: Network
  readonly #tag: string
  readonly #events: Event[] = []
  readonly #versions = new Map<string, number>()
  readonly #labels = new Map<string, Label>()
  readonly #gone = new Set<string>()
  #bookings = 0
  #charges = 0
  #others = 0
  #cases = 0

  constructor(dice: Dice, people: People, network: Network, tag: string) {
    this.dice = dice
    this.people = people
    this.network = network
    this.#tag = tag
  }

  /** Records so far, deleted ones too. */
  get bookings(): number {
    return this.#bookings
  }

  /** Something somebody buys, four to sixty days before a flight. */
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
      amountMinor: this.price(person.currency, dice.int(40, 560)),
      currency: person.currency,
      reference: this.reference(),
      seat: this.seat(),
      channel: dice.pick(['web', 'web', 'web', 'app', 'phone']),
      gateway: dice.pick(['old', 'new']),
      at,
    }
  }

  /** The same once more, one to forty minutes later, under its own reference. */
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

  /** Seats side by side. */
  seats(count: number): string[] {
    const row = this.dice.int(1, 37)
    return Array.from({ length: count }, (_, index) => `${row + Math.floor(index / 6)}${'ABCDEF'[index % 6]}`)
  }

  /** About so many euros. */
  price(currency: string, euros: number): number {
    const [perEuro, step, less] = prices[currency] ?? [100, 100, 1]
    return Math.max(1, Math.round((euros * perEuro) / step)) * step - less
  }

  /** A record and its fare. */
  buy(purchase: Purchase, booking: Partial<Booking> = {}, charge: Partial<Charge> = {}): Bought {
    const { traveller, card, flight, reference, seat, channel, at } = purchase
    this.#bookings += 1
    const bookingId = this.#id('bk', this.#bookings)
    const facts = { reference, status: 'confirmed', channel, traveller, flight, seat, service_code: null, card }
    const data: Booking = { ...facts, booked_at: instant(at), ...booking }
    this.tell(at, 'booking', bookingId, data)
    return { bookingId, booking: data, at, ...this.charge(bookingId, purchase, charge) }
  }

  /** A charge for a record, a second after it was asked for. */
  charge(bookingId: string, purchase: Purchase, change: Partial<Charge> = {}): { chargeId: string; charge: Charge } {
    this.#charges += 1
    const chargeId = this.#id('ch', this.#charges)
    const charge: Charge = {
      booking_id: bookingId,
      purpose: 'fare',
      currency: purchase.currency,
      amount_minor: purchase.amountMinor,
      state: 'captured',
      gateway: purchase.gateway,
      gateway_reference: `gw${this.dice.text(8, 'abcdefghjkmnpqrstuvwxyz0123456789')}`,
      card: purchase.card,
      authorised_at: instant(purchase.at + 800),
      captured_at: instant(purchase.at + 1000),
      ...change,
    }
    this.#labels.set(chargeId, { verdict: 'separate', group: '', refundable: false })
    this.tell(purchase.at + 1000, 'charge', chargeId, charge)
    return { chargeId, charge }
  }

  /** Money given back: all of it and with success, unless the change says otherwise. */
  refund(bought: Pick<Bought, 'chargeId' | 'charge'>, at: number, change: Partial<Refund> = {}): void {
    this.#others += 1
    this.tell(at, 'refund', this.#id('rf', this.#others), {
      charge_id: bought.chargeId,
      keep_charge_id: null,
      currency: bought.charge.currency,
      amount_minor: bought.charge.amount_minor,
      reason: 'duplicate',
      note: '',
      state: 'succeeded',
      requested_by: { id: 'u1', name: 'agent' },
      decided_by: null,
      decision_note: null,
      idempotency_key: null,
      created_at: instant(at),
      updated_at: instant(at + minuteMs),
      ...change,
    })
  }

  /** A person's word on charges; gives its id. */
  decide(at: number, change: Pick<Decision, 'charge_ids' | 'verdict' | 'note'> & Partial<Decision>): string {
    this.#others += 1
    const id = this.#id('dc', this.#others)
    const by = { decided_by: { id: 'u2', name: 'supervisor' }, decided_at: instant(at) }
    this.tell(at, 'decision', id, { entity_hash: null, supersedes: null, ...by, ...change })
    return id
  }

  /** A change of the feed, delivered when it happens or later; `null` deletes. */
  tell(at: number, kind: Kind, id: string, data: object | null, lateMs = 0): void {
    const version = (this.#versions.get(`${kind} ${id}`) ?? 0) + 1
    this.#versions.set(`${kind} ${id}`, version)
    if (kind === 'charge') this.#gone[data === null ? 'add' : 'delete'](id)
    this.#events.push({ at, deliveredAt: at + lateMs, kind, id, version, data })
  }

  /** Tells a version of something that was told before once more. */
  echo(kind: Kind, id: string, version: number, deliveredAt: number): void {
    const told = this.#events.find((event) => event.kind === kind && event.id === id && event.version === version)
    if (told) this.#events.push({ ...told, deliveredAt })
  }

  /** A new case of a kind: what its charges are grouped under. */
  case(kind: string): string {
    this.#cases += 1
    return `${kind}-${this.#cases}`
  }

  /** What is true of the charges of a group; `refundable` are those to give back. */
  label(
    group: string,
    verdict: Verdict,
    charges: readonly { chargeId: string }[],
    refundable: readonly { chargeId: string }[] = [],
  ): void {
    const back = new Set(refundable.map(({ chargeId }) => chargeId))
    for (const { chargeId } of charges) this.#labels.set(chargeId, { verdict, group, refundable: back.has(chargeId) })
  }

  /** The feed by ascending `seq`. Now and then a charge is told before its record, mostly just before, sometimes by hours. */
  changes(): Change[] {
    for (const event of this.#events) {
      if (event.kind !== 'booking' || event.version > 1 || !this.dice.chance(0.018)) continue
      event.deliveredAt += this.dice.chance(0.9) ? 1100 : this.dice.int(minuteMs, 400 * minuteMs)
    }
    const order = this.#events.map((event, index) => ({ event, index }))
    order.sort((a, b) => a.event.deliveredAt - b.event.deliveredAt || a.index - b.index)
    return order.map(({ event: { kind, id, version, data } }, index) => {
      return { seq: index + 1, kind, op: data === null ? 'delete' : 'upsert', id, version, data }
    })
  }

  /** The labels of all standing charges, by id. */
  labels(): Map<string, Label> {
    return new Map([...this.#labels].filter(([id]) => !this.#gone.has(id)).sort(([a], [b]) => (a < b ? -1 : 1)))
  }

  #id(prefix: string, number: number): string {
    return `${prefix}_${this.#tag}${String(number).padStart(7, '0')}`
  }
}

const instant = (at: number): string => new Date(at).toISOString()
