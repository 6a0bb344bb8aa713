import { z } from 'zod'

/** An opaque id of the contract. */
export const id = z.string().min(1).max(64)
/** Money in minor units: a positive safe integer. */
export const amountMinor = z.int().positive()
/** An ISO 4217 code. */
export const currency = z.string().regex(/^[A-Z]{3}$/)
/** A time in RFC 3339, in UTC with milliseconds. */
export const instant = z
  .string()
  .regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/)
  .refine((text) => !Number.isNaN(Date.parse(text)))

/** A person in refunds and decisions. */
export const person = z.object({ id, name: z.string() })
/** A card as the console may see it: the server's keyed hash and the last four digits. */
const card = z.object({ fingerprint: z.string(), last4: z.string(), brand: z.string() })
/** A flight; the departure is in local time of the origin. */
export const flight = z.object({
  number: z.string(),
  origin: z.string(),
  destination: z.string(),
  departure: z.object({ year: z.int(), month: z.int(), day: z.int(), hour: z.int(), minute: z.int() }),
})

/** `booking` of the contract. Enumerations are open: an unknown value is kept. */
export const booking = z.object({
  reference: z.string(),
  status: z.string(),
  channel: z.string(),
  traveller: z.object({ given_name: z.string(), surname: z.string(), email: z.string(), phone: z.string().nullable() }),
  flight,
  seat: z.string().nullable(),
  service_code: z.string().nullable(),
  card,
  booked_at: instant,
})

/** `charge` of the contract. */
export const charge = z.object({
  booking_id: id,
  purpose: z.string(),
  amount_minor: amountMinor,
  currency,
  state: z.string(),
  gateway: z.string(),
  gateway_reference: z.string(),
  card,
  authorised_at: instant,
  captured_at: instant.nullable(),
})

/** `refund` of the contract. */
export const refund = z.object({
  charge_id: id,
  keep_charge_id: id.nullable(),
  amount_minor: amountMinor,
  currency,
  reason: z.string(),
  note: z.string(),
  state: z.string(),
  requested_by: person,
  decided_by: person.nullable(),
  decision_note: z.string().nullable(),
  idempotency_key: z.string().nullable(),
  created_at: instant,
  updated_at: instant,
})

/** `decision` of the contract. */
export const decision = z.object({
  entity_hash: z.string().nullable(),
  charge_ids: z.array(id),
  verdict: z.string(),
  note: z.string(),
  supersedes: id.nullable(),
  decided_by: person,
  decided_at: instant,
})

/** The envelope of a change. Its `data` is checked elsewhere, because an item of the wrong shape is sent unchanged. */
export const change = z.object({
  seq: z.int().positive(),
  kind: z.string().min(1).max(64),
  op: z.enum(['upsert', 'delete']),
  id,
  version: z.int(),
  data: z.unknown(),
})

/** The types of the schemas with the same names. */
export type Booking = z.infer<typeof booking>
export type Charge = z.infer<typeof charge>
export type Refund = z.infer<typeof refund>
export type Decision = z.infer<typeof decision>
export type Change = z.infer<typeof change>
export type Person = z.infer<typeof person>
/** The kinds of items in the feed. */
export type Kind = 'booking' | 'charge' | 'refund' | 'decision'
/** The two payment gateways. */
export type Gateway = 'old' | 'new'

/** The statuses of an active booking: bought and not cancelled. */
export const activeStatuses = ['confirmed', 'pending']
