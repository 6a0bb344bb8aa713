import type { Database } from './database.ts'
import type { EntityFilter } from './entity-filter.ts'
import type { FeedBell } from './feed/publish.ts'

/** What every route works with. */
export interface Service {
  db: Database
  bell: FeedBell
  filter: EntityFilter
  /** UTC ms. */
  clock: () => number
  /** Life of an access token. */
  accessMs: number
  /** How long a gateway takes over a refund, between the claim of its key and the decision. */
  think: () => Promise<void>
  /** Aborted when the service closes: long polls answer at once. */
  closing: AbortSignal
}
