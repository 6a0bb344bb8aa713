import type { Booking, Change, Charge, Decision, Kind, Refund } from '../model.ts'
import { Dice } from './dice.ts'
import type { Currency, Home } from './homes.ts'
import { flightOn, routes } from './network.ts'
import { priceIn } from './prices.ts'
import { type Card, type Traveller, Travellers } from './travellers.ts'

/** A change with the instant it was told, before it has a seq. */
interface Told {
  at: number
  change: Omit<Change, 'seq'>
}

/** What a purchase is made of; a story changes what it needs to. */
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

/** What a charge takes from a purchase. */
type Paid = Pick<Purchase, 'at' | 'currency' | 'amountMinor' | 'card'>
/** Ids that a story names itself. */
type Ids = { bookingId?: string; chargeId?: string }

/** A record with its fare charge. */
export interface Bought {
  bookingId: string
  booking: Booking
  chargeId: string
  charge: Charge
}

const agent = { id: 'u_ana', name: 'Ana Silva' }
const secondMs = 1000

/** Writes the history of the demo: things happen at an instant, and are told in that order. */
export class Chronicle {
  readonly dice: Dice
  readonly travellers: Travellers
  readonly #told: Told[] = []
  readonly #versions = new Map<string, number>()
  readonly #prefix: string
  #count = 0

  /** `prefix` and `people` keep the ids and the mail addresses of one chronicle apart from those of another. */
  constructor(seed: number, prefix = '', people = 0) {
    this.dice = new Dice(seed)
    this.travellers = new Travellers(this.dice, seed, people)
    this.#prefix = prefix
  }

  /** How many booking records there are so far. */
  records = 0

  /** A purchase by somebody new, with nothing odd about it. */
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

  /** Books and charges it; `booking` and `charge` say what differs from an ordinary captured fare. */
  buy(
    purchase: Omit<Purchase, 'home'>,
    booking: Partial<Booking> = {},
    charge: Partial<Charge> = {},
    ids: Ids = {},
  ): Bought {
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
    // Now and then a charge is told before its booking.
    this.tell(this.dice.chance(0.02) ? at + 30 * secondMs : at, 'booking', bookingId, data)
    this.records += 1
    return {
      bookingId,
      booking: data,
      ...this.charge(bookingId, { at: at + secondMs, currency, amountMinor, card }, charge, ids),
    }
  }

  /** One more charge on a record. */
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
    this.tell(of.at, 'charge', chargeId, charge)
    return { chargeId, charge }
  }

  /** A refund of a charge in full, told as it is made and again when it ends. */
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
    const begun = state === 'rejected' ? { decided_by: null, decision_note: null } : {}
    this.tell(at, 'refund', refundId, { ...first, ...begun })
    if (state !== first.state)
      this.tell(at + 40 * secondMs, 'refund', refundId, { ...first, state, updated_at: iso(at + 40 * secondMs) })
    return refundId
  }

  /** A supervisor's decision; gives its id. */
  decide(at: number, decision: Partial<Decision> & Pick<Decision, 'charge_ids' | 'verdict'>): string {
    const id = this.#id('dc')
    const decided_by = { id: 'u_sam', name: 'Sam Okafor' }
    this.tell(at, 'decision', id, {
      entity_hash: null,
      note: '',
      supersedes: null,
      decided_by,
      decided_at: iso(at),
      ...decision,
    })
    return id
  }

  /** The next version of an id; null data is a delete. */
  tell(at: number, kind: Kind, id: string, data: unknown): void {
    const version = (this.#versions.get(id) ?? 0) + 1
    this.#versions.set(id, version)
    this.#told.push({ at, change: { kind, op: data === null ? 'delete' : 'upsert', id, version, data } })
  }

  /** The same change again, as at-least-once delivery brings it. */
  echo(at: number, id: string): void {
    const first = this.#told.findLast((told) => told.change.id === id)
    if (first) this.#told.push({ at, change: first.change })
  }

  /** Everything told since it was last asked, in that order, with seqs from 1. */
  changes(): Change[] {
    const ordered = this.#told.splice(0).map((told, index) => ({ ...told, index }))
    ordered.sort((a, b) => a.at - b.at || a.index - b.index)
    return ordered.map(({ change }, index) => ({ seq: index + 1, ...change }))
  }

  /** An ordinary fare, now and then a long one. */
  fare(currency: Currency): number {
    return priceIn(currency, this.dice.chance(0.06) ? this.dice.int(520, 1900) : this.dice.int(39, 380))
  }

  reference(): string {
    return this.dice.text(6, 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789')
  }

  seat(): string {
    return `${this.dice.int(1, 34)}${this.dice.pick(['A', 'B', 'C', 'D', 'E', 'F'])}`
  }

  /** Seats beside each other. */
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

/** RFC 3339 in UTC with milliseconds. */
function iso(at: number): string {
  return new Date(at).toISOString()
}
