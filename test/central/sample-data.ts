import { randomUUID } from 'node:crypto'
import type { Booking, Change, Charge } from './model.ts'
import type { Central } from './start.ts'

/** An ordinary booking; two calls never share an entity hash. */
export function aBooking(change: Partial<Booking> = {}): Booking {
  return {
    reference: 'K3J9QX',
    status: 'confirmed',
    channel: 'web',
    traveller: { given_name: 'Davey', surname: 'Jones', email: 'davey.jones@example.org', phone: null },
    flight: {
      number: 'EI164',
      origin: 'DUB',
      destination: 'LHR',
      departure: { year: 2026, month: 11, day: 30, hour: 11, minute: 50 },
    },
    seat: '14C',
    service_code: null,
    card: { fingerprint: randomUUID(), last4: '5100', brand: 'mastercard' },
    booked_at: '2026-11-20T20:03:00.000Z',
    ...change,
  }
}

/** An ordinary captured fare of 95.99 GBP on the gateway `old`. */
export function aCharge(booking_id: string, change: Partial<Charge> = {}): Charge {
  return {
    booking_id,
    purpose: 'fare',
    amount_minor: 9599,
    currency: 'GBP',
    state: 'captured',
    gateway: 'old',
    gateway_reference: 'gw1',
    card: { fingerprint: 'x', last4: '5100', brand: 'mastercard' },
    authorised_at: '2026-11-20T20:03:01.000Z',
    captured_at: '2026-11-20T20:03:02.000Z',
    ...change,
  }
}

/** Posts a booking with one charge; gives the ids. */
export async function postPurchase({ act }: Central, booking: Partial<Booking> = {}, charge: Partial<Charge> = {}) {
  const bookingId = await act.postBooking(aBooking(booking))
  return { bookingId, chargeId: await act.postCharge(aCharge(bookingId, charge)) }
}

/** A feed of these items, with seqs from 1 and version 1. */
export function aFeed(...items: [kind: string, id: string, data: unknown][]): Change[] {
  return items.map(([kind, id, data], index) => ({ seq: index + 1, kind, op: 'upsert', id, version: 1, data }))
}

/** The body of a refund of the whole ordinary charge. */
export function aRefund(charge_id: string, change: Record<string, unknown> = {}) {
  return {
    charge_id,
    keep_charge_id: null,
    amount_minor: 9599,
    currency: 'GBP',
    reason: 'goodwill',
    note: '',
    expected_refunded_minor: 0,
    ...change,
  }
}
