import type { Store } from '../sqlite/open.ts'
import type { EntityIndex } from './derived/entity-index.ts'
import { type Upkeep, upkeepAtOnce } from './derived/upkeep.ts'

/**
 * An open `copy-<epoch>.db` with its EntityFilter in memory: what the central service told this desk. It can be filled
 * again at any time. Its tables are in schema/. Instants are UTC ms, money is integer minor units, and `version` is the
 * central service's version of that id. No foreign key leads from a charge, a refund or a decision, because the row
 * that it names may come later.
 */
export interface Copy extends Store {
  readonly entities: EntityIndex
}

/** One flight number at one local time. Its charges are judged together. */
export interface Departure {
  /** Normalised as for the entity hash. */
  readonly flightNumber: string
  /** Local clock time at the origin as YYYYMMDDhhmm. */
  readonly departure: number
}

/**
 * What one transaction of the sync has changed so far. Its counters go into `sync_state` in the same transaction, and
 * the groups of its dirty departures are judged again before it ends.
 */
export interface Batch {
  /** When groups are judged: `at_end` of each transaction, or `after_fill` for all departures at once. */
  readonly recount: 'at_end' | 'after_fill'
  readonly upkeep: Upkeep
  /** The departures whose groups may have changed, each once. */
  readonly dirty: Map<string, Departure>
  /** The `entity.id`s that may have lost their last booking. */
  readonly left: Set<number>
  /** Whether the quarantine holds a change that a readable version may release. */
  holdsQuarantined: boolean
  /** Whether there is a tombstone: without one no older change can bring a deleted row back. */
  holdsTombstones: boolean
  /** What to add to the counters of `sync_state`. `groups` counts the open groups. */
  readonly added: { bookings: number; charges: number; groups: number; quarantined: number }
}

/** A batch without changes. */
export const startBatch = (store: Store, recount: Batch['recount'], upkeep = upkeepAtOnce(store)): Batch => ({
  recount,
  upkeep,
  dirty: new Map(),
  left: new Set(),
  holdsQuarantined: store.prepare('SELECT quarantined > 0 FROM sync_state').pluck().get() === 1,
  holdsTombstones: store.prepare('SELECT min(kind) FROM tombstone').pluck().get() !== null,
  added: { bookings: 0, charges: 0, groups: 0, quarantined: 0 },
})

/** Marks these departures: their groups are judged again. */
export function markDirty(batch: Batch, departures: readonly Departure[]): void {
  for (const { flightNumber, departure } of departures) {
    batch.dirty.set(departureKey({ flightNumber, departure }), { flightNumber, departure })
  }
}

/** The key of a departure in `Batch.dirty`. */
export const departureKey = ({ flightNumber, departure }: Departure): string => `${flightNumber} ${departure}`
