import type { WireChange } from './feed-server.ts'

/** Makers of wire changes for tests: each item in its plainest form, with the given facts changed. */

let nextSeq = 1
const seq = (): number => nextSeq++

const card = { fingerprint: 'MElF6R3j3v9Sph0IczFB1y3ULsnUeXLxBgU01UwMf5A', last4: '5100', brand: 'visa' }

/** The facts of a booking that a test may change. */
export interface BookingParts {
  readonly version?: number
  readonly reference?: string
  readonly status?: string
  readonly givenName?: string
  readonly surname?: string
  readonly email?: string
  readonly phone?: string | null
  readonly flight?: string
  readonly day?: number
  readonly serviceCode?: string | null
  readonly card?: { fingerprint: string; last4: string; brand: string }
  readonly bookedAt?: string
}

/** A booking, by default of Davey Jones from Dublin to London. */
export const booking = (id: string, parts: BookingParts = {}): WireChange => ({
  seq: seq(),
  kind: 'booking',
  op: 'upsert',
  id,
  version: parts.version ?? 1,
  data: {
    reference: parts.reference ?? 'K3J9QX',
    status: parts.status ?? 'confirmed',
    channel: 'web',
    traveller: {
      given_name: parts.givenName ?? 'Davey',
      surname: parts.surname ?? 'Jones',
      email: parts.email ?? 'davey.jones@example.org',
      phone: parts.phone === undefined ? '+353861234567' : parts.phone,
    },
    flight: {
      number: parts.flight ?? 'EI164',
      origin: 'DUB',
      destination: 'LHR',
      departure: { year: 2020, month: 2, day: parts.day ?? 28, hour: 20, minute: 15 },
    },
    seat: '12A',
    service_code: parts.serviceCode ?? null,
    card: parts.card ?? card,
    booked_at: parts.bookedAt ?? '2020-01-05T20:03:00.000Z',
  },
})

/** The facts of a charge that a test may change. */
export interface ChargeParts {
  readonly version?: number
  readonly amountMinor?: number
  readonly currency?: string
  readonly purpose?: string
  readonly state?: string
  readonly gateway?: string
  readonly card?: { fingerprint: string; last4: string; brand: string }
  readonly authorisedAt?: string
  readonly capturedAt?: string | null
}

/** A charge, by default of 139.99 EUR, captured by the old gateway. */
export const charge = (id: string, bookingId: string, parts: ChargeParts = {}): WireChange => ({
  seq: seq(),
  kind: 'charge',
  op: 'upsert',
  id,
  version: parts.version ?? 1,
  data: {
    booking_id: bookingId,
    purpose: parts.purpose ?? 'fare',
    amount_minor: parts.amountMinor ?? 13_999,
    currency: parts.currency ?? 'EUR',
    state: parts.state ?? 'captured',
    gateway: parts.gateway ?? 'old',
    gateway_reference: `gw-${id}`,
    card: parts.card ?? card,
    authorised_at: parts.authorisedAt ?? '2020-01-05T20:03:01.000Z',
    captured_at: parts.capturedAt === undefined ? '2020-01-05T20:03:02.000Z' : parts.capturedAt,
  },
})

/** The facts of a refund that a test may change. */
export interface RefundParts {
  readonly version?: number
  readonly amountMinor?: number
  readonly state?: string
  readonly reason?: string
  readonly keepChargeId?: string | null
  readonly key?: string | null
}

/** A refund, by default of 139.99 EUR as a duplicate. */
export const refund = (id: string, chargeId: string, parts: RefundParts = {}): WireChange => ({
  seq: seq(),
  kind: 'refund',
  op: 'upsert',
  id,
  version: parts.version ?? 1,
  data: {
    charge_id: chargeId,
    keep_charge_id: parts.keepChargeId ?? null,
    amount_minor: parts.amountMinor ?? 13_999,
    currency: 'EUR',
    reason: parts.reason ?? 'duplicate',
    note: '',
    state: parts.state ?? 'succeeded',
    requested_by: { id: 'u1', name: 'Ada' },
    decided_by: null,
    decision_note: null,
    idempotency_key: parts.key ?? null,
    created_at: '2020-01-06T10:00:00.000Z',
    updated_at: '2020-01-06T10:00:00.000Z',
  },
})

/** The facts of a decision that a test may change. */
export interface DecisionParts {
  readonly version?: number
  readonly verdict?: string
  readonly supersedes?: string | null
  readonly decidedAt?: string
}

/** A decision on these charges, by default `not_duplicate`. */
export const decision = (id: string, chargeIds: readonly string[], parts: DecisionParts = {}): WireChange => ({
  seq: seq(),
  kind: 'decision',
  op: 'upsert',
  id,
  version: parts.version ?? 1,
  data: {
    entity_hash: null,
    charge_ids: chargeIds,
    verdict: parts.verdict ?? 'not_duplicate',
    note: '',
    supersedes: parts.supersedes ?? null,
    decided_by: { id: 'u1', name: 'Ada' },
    decided_at: parts.decidedAt ?? '2020-01-07T10:00:00.000Z',
  },
})

/** The deletion of an item of this kind. */
export const deletion = (kind: string, id: string, version: number): WireChange => ({
  seq: seq(),
  kind,
  op: 'delete',
  id,
  version,
  data: null,
})
