import { z } from 'zod'

/** An opaque id of the contract. */
export const id = z.string().min(1).max(64)
/** Money in minor units: a positive safe integer. */
export const amountMinor = z.int().positive()
/** An ISO 4217 code. */
export const currency = z.string().regex(/^[A-Z]{3}$/)
/** RFC 3339, UTC, milliseconds. */
export const instant = z
  .string()
  .regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/)
  .refine((text) => !Number.isNaN(Date.parse(text)))

/** A person as the contract names them in refunds and decisions. */
export const person = z.object({ id, name: z.string() })
/** A card as the console may see it: the server's keyed hash and the last four digits. */
const card = z.object({ fingerprint: z.string(), last4: z.string(), brand: z.string() })
/** A flight; the departure is local clock time at the origin. */
export const flight = z.object({
  number: z.string(),
  origin: z.string(),
  destination: z.string(),
  departure: z.object({ year: z.int(), month: z.int(), day: z.int(), hour: z.int(), minute: z.int() }),
})

/** `booking` of the contract. Enumerations stay open: an unknown value is kept. */
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

/** The envelope of a change. What is in `data` is looked at apart: a record of the wrong shape is told as it came. */
export const change = z.object({
  seq: z.int().positive(),
  kind: z.string().min(1).max(64),
  op: z.enum(['upsert', 'delete']),
  id,
  version: z.int(),
  data: z.unknown(),
})

/** What the schemas of the same names read. */
export type Booking = z.infer<typeof booking>
export type Charge = z.infer<typeof charge>
export type Refund = z.infer<typeof refund>
export type Decision = z.infer<typeof decision>
export type Change = z.infer<typeof change>
export type Person = z.infer<typeof person>
/** The kinds of things in the feed. */
export type Kind = 'booking' | 'charge' | 'refund' | 'decision'
/** The two payment gateways; a charge belongs to one for ever. */
export type Gateway = 'old' | 'new'

/** Whether a booking stands: bought and not cancelled. */
export const standing = ['confirmed', 'pending']
