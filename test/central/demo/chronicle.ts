import type { Booking, Change, Charge, Decision, Kind, Refund } from '../model.ts'
import { Dice } from './dice.ts'
import type { Currency, Home } from './homes.ts'
import { flightOn, routes } from './network.ts'
import { priceIn } from './prices.ts'
import { type Card, type Traveller, Travellers } from './travellers.ts'

/** A change without its seq, and the time of its publication (UTC ms). */
interface DatedChange {
  at: number
  change: Omit<Change, 'seq'>
}

/** The facts of a purchase; a story changes what it needs. */
export interface Purchase {
  at: number
  reference: string
  home: Home
  traveller: Traveller
  card: Card
  flight: Booking['flight']
  currency: Currency
  amountMinor: number
  seat: string
}

/** The facts of a purchase that its charge uses. */
type Paid = Pick<Purchase, 'at' | 'currency' | 'amountMinor' | 'card'>
/** Ids that a story chooses itself. */
type Ids = { bookingId?: string; chargeId?: string }

/** A booking with the charge of its fare. */
export interface BookedPurchase {
  bookingId: string
  booking: Booking
  chargeId: string
  charge: Charge
}

const agent = { id: 'u_ana', name: 'Ana Silva' }
const secondMs = 1000

/** Writes the history of the demo: its events happen at a time, and the changes are published in the order of time. */
export class Chronicle {
  readonly dice: Dice
  readonly travellers: Travellers
  readonly #changes: DatedChange[] = []
  readonly #versions = new Map<string, number>()
  readonly #prefix: string
  #count = 0

  /** `prefix` and `people` keep the ids and the e-mail addresses of different chronicles distinct. */
  constructor(seed: number, prefix = '', people = 0) {
    this.dice = new Dice(seed)
    this.travellers = new Travellers(this.dice, seed, people)
    this.#prefix = prefix
  }

  /** The number of bookings so far. */
  bookings = 0

  /** An ordinary purchase by a new traveller; `change` replaces single facts. */
  purchase(at: number, change: Partial<Purchase> = {}): Purchase {
    const { traveller, home } = this.travellers.somebody()
    const { currency } = home
    const route = this.dice.pick(this.dice.chance(0.85) ? home.near : routes)
    return {
      home,
      at,
      reference: this.reference(),
      traveller,
      card: this.travellers.card(),
      flight: flightOn(route, at, this.dice.int(2, 110)),
      currency,
      amountMinor: this.fare(currency),
      seat: this.seat(),
      ...change,
    }
  }

  /** Adds a booking and its charge; `booking` and `charge` change an ordinary captured fare. */
  buy(
    purchase: Omit<Purchase, 'home'>,
    booking: Partial<Booking> = {},
    charge: Partial<Charge> = {},
    ids: Ids = {},
  ): BookedPurchase {
    const { at, reference, traveller, card, flight, currency, amountMinor, seat } = purchase
    const bookingId = ids.bookingId ?? this.#id('bk')
    const data: Booking = {
      reference,
      status: 'confirmed',
      channel: this.dice.pick(['web', 'web', 'web', 'app', 'app', 'phone']),
      traveller,
      flight,
      seat,
      service_code: null,
      card,
      booked_at: iso(at),
      ...booking,
    }
    // Now and then the charge is published before its booking.
    this.add(this.dice.chance(0.02) ? at + 30 * secondMs : at, 'booking', bookingId, data)
    this.bookings += 1
    return {
      bookingId,
      booking: data,
      ...this.charge(bookingId, { at: at + secondMs, currency, amountMinor, card }, charge, ids),
    }
  }

  /** Adds one more charge of a booking. */
  charge(bookingId: string, of: Paid, change: Partial<Charge> = {}, ids: Ids = {}) {
    const chargeId = ids.chargeId ?? this.#id('ch')
    const charge: Charge = {
      booking_id: bookingId,
      purpose: 'fare',
      amount_minor: of.amountMinor,
      currency: of.currency,
      state: 'captured',
      gateway: this.dice.chance(0.6) ? 'old' : 'new',
      gateway_reference: `gw${this.dice.text(8, 'abcdefghijklmnopqrstuvwxyz0123456789')}`,
      card: of.card,
      authorised_at: iso(of.at),
      captured_at: iso(of.at + 2 * secondMs),
      ...change,
    }
    this.add(of.at, 'charge', chargeId, charge)
    return { chargeId, charge }
  }

