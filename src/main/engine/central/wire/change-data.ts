import { z } from 'zod'

// The data of each kind of change (contract, Change feed), and what it becomes inside: camelCase, UTC ms, raw digests.

/** The longest that a text of each kind may be, in UTF-16 units. */
export const LIMITS = { shortText: 64, text: 4_000, fingerprint: 128 } as const
/** An instant of the contract (RFC 3339, UTC). */
export const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?Z$/
/** A currency of ISO 4217. */
export const CURRENCY = /^[A-Z]{3}$/
/** The last digits of a card. */
export const LAST4 = /^\d{4}$/

/** An id of the central service. */
export const id = z.string().min(1).max(LIMITS.shortText)
const shortText = z.string().min(1).max(LIMITS.shortText)
const text = z.string().max(LIMITS.text)
const instant = z
  .string()
  .regex(INSTANT)
  .transform((value) => Date.parse(value))
  .refine(Number.isFinite)
const person = z.object({ id, name: text })
const money = { amount_minor: z.int().positive(), currency: z.string().regex(CURRENCY) }
const card = z.object({
  fingerprint: z.string().max(LIMITS.fingerprint),
  last4: z.string().regex(LAST4),
  brand: shortText,
})

/** `data` of a booking. */
export const bookingData = z
  .object({
    reference: shortText,
    status: shortText,
    channel: shortText,
    traveller: z.object({ given_name: text, surname: text, email: text, phone: text.nullable() }),
    flight: z.object({
      number: shortText,
      origin: shortText,
      destination: shortText,
      departure: z.object({
        year: z.int().min(1900).max(9999),
        month: z.int().min(1).max(12),
        day: z.int().min(1).max(31),
        hour: z.int().min(0).max(23),
        minute: z.int().min(0).max(59),
      }),
    }),
    seat: shortText.nullable(),
    service_code: shortText.nullable(),
    card,
    booked_at: instant,
  })
  .transform(({ traveller, flight, service_code, booked_at, ...rest }) => ({
    ...rest,
    givenName: traveller.given_name,
    surname: traveller.surname,
    email: traveller.email,
    phone: traveller.phone,
    flightNumber: flight.number,
    origin: flight.origin,
    destination: flight.destination,
    departure: flight.departure,
    serviceCode: service_code,
    bookedAt: booked_at,
  }))

/** `data` of a charge. */
export const chargeData = z
  .object({
    booking_id: id,
    purpose: shortText,
    ...money,
    state: shortText,
    gateway: shortText,
    gateway_reference: text,
    card,
    authorised_at: instant,
    captured_at: instant.nullable(),
  })
  .transform((data) => ({
    bookingId: data.booking_id,
    purpose: data.purpose,
    amountMinor: data.amount_minor,
    currency: data.currency,
    state: data.state,
    gateway: data.gateway,
    gatewayReference: data.gateway_reference,
    card: data.card,
    authorisedAt: data.authorised_at,
    capturedAt: data.captured_at,
  }))

/** `data` of a refund. */
export const refundData = z
  .object({
    charge_id: id,
    keep_charge_id: id.nullable(),
    ...money,
    reason: shortText,
    note: text,
    state: shortText,
    requested_by: person,
    decided_by: person.nullable(),
    decision_note: text.nullable(),
    idempotency_key: z.string().max(255).nullable(),
    created_at: instant,
    updated_at: instant,
  })
  .transform((data) => ({
    chargeId: data.charge_id,
    keepChargeId: data.keep_charge_id,
    amountMinor: data.amount_minor,
    currency: data.currency,
    reason: data.reason,
    note: data.note,
    state: data.state,
    requestedBy: data.requested_by,
    decidedBy: data.decided_by,
    decisionNote: data.decision_note,
    idempotencyKey: data.idempotency_key,
    createdAt: data.created_at,
    updatedAt: data.updated_at,
  }))

/** `data` of a decision. */
export const decisionData = z
  .object({
    entity_hash: z
      .base64()
      .length(44)
      .transform((value) => Buffer.from(value, 'base64'))
      .nullable(),
    charge_ids: z.array(id).max(1_000),
    verdict: shortText,
    note: text,
    supersedes: id.nullable(),
    decided_by: person,
    decided_at: instant,
  })
  .transform((data) => ({
    entityHash: data.entity_hash,
    chargeIds: data.charge_ids,
    verdict: data.verdict,
    note: data.note,
    supersedes: data.supersedes,
    decidedBy: data.decided_by,
    decidedAt: data.decided_at,
  }))
