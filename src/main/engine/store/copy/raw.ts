import type { Store } from '../sqlite/open.ts'

/** A row as it stands, by the names of its columns. */
type RawRow = Readonly<Record<string, string | number | null>>

/** A charge as it stands, its card's fingerprint cut short; null when the copy does not hold it. */
export const findRawCharge = (store: Store, chargeId: string): RawRow | null =>
  store.prepare<[string], RawRow>(CHARGE).get(chargeId) ?? null

/** A booking as it stands, with the contact in clear; null while it has not come. */
export const findRawBooking = (store: Store, bookingId: string): RawRow | null =>
  store.prepare<[string], RawRow>(RECORD).get(bookingId) ?? null

/** The refunds of a charge as they stand, oldest first. */
export const listRawRefunds = (store: Store, chargeId: string): RawRow[] =>
  store.prepare<[string], RawRow>('SELECT * FROM refund WHERE charge_id = ? ORDER BY created_at, id').all(chargeId)

/** Eight characters tell two cards apart; the whole fingerprint is of no use to anybody on the phone. */
const CHARGE = `
  SELECT id, version, booking_id, purpose, amount_minor, currency, state, gateway, gateway_reference,
    substr(card_fingerprint, 1, 8) AS card_fingerprint, card_last4, card_brand, authorised_at, captured_at
  FROM charge WHERE id = ?`

const RECORD = `
  SELECT id, version, reference, status, channel, given_name, surname, email, phone, flight_number, origin, destination,
    departure, seat, service_code, substr(card_fingerprint, 1, 8) AS card_fingerprint, card_last4, card_brand, booked_at
  FROM booking WHERE id = ?`
