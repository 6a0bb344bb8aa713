import { z } from 'zod'
import type { Change, Kind } from '../domain/change.ts'

/** The wire's shapes (central-api.md, Change feed) and what they become inside: camelCase, UTC ms, raw digests. */

const id = z.string().min(1).max(64)
const word = z.string().min(1).max(64)
const text = z.string().max(4_000)
const instant = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?Z$/)
  .transform((value) => Date.parse(value))
  .refine(Number.isFinite)
const person = z.object({ id, name: text })
const money = { amount_minor: z.int().positive(), currency: z.string().regex(/^[A-Z]{3}$/) }
const card = z.object({ fingerprint: z.string().max(128), last4: z.string().regex(/^\d{4}$/), brand: word })

const recordData = z
  .object({
    reference: word,
    status: word,
    channel: word,
    traveller: z.object({ given_name: text, surname: text, email: text, phone: text.nullable() }),
    flight: z.object({
      number: word,
      origin: word,
      destination: word,
      departure: z.object({
        year: z.int().min(1900).max(9999),
        month: z.int().min(1).max(12),
        day: z.int().min(1).max(31),
        hour: z.int().min(0).max(23),
        minute: z.int().min(0).max(59),
      }),
    }),
    seat: word.nullable(),
    service_code: word.nullable(),
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

const chargeData = z
  .object({
    booking_id: id,
    purpose: word,
    ...money,
    state: word,
    gateway: word,
    gateway_reference: text,
    card,
    authorised_at: instant,
    captured_at: instant.nullable(),
  })
  .transform((data) => ({
    recordId: data.booking_id,
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

const refundData = z
  .object({
    charge_id: id,
    keep_charge_id: id.nullable(),
    ...money,
    reason: word,
    note: text,
    state: word,
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

const decisionData = z
  .object({
    entity_hash: z
      .base64()
      .length(44)
      .transform((value) => Buffer.from(value, 'base64'))
      .nullable(),
    charge_ids: z.array(id).max(1_000),
    verdict: word,
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

/** The contract's `booking` is a record here: see design.md, Words. */
const KINDS: ReadonlyMap<string, Kind> = new Map([
  ['booking', 'record'],
  ['charge', 'charge'],
  ['refund', 'refund'],
  ['decision', 'decision'],
])

const envelope = z.object({
  seq: z.int().nonnegative(),
  kind: z.string().min(1).max(64),
  op: z.enum(['upsert', 'delete']),
  id,
  version: z.int().nonnegative(),
  data: z.unknown(),
})

/** A change that does not parse: which one, as far as that can be read, and why; never its content. */
export interface Unparsed {
  readonly seq: number
  /** As the store calls it; `?` where it could not be read. */
  readonly kind: string
  readonly itemId: string
  readonly version: number
  /** Where in the change, and what is wrong there: `data.amount_minor: too_small`. */
  readonly reason: string
}

/** One change of the feed, or why it is none. */
export function parseChange(json: unknown): { readonly change: Change } | { readonly unparsed: Unparsed } {
  const head = envelope.safeParse(json)
  if (!head.success) return { unparsed: describe(json, reasonOf(head.error)) }
  const { seq, op, id: itemId, version, data } = head.data
  const kind = KINDS.get(head.data.kind)
  const which = { seq, id: itemId, version }
  const refuse = (reason: string) => ({
    unparsed: { seq, kind: kind ?? head.data.kind, itemId, version, reason },
  })
  if (kind === undefined) return refuse('kind: unknown')
  if (op === 'delete') {
    return kind === 'refund' ? refuse('op: a refund is never deleted') : { change: { ...which, op, kind } }
  }
  switch (kind) {
    case 'record': {
      const facts = recordData.safeParse(data)
      return facts.success
        ? { change: { ...which, op, kind, facts: facts.data } }
        : refuse(reasonOf(facts.error, 'data'))
    }
    case 'charge': {
      const facts = chargeData.safeParse(data)
      return facts.success
        ? { change: { ...which, op, kind, facts: facts.data } }
        : refuse(reasonOf(facts.error, 'data'))
    }
    case 'refund': {
      const facts = refundData.safeParse(data)
      return facts.success
        ? { change: { ...which, op, kind, facts: facts.data } }
        : refuse(reasonOf(facts.error, 'data'))
    }
    case 'decision': {
      const facts = decisionData.safeParse(data)
      return facts.success
        ? { change: { ...which, op, kind, facts: facts.data } }
        : refuse(reasonOf(facts.error, 'data'))
    }
  }
}

const loose = z.object({
  seq: z.int().nonnegative().catch(0),
  kind: z.string().max(64).catch('?'),
  id: z.string().max(64).catch('?'),
  version: z.int().nonnegative().catch(0),
})

/** What can still be read of a change whose envelope is broken. */
function describe(json: unknown, reason: string): Unparsed {
  const read = loose.safeParse(json)
  const { seq, kind, id: itemId, version } = read.success ? read.data : { seq: 0, kind: '?', id: '?', version: 0 }
  return { seq, kind: KINDS.get(kind) ?? kind, itemId, version, reason }
}

/** The first thing wrong, by its place and zod's code: a value of the record never gets into it. */
function reasonOf(error: z.ZodError, within?: string): string {
  const [issue] = error.issues
  const path = [...(within === undefined ? [] : [within]), ...(issue?.path ?? [])].map(String).join('.')
  return `${path === '' ? 'change' : path}: ${issue?.code ?? 'unreadable'}`
}
