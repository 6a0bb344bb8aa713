import type { Chronicle } from './chronicle.ts'
import { flightOn } from './network.ts'
import { keyedCard } from './travellers.ts'

/** The call of the demo: the site crashed at 20:03, the second attempt went through at 20:15, and so had the first. */
export const daveysCall = {
  username: 'ana',
  given_name: 'Davey',
  surname: 'Jones',
  email: 'davey.jones@example.org',
  phone: '+353861554301',
  last4: '5100',
  brand: 'mastercard',
  flight: 'EI164',
  origin: 'DUB',
  destination: 'LHR',
  amountMinor: 9599,
  currency: 'GBP',
  first: { bookingId: 'bk_davey_1', chargeId: 'ch_davey_1', reference: 'K3J9QX', gateway: 'old', seat: '14C' },
  second: { bookingId: 'bk_davey_2', chargeId: 'ch_davey_2', reference: 'T7MWPA', gateway: 'new', seat: '14D' },
} as const

const dayMs = 24 * 3600 * 1000
const minuteMs = 60_000

/** Adds both attempts to the history, on the last evening whose 20:15 UTC is before `now`. */
export function addDaveysCall(chronicle: Chronicle, now: number): void {
  const today = now - (now % dayMs)
  const evening = today + 20 * 60 * minuteMs + 16 * minuteMs <= now ? today : today - dayMs
  const { given_name, surname, email, phone, last4, brand, origin, destination, amountMinor, currency } = daveysCall
  const card = keyedCard(`555555555555${last4}`, brand)
  const route = { number: daveysCall.flight, origin, destination, hour: 11, minute: 50 }
  const flight = flightOn(route, evening, 12)
  for (const [minutes, { bookingId, chargeId, reference, gateway, seat }] of [
    [20 * 60 + 3, daveysCall.first],
    [20 * 60 + 15, daveysCall.second],
  ] as const) {
    const at = evening + minutes * minuteMs + 12_000
    chronicle.buy(
      { at, reference, traveller: { given_name, surname, email, phone }, card, flight, currency, amountMinor, seat },
      { channel: 'web' },
      { gateway },
      { bookingId, chargeId },
    )
  }
}
