import type { Copy } from '../../../../src/main/engine/store/copy/copy.ts'
import { readSyncState } from '../../../../src/main/engine/store/copy/sync-state.ts'
import type { WireChange } from './feed-server.ts'
import { asLatest, hashOfBooking } from './latest.ts'
import { recount, storedGroups, type WholeGroup } from './recount.ts'

/** The content that a copy must have, derived in the naive way from all changes in any order. */
export interface Expected {
  readonly entities: readonly string[]
  readonly bookings: readonly string[]
  readonly charges: readonly string[]
  readonly refunds: readonly string[]
  readonly decisions: readonly string[]
  readonly groups: readonly WholeGroup[]
  readonly customers: readonly string[]
  readonly counts: { readonly bookings: number; readonly charges: number; readonly groups: number }
}

/** Keeps the highest version of each id and derives everything else by scanning. */
export function expectedOf(changes: readonly WireChange[]): Expected {
  const latest = asLatest(changes)
  const { bookings, charges, refunds, decisions } = latest
  const groups = recount(latest)
  const names = ({ id, version }: { id: string; version: number }): string => `${id}@${version}`
  const entities = [...new Set(bookings.map(hashOfBooking))].sort()
  return {
    entities,
    bookings: bookings.map(names).sort(),
    charges: charges.map(names).sort(),
    refunds: refunds.map(names).sort(),
    decisions: decisions.map(names).sort(),
    groups,
    customers: [...new Set(bookings.map(({ data }) => data.traveller.email))].sort(),
    counts: {
      bookings: bookings.length,
      charges: charges.length,
      groups: groups.filter(({ isOpen }) => isOpen).length,
    },
  }
}

/** The content of a copy on disk. */
export function heldBy(copy: Copy): Expected {
  const column = (sql: string): string[] => copy.sqlite.prepare(sql).pluck().all() as string[]
  const state = readSyncState(copy)
  return {
    entities: column('SELECT lower(hex(entity_hash)) FROM entity ORDER BY 1'),
    bookings: column(`SELECT id || '@' || version FROM booking ORDER BY 1`),
    charges: column(`SELECT id || '@' || version FROM charge ORDER BY 1`),
    refunds: column(`SELECT id || '@' || version FROM refund ORDER BY 1`),
    decisions: column(`SELECT id || '@' || version FROM decision ORDER BY 1`),
    groups: storedGroups(copy),
    customers: column('SELECT key FROM customer ORDER BY 1'),
    counts: { bookings: state?.bookings ?? -1, charges: state?.charges ?? -1, groups: state?.groups ?? -1 },
  }
}
