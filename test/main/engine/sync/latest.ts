import { entityDigest } from '../../../../src/main/engine/domain/entity-hash.ts'
import type { WireChange } from './feed-server.ts'

/** What the feed tells of any kind. */
export interface Data {
  booking_id: string
  charge_id: string
  keep_charge_id: string | null
  reference: string
  purpose: string
  amount_minor: number
  currency: string
  state: string
  status: string
  reason: string
  gateway: string
  service_code: string | null
  authorised_at: string
  captured_at: string | null
  traveller: { given_name: string; surname: string; email: string; phone: string | null }
  card: { fingerprint: string }
  flight: { number: string; departure: { year: number; month: number; day: number; hour: number; minute: number } }
  charge_ids: string[]
  verdict: string
  supersedes: string | null
  decided_at: string
}

/** One thing of the feed as it stands. */
export interface Told {
  readonly id: string
  readonly version: number
  readonly data: Data
}

/** The latest content of each kind, as the feed told it. */
export type Latest = Readonly<Record<'bookings' | 'charges' | 'refunds' | 'decisions', readonly Told[]>>

/** Keeps the highest version of each id. */
export function asLatest(changes: readonly Omit<WireChange, 'seq'>[]): Latest {
  const latest = new Map<string, Omit<WireChange, 'seq'>>()
  for (const change of changes) {
    const name = `${change.kind} ${change.id}`
    if (change.version > (latest.get(name)?.version ?? -1)) latest.set(name, change)
  }
  const of = (kind: string): Told[] =>
    [...latest.values()]
      .filter((change) => change.kind === kind && change.op === 'upsert')
      .map(({ id, version, data }) => ({ id, version, data: data as Data }))
  return { bookings: of('booking'), charges: of('charge'), refunds: of('refund'), decisions: of('decision') }
}

/** The entity hash of a booking, in hex. */
export const hashOfBooking = ({ data }: Told): string =>
  entityDigest({
    givenName: data.traveller.given_name,
    surname: data.traveller.surname,
    card: data.card,
    flightNumber: data.flight.number,
    departure: data.flight.departure,
  }).toString('hex')
