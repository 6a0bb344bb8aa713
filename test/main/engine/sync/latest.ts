import { entityDigest } from '../../../../src/main/engine/domain/entity-hash.ts'
import type { WireChange } from './feed-server.ts'

/** The data of a change of any kind. */
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

/** The latest version of one item of the feed. */
export interface LatestItem {
  readonly id: string
  readonly version: number
  readonly data: Data
}

/** The latest version of every item of the feed, by kind. */
export type Latest = Readonly<Record<'bookings' | 'charges' | 'refunds' | 'decisions', readonly LatestItem[]>>

/** Keeps the highest version of each id, without the deleted items. */
export function asLatest(changes: readonly Omit<WireChange, 'seq'>[]): Latest {
  const latest = new Map<string, Omit<WireChange, 'seq'>>()
  for (const change of changes) {
    const name = `${change.kind} ${change.id}`
    if (change.version > (latest.get(name)?.version ?? -1)) latest.set(name, change)
  }
  const of = (kind: string): LatestItem[] =>
    [...latest.values()]
      .filter((change) => change.kind === kind && change.op === 'upsert')
      .map(({ id, version, data }) => ({ id, version, data: data as Data }))
  return { bookings: of('booking'), charges: of('charge'), refunds: of('refund'), decisions: of('decision') }
}

/** The entity hash of a booking, in hex. */
export const hashOfBooking = ({ data }: LatestItem): string =>
  entityDigest({
    givenName: data.traveller.given_name,
    surname: data.traveller.surname,
    card: data.card,
    flightNumber: data.flight.number,
    departure: data.flight.departure,
  }).toString('hex')
