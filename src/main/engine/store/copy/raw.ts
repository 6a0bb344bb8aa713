import type { Store } from '../sqlite/open.ts'

/** The columns of a row by their SQL names. */
type RawRow = Readonly<Record<string, string | number | null>>

/** The row of a charge with its card's fingerprint cut short; null when the copy does not have it. */
export const findRawCharge = (store: Store, chargeId: string): RawRow | null =>
  store.prepare<[string], RawRow>(CHARGE).get(chargeId) ?? null

/** The row of a booking with its contact unmasked; null until the booking has come. */
export const findRawBooking = (store: Store, bookingId: string): RawRow | null =>
  store.prepare<[string], RawRow>(BOOKING).get(bookingId) ?? null

/** The rows of a charge's refunds, oldest first. */
export const listRawRefunds = (store: Store, chargeId: string): RawRow[] =>
  store.prepare<[string], RawRow>('SELECT * FROM refund WHERE charge_id = ? ORDER BY created_at, id').all(chargeId)

/** Eight characters are enough to tell two cards apart, and nobody on the phone needs the whole fingerprint. */
const CHARGE = `
  SELECT id, version, booking_id, purpose, amount_minor, currency, state, gateway, gateway_reference,
    substr(card_fingerprint, 1, 8) AS card_fingerprint, card_last4, card_brand, authorised_at, captured_at
  FROM charge WHERE id = ?`

const BOOKING = `
  SELECT id, version, reference, status, channel, given_name, surname, email, phone, flight_number, origin, destination,
    departure, seat, service_code, substr(card_fingerprint, 1, 8) AS card_fingerprint, card_last4, card_brand, booked_at
  FROM booking WHERE id = ?`
