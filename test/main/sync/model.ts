import { entityDigest } from '../../../src/main/domain/entity-hash.ts'
import type { Copy } from '../../../src/main/store/copy.ts'
import { readSyncState } from '../../../src/main/store/sync-state.ts'
import type { WireChange } from './feed-server.ts'
import { recount, storedGroups, type WholeGroup } from './recount.ts'

/** What a copy must hold: the naive way, from all changes ever told, in no particular order. */
export interface Expected {
  readonly bookings: readonly string[]
  readonly records: readonly string[]
  readonly charges: readonly string[]
  readonly refunds: readonly string[]
  readonly decisions: readonly string[]
  readonly groups: readonly WholeGroup[]
  readonly customers: readonly string[]
  readonly counts: { readonly bookings: number; readonly charges: number; readonly groups: number }
}

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

/** Keeps the highest version of each id and derives everything else from them, by scanning, every time. */
export function expectedOf(changes: readonly WireChange[]): Expected {
  const latest = new Map<string, WireChange>()
  for (const change of changes) {
    const name = `${change.kind} ${change.id}`
    if (change.version > (latest.get(name)?.version ?? -1)) latest.set(name, change)
  }
  const of = (kind: string): { id: string; version: number; data: Data }[] =>
    [...latest.values()]
      .filter((change) => change.kind === kind && change.op === 'upsert')
      .map(({ id, version, data }) => ({ id, version, data: data as Data }))
  const records = of('booking')
  const charges = of('charge')
  const refunds = of('refund')
  const hashOf = new Map(
    records.map(({ id, data }) => [
      id,
      entityDigest({
        givenName: data.traveller.given_name,
        surname: data.traveller.surname,
        card: data.card,
        flightNumber: data.flight.number,
        departure: data.flight.departure,
      }).toString('hex'),
    ]),
  )
  const decisions = of('decision')
  const groups = recount({ records, charges, refunds, decisions }, hashOf)
  const names = ({ id, version }: { id: string; version: number }): string => `${id}@${version}`
  const bookings = [...new Set(hashOf.values())].sort()
  return {
    bookings,
    records: records.map(names).sort(),
    charges: charges.map(names).sort(),
    refunds: refunds.map(names).sort(),
    decisions: decisions.map(names).sort(),
    groups,
    customers: [...new Set(records.map(({ data }) => data.traveller.email))].sort(),
    counts: {
      bookings: bookings.length,
      charges: charges.length,
      groups: groups.filter(({ isOpen }) => isOpen).length,
    },
  }
}

/** The same from a copy on disk. */
export function heldBy(copy: Copy): Expected {
  const column = (sql: string): string[] => copy.sqlite.prepare(sql).pluck().all() as string[]
  const state = readSyncState(copy)
  return {
    bookings: column('SELECT lower(hex(entity_hash)) FROM booking ORDER BY 1'),
    records: column(`SELECT id || '@' || version FROM record ORDER BY 1`),
    charges: column(`SELECT id || '@' || version FROM charge ORDER BY 1`),
    refunds: column(`SELECT id || '@' || version FROM refund ORDER BY 1`),
    decisions: column(`SELECT id || '@' || version FROM decision ORDER BY 1`),
    groups: storedGroups(copy),
    customers: column('SELECT key FROM customer ORDER BY 1'),
    counts: { bookings: state?.bookings ?? -1, charges: state?.charges ?? -1, groups: state?.groups ?? -1 },
  }
}
