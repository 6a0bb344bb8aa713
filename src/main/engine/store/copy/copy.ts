import type { Store } from '../sqlite/open.ts'
import type { EntityIndex } from './derived/entity-index.ts'
import { type Upkeep, upkeepAtOnce } from './derived/upkeep.ts'

/**
 * An open `copy-<epoch>.db`, what the central service told us and rebuilt at will, with its EntityFilter in memory. Its
 * tables are in copy-schema/: instants are UTC ms, money is integer minor units, and `version` is the central service's
 * for that id. No foreign key leads from a charge, a refund or a decision: what it names may come later.
 */
export interface Copy extends Store {
  readonly entities: EntityIndex
}

/** One flight at one time: the charges for it are judged together. */
export interface Departure {
  /** Normalised as for the entity hash. */
  readonly flightNumber: string
  /** Local clock time at the origin as YYYYMMDDhhmm. */
  readonly departure: number
}

/**
 * What one transaction of the sync has touched so far: its counters go into `sync_state` with it, and the groups of
 * its dirty departures are judged again before it ends.
 */
export interface Batch {
  /** `at_end`: with this transaction. `after_fill`: for all departures at once, when the fill is whole. */
  readonly recount: 'at_end' | 'after_fill'
  readonly upkeep: Upkeep
  /** The departures whose groups may have changed, each once. */
  readonly dirty: Map<string, Departure>
  /** `entity.id`s that may have lost their last booking. */
  readonly left: Set<number>
  /** Whether anything is in quarantine that a good version may release. */
  holdsQuarantined: boolean
  /** Whether anything was ever taken away that an older change must not bring back. */
  holdsTombstones: boolean
  /** What to add to the counters of `sync_state`; `groups` counts the open ones. */
  readonly added: { bookings: number; charges: number; groups: number; quarantined: number }
}

/** A batch that has touched nothing yet. */
export const startBatch = (store: Store, recount: Batch['recount'], upkeep = upkeepAtOnce(store)): Batch => ({
  recount,
  upkeep,
  dirty: new Map(),
  left: new Set(),
  holdsQuarantined: store.prepare('SELECT quarantined > 0 FROM sync_state').pluck().get() === 1,
  holdsTombstones: store.prepare('SELECT min(kind) FROM tombstone').pluck().get() !== null,
  added: { bookings: 0, charges: 0, groups: 0, quarantined: 0 },
})

/** The groups of these departures are to be judged again. */
export function markDirty(batch: Batch, departures: readonly Departure[]): void {
  for (const { flightNumber, departure } of departures) {
    batch.dirty.set(departureKey({ flightNumber, departure }), { flightNumber, departure })
  }
}

/** The same for the same departure. */
export const departureKey = ({ flightNumber, departure }: Departure): string => `${flightNumber} ${departure}`
