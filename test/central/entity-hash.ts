import { createHash } from 'node:crypto'
import type { Booking } from './model.ts'

/**
 * The entity hash of a booking, 44 characters of base64: SHA-256 over nine strings (contract, "Entity hash"). It is
 * written independently of the console's own, so that each checks the other.
 */
export function entityHash(booking: Pick<Booking, 'traveller' | 'card' | 'flight'>): string {
  const { year, month, day, hour, minute } = booking.flight.departure
  const parts = [
    plainName(booking.traveller.given_name),
    plainName(booking.traveller.surname),
    booking.card.fingerprint,
    plainFlight(booking.flight.number),
    ...[minute, hour, day, month, year].map(String),
  ]
  return createHash('sha256').update(JSON.stringify(parts), 'utf8').digest('base64')
}

function plainName(name: string): string {
  return name.normalize('NFKC').trim().replace(/\s+/gu, ' ').toLowerCase()
}

/** `ei 0164` → `EI164`. The carrier is the first two characters (IATA, may hold a digit) or three letters (ICAO). */
function plainFlight(number: string): string {
  const compact = number.replace(/\s+/gu, '').toUpperCase()
  const [, carrier = '', digits = '', suffix = ''] =
    /^([A-Z]{3}|[A-Z][A-Z\d]|\d[A-Z])?(\d+)([A-Z]?)$/.exec(compact) ?? []
  return digits ? carrier + digits.replace(/^0+(?=\d)/, '') + suffix : compact
}
