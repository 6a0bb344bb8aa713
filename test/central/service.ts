import type { Database } from './database.ts'
import type { EntityFilter } from './entity-filter.ts'
import type { FeedBell } from './feed/publish.ts'

/** The parts that every route works with. */
export interface Service {
  db: Database
  bell: FeedBell
  filter: EntityFilter
  /** The time in UTC ms. */
  clock: () => number
  /** The lifetime of an access token in ms. */
  accessMs: number
  /** The time that a gateway takes for a refund, between the claim of its key and the decision. */
  think: () => Promise<void>
  /** Aborted when the service closes, so that long polls answer at once. */
  closing: AbortSignal
}
