import type { EntityIndex } from './entity-index.ts'
import type { Store } from './open.ts'

/** An open `copy-<epoch>.db` with its EntityFilter in memory. */
export interface Copy extends Store {
  readonly entities: EntityIndex
}

/**
 * What one transaction of the sync has touched so far: its counters go into `sync_state` with it, and the groups of
 * its dirty Bookings are counted again before it ends.
 */
export interface Batch {
  /** `at_end`: with this transaction. `after_fill`: for all Bookings at once, when the fill is whole. */
  readonly recount: 'at_end' | 'after_fill'
  /** `booking.id`s whose groups may have changed, or which may have lost their last record. */
  readonly dirty: Set<number>
  /** Whether anything is in quarantine that a good version may release. */
  holdsQuarantined: boolean
  /** What to add to the counters of `sync_state`. */
  readonly added: { bookings: number; charges: number; groups: number; quarantined: number }
}

/** A batch that has touched nothing yet. */
export const startBatch = (store: Store, recount: Batch['recount']): Batch => ({
  recount,
  dirty: new Set(),
  holdsQuarantined: store.prepare('SELECT quarantined > 0 FROM sync_state').pluck().get() === 1,
  added: { bookings: 0, charges: 0, groups: 0, quarantined: 0 },
})