  /** Adds a refund of the whole charge: published when it is made, and again when it ends. */
  refund(chargeId: string, charge: Charge, at: number, change: Partial<Refund> = {}): string {
    const refundId = this.#id('rf')
    const { state = 'succeeded', ...rest } = change
    const first: Refund = {
      charge_id: chargeId,
      keep_charge_id: null,
      amount_minor: charge.amount_minor,
      currency: charge.currency,
      reason: 'other',
      note: '',
      state: state === 'pending_approval' || state === 'rejected' ? 'pending_approval' : 'pending',
      requested_by: agent,
      decided_by: null,
      decision_note: null,
      idempotency_key: this.uuid(),
      created_at: iso(at),
      updated_at: iso(at),
      ...rest,
    }
    const undecided = state === 'rejected' ? { decided_by: null, decision_note: null } : {}
    this.add(at, 'refund', refundId, { ...first, ...undecided })
    if (state !== first.state)
      this.add(at + 40 * secondMs, 'refund', refundId, { ...first, state, updated_at: iso(at + 40 * secondMs) })
    return refundId
  }

  /** Adds a supervisor's decision; gives its id. */
  decide(at: number, decision: Partial<Decision> & Pick<Decision, 'charge_ids' | 'verdict'>): string {
    const id = this.#id('dc')
    const decided_by = { id: 'u_sam', name: 'Sam Okafor' }
    this.add(at, 'decision', id, {
      entity_hash: null,
      note: '',
      supersedes: null,
      decided_by,
      decided_at: iso(at),
      ...decision,
    })
    return id
  }

  /** Adds the next version of an item; null data is a deletion. */
  add(at: number, kind: Kind, id: string, data: unknown): void {
    const version = (this.#versions.get(id) ?? 0) + 1
    this.#versions.set(id, version)
    this.#changes.push({ at, change: { kind, op: data === null ? 'delete' : 'upsert', id, version, data } })
  }

  /** Adds the last version of an item once more, as at-least-once delivery may send it. */
  repeat(at: number, id: string): void {
    const first = this.#changes.findLast(({ change }) => change.id === id)
    if (first) this.#changes.push({ at, change: first.change })
  }

  /** Gives all changes since the last call in the order of time, with seqs from 1. */
  changes(): Change[] {
    const ordered = this.#changes.splice(0).map((dated, index) => ({ ...dated, index }))
    ordered.sort((a, b) => a.at - b.at || a.index - b.index)
    return ordered.map(({ change }, index) => ({ seq: index + 1, ...change }))
  }

  /** An ordinary fare in minor units, now and then that of a long flight. */
  fare(currency: Currency): number {
    return priceIn(currency, this.dice.chance(0.06) ? this.dice.int(520, 1900) : this.dice.int(39, 380))
  }

  reference(): string {
    return this.dice.text(6, 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789')
  }

  seat(): string {
    return `${this.dice.int(1, 34)}${this.dice.pick(['A', 'B', 'C', 'D', 'E', 'F'])}`
  }

  /** Adjacent seats. */
  seats(count: number): string[] {
    const first = this.dice.int(1, 30) * 6
    return Array.from({ length: count }, (_, index) => {
      const place = first + index
      return `${Math.floor(place / 6)}${'ABCDEF'.charAt(place % 6)}`
    })
  }

  uuid(): string {
    const hex = (length: number) => this.dice.text(length, '0123456789abcdef')
    return `${hex(8)}-${hex(4)}-4${hex(3)}-${this.dice.pick(['8', '9', 'a', 'b'])}${hex(3)}-${hex(12)}`
  }

  #id(kind: string): string {
    this.#count += 1
    return `${kind}_${this.#prefix}${String(this.#count).padStart(7, '0')}`
  }
}

/** The time in RFC 3339, in UTC with milliseconds. */
function iso(at: number): string {
  return new Date(at).toISOString()
}
