import type { Dice } from '../../central/demo/dice.ts'
import type { Booking, Change, Charge, Decision, Kind, Refund } from '../../central/model.ts'
import { ChangeLog } from './change-log.ts'
import type { Network } from './network.ts'
import { Offers, type Purchase } from './offers.ts'
import type { People } from './people.ts'

/** A booking with its fare. */
export interface BookedPurchase {
  bookingId: string
  chargeId: string
  booking: Booking
  charge: Charge
  at: number
}

/** The true verdict of a charge in the labels. */
export type Verdict = 'duplicate' | 'hold' | 'separate' | 'resolved'

/** The truth for one charge: one line of the labels. */
export interface Label {
  verdict: Verdict
  group: string
  refundable: boolean
}

/**
 * Records the changes of the feed and the truth about each charge. The labels cover every charge that was not deleted.
 */
export class Ledger extends Offers {
  readonly #tag: string
  readonly #log: ChangeLog
  readonly #labels = new Map<string, Label>()
  #bookings = 0
  #charges = 0
  #others = 0
  #cases = 0

  constructor(dice: Dice, people: People, network: Network, tag: string) {
    super(dice, people, network)
    this.#tag = tag
    this.#log = new ChangeLog(dice)
  }

  /** The number of bookings so far, with deleted ones. */
  get bookings(): number {
    return this.#bookings
  }

  /** Adds a booking and its fare. */
  buy(purchase: Purchase, booking: Partial<Booking> = {}, charge: Partial<Charge> = {}): BookedPurchase {
    const { traveller, card, flight, reference, seat, channel, at } = purchase
    this.#bookings += 1
    const bookingId = this.#id('bk', this.#bookings)
    const facts = { reference, status: 'confirmed', channel, traveller, flight, seat, service_code: null, card }
    const data: Booking = { ...facts, booked_at: instant(at), ...booking }
    this.addChange(at, 'booking', bookingId, data)
    return { bookingId, booking: data, at, ...this.charge(bookingId, purchase, charge) }
  }

  /** Adds a charge for a booking, captured one second after the purchase. */
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
    this.addChange(purchase.at + 1000, 'charge', chargeId, charge)
    return { chargeId, charge }
  }

  /** Adds a refund: of the whole charge and succeeded, unless `change` says otherwise. */
  refund(bought: Pick<BookedPurchase, 'chargeId' | 'charge'>, at: number, change: Partial<Refund> = {}): void {
    this.#others += 1
    this.addChange(at, 'refund', this.#id('rf', this.#others), {
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

  /** Adds a person's decision on charges and returns its id. */
  decide(at: number, change: Pick<Decision, 'charge_ids' | 'verdict' | 'note'> & Partial<Decision>): string {
    this.#others += 1
    const id = this.#id('dc', this.#others)
    const by = { decided_by: { id: 'u2', name: 'supervisor' }, decided_at: instant(at) }
    this.addChange(at, 'decision', id, { entity_hash: null, supersedes: null, ...by, ...change })
    return id
  }

  /** Adds a change of the feed, delivered at the time when it happens. `null` deletes the item. */
  addChange(at: number, kind: Kind, id: string, data: object | null): void {
    this.#log.add(at, kind, id, data)
  }

  /** Delivers an earlier version of an item again. */
  repeat(kind: Kind, id: string, version: number, deliveredAt: number): void {
    this.#log.repeat(kind, id, version, deliveredAt)
  }

  /** The feed in ascending order of `seq`. */
  changes(): Change[] {
    return this.#log.changes()
  }

  /** Starts a new case of a kind and returns the name of its group. */
  case(kind: string): string {
    this.#cases += 1
    return `${kind}-${this.#cases}`
  }

  /** Labels the charges of a group. `refundable` are the charges to refund. */
  label(
    group: string,
    verdict: Verdict,
    charges: readonly { chargeId: string }[],
    refundable: readonly { chargeId: string }[] = [],
  ): void {
    const refundableIds = new Set(refundable.map(({ chargeId }) => chargeId))
    for (const { chargeId } of charges)
      this.#labels.set(chargeId, { verdict, group, refundable: refundableIds.has(chargeId) })
  }

  /** The labels of all charges that were not deleted, ordered by id. */
  labels(): Map<string, Label> {
    return new Map(
      [...this.#labels].filter(([id]) => this.#log.exists('charge', id)).sort(([a], [b]) => (a < b ? -1 : 1)),
    )
  }

  #id(prefix: string, number: number): string {
    return `${prefix}_${this.#tag}${String(number).padStart(7, '0')}`
  }
}

const instant = (at: number): string => new Date(at).toISOString()
