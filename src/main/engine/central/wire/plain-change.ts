import type { BookingFacts, CardFacts, Change, ChargeFacts, LocalTime } from '../../domain/change.ts'
import { CURRENCY, INSTANT, LAST4, LIMITS } from './change-data.ts'

/**
 * Reads an upsert of a booking or a charge without an error, which is almost every line of a snapshot, at a third of the cost of the
 * schemas; a snapshot has a million lines. The schemas of change-data.ts stay the definition: null leaves the change to them.
 */
export function parsePlainChange(json: unknown): Change | null {
  if (!isObject(json) || json.op !== 'upsert') return null
  const { seq, id, version, data } = json
  if (!isCount(seq) || !isShortText(id) || !isCount(version) || !isObject(data)) return null
  if (json.kind === 'booking') {
    const facts = readBooking(data)
    return facts === null ? null : { seq, id, version, op: 'upsert', kind: 'booking', facts }
  }
  if (json.kind === 'charge') {
    const facts = readCharge(data)
    return facts === null ? null : { seq, id, version, op: 'upsert', kind: 'charge', facts }
  }
  return null
}

function readBooking(data: Unread): BookingFacts | null {
  const { reference, status, channel, traveller, flight, seat, service_code: serviceCode } = data
  if (
    !isShortText(reference) ||
    !isShortText(status) ||
    !isShortText(channel) ||
    !isObject(traveller) ||
    !isObject(flight)
  )
    return null
  const { given_name: givenName, surname, email, phone } = traveller
  if (!isText(givenName) || !isText(surname) || !isText(email) || !(phone === null || isText(phone))) return null
  const { number: flightNumber, origin, destination } = flight
  const departure = readDeparture(flight.departure)
  if (!isShortText(flightNumber) || !isShortText(origin) || !isShortText(destination) || departure === null) return null
  if (!(seat === null || isShortText(seat)) || !(serviceCode === null || isShortText(serviceCode))) return null
  const card = readCard(data.card)
  const bookedAt = readInstant(data.booked_at)
  if (card === null || bookedAt === null) return null
  return {
    reference,
    status,
    channel,
    givenName,
    surname,
    email,
    phone,
    flightNumber,
    origin,
    destination,
    departure,
    seat,
    serviceCode,
    card,
    bookedAt,
  }
}

function readCharge(data: Unread): ChargeFacts | null {
  const { booking_id: bookingId, purpose, amount_minor: amountMinor, currency, state, gateway } = data
  const { gateway_reference: gatewayReference, captured_at: captured } = data
  if (!isShortText(bookingId) || !isShortText(purpose) || !isShortText(state) || !isShortText(gateway)) return null
  if (!isCount(amountMinor) || amountMinor === 0 || typeof currency !== 'string' || !CURRENCY.test(currency))
    return null
  const card = readCard(data.card)
  const authorisedAt = readInstant(data.authorised_at)
  const capturedAt = captured === null ? null : readInstant(captured)
  if (!isText(gatewayReference) || card === null || authorisedAt === null) return null
  if (capturedAt === null && captured !== null) return null
  return {
    bookingId,
    purpose,
    amountMinor,
    currency,
    state,
    gateway,
    gatewayReference,
    card,
    authorisedAt,
    capturedAt,
  }
}

function readDeparture(value: unknown): LocalTime | null {
  if (!isObject(value)) return null
  const { year, month, day, hour, minute } = value
  if (!isWithin(year, 1900, 9999) || !isWithin(month, 1, 12) || !isWithin(day, 1, 31)) return null
  return isWithin(hour, 0, 23) && isWithin(minute, 0, 59) ? { year, month, day, hour, minute } : null
}

function readCard(value: unknown): CardFacts | null {
  if (!isObject(value)) return null
  const { fingerprint, last4, brand } = value
  if (typeof fingerprint !== 'string' || fingerprint.length > LIMITS.fingerprint || !isShortText(brand)) return null
  return typeof last4 === 'string' && LAST4.test(last4) ? { fingerprint, last4, brand } : null
}

function readInstant(value: unknown): number | null {
  if (typeof value !== 'string' || !INSTANT.test(value)) return null
  const at = Date.parse(value)
  return Number.isFinite(at) ? at : null
}

type Unread = Readonly<Record<string, unknown>>

const isObject = (value: unknown): value is Unread =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const isShortText = (value: unknown): value is string =>
  typeof value === 'string' && value.length > 0 && value.length <= LIMITS.shortText
const isText = (value: unknown): value is string => typeof value === 'string' && value.length <= LIMITS.text
const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0
const isWithin = (value: unknown, least: number, most: number): value is number =>
  Number.isSafeInteger(value) && (value as number) >= least && (value as number) <= most
