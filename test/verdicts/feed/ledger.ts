import type { Dice } from '../../central/demo/dice.ts'
import type { Booking, Change, Charge, Decision, Kind, Refund } from '../../central/model.ts'
import type { Network } from './network.ts'
import { Offers, type Purchase } from './offers.ts'
import type { People } from './people.ts'
import { Telling } from './telling.ts'

/** A booking with its fare. */
export interface Bought {
  bookingId: string
  chargeId: string
  booking: Booking
  charge: Charge
  at: number
}

/** What is true of a charge, as the labels say it. */
export type Verdict = 'duplicate' | 'hold' | 'separate' | 'resolved'

/** The truth for a charge: one line of the labels. */
export interface Label {
  verdict: Verdict
  group: string
  refundable: boolean
}

/** Writes down what happens and what is true of it; the labels are the truth of the charges that stand. */
export class Ledger extends Offers {
  readonly #tag: string
  readonly #telling: Telling
  readonly #labels = new Map<string, Label>()
  #bookings = 0
  #charges = 0
  #others = 0
  #cases = 0

  constructor(dice: Dice, people: People, network: Network, tag: string) {
    super(dice, people, network)
    this.#tag = tag
    this.#telling = new Telling(dice)
  }

  /** Bookings so far, deleted ones too. */
  get bookings(): number {
    return this.#bookings
  }

  /** A booking and its fare. */
  buy(purchase: Purchase, booking: Partial<Booking> = {}, charge: Partial<Charge> = {}): Bought {
    const { traveller, card, flight, reference, seat, channel, at } = purchase
    this.#bookings += 1
    const bookingId = this.#id('bk', this.#bookings)
    const facts = { reference, status: 'confirmed', channel, traveller, flight, seat, service_code: null, card }
    const data: Booking = { ...facts, booked_at: instant(at), ...booking }
    this.tell(at, 'booking', bookingId, data)
    return { bookingId, booking: data, at, ...this.charge(bookingId, purchase, charge) }
  }

  /** A charge for a booking, a second after it was asked for. */
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
      updated_at: instant(at + 60_000),
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

  /** A change of the feed, delivered when it happens; `null` deletes. */
  tell(at: number, kind: Kind, id: string, data: object | null): void {
    this.#telling.tell(at, kind, id, data)
  }

  /** Tells a version of something that was told before once more. */
  echo(kind: Kind, id: string, version: number, deliveredAt: number): void {
    this.#telling.echo(kind, id, version, deliveredAt)
  }

  /** The feed by ascending `seq`. */
  changes(): Change[] {
    return this.#telling.changes()
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

  /** The labels of all standing charges, by id. */
  labels(): Map<string, Label> {
    return new Map(
      [...this.#labels].filter(([id]) => this.#telling.stands('charge', id)).sort(([a], [b]) => (a < b ? -1 : 1)),
    )
  }

  #id(prefix: string, number: number): string {
    return `${prefix}_${this.#tag}${String(number).padStart(7, '0')}`
  }
}

const instant = (at: number): string => new Date(at).toISOString()
