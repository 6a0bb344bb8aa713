import type { RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type Acts, actsOn } from '../central/acts.ts'
import { buildApp } from '../central/app.ts'
import { type Database, openDatabase } from '../central/database.ts'
import { EntityFilter } from '../central/entity-filter.ts'
import { Faults } from '../central/faults.ts'
import { loadFeed } from '../central/feed/load-feed.ts'
import { FeedBell } from '../central/feed/publish.ts'
import type { Change } from '../central/model.ts'
import { type Account, demoPassword, enrol } from '../central/session/people.ts'

/** The lifetime of an access token in ms; short, so that each round has several renewals. */
const ACCESS_MS = 15 * 60_000

/** A reference central service that can be stopped and started again over the same database and on the same port. */
export interface RestartableCentral {
  readonly url: string
  readonly faults: Faults
  readonly act: Acts
  /** The service's own tables, for the oracle. */
  readonly db: Database
  /** Breaks every connection and stops the server; requests under way are finished first, but get no reply. */
  readonly stop: () => Promise<void>
  readonly start: () => Promise<void>
  readonly close: () => Promise<void>
}

/** Starts the service over a database of its own (PGlite, or the PostgreSQL of `DATABASE_URL`). */
export async function startRestartableCentral(options: {
  feed: Change[]
  people: readonly Account[]
  clock: () => number
}): Promise<RestartableCentral> {
  const { clock, people, feed } = options
  const db = await openDatabase(process.env.DATABASE_URL)
  await db.transaction(async (tx) => {
    await loadFeed(tx, { changes: feed, archived: [] })
    await enrol(tx, people, demoPassword)
  })
  const bell = new FeedBell().setMaxListeners(0)
  const faults = new Faults()
  let port = 0
  let end = async (): Promise<void> => {}

  async function start(): Promise<void> {
    const closing = new AbortController()
    const filter = new EntityFilter()
    const service = { db, bell, filter, clock, accessMs: ACCESS_MS, think: async () => {}, closing: closing.signal }
    const app = buildApp(service, (handler) => faults.serve(handler as RequestListener))
    await app.listen({ host: '127.0.0.1', port })
    port = (app.server.address() as AddressInfo).port
    faults.online()
    end = async () => {
      faults.offline()
      closing.abort()
      await app.close()
      end = async () => {}
    }
  }

  await start()
  return {
    url: `http://127.0.0.1:${port}`,
    faults,
    act: actsOn(db, bell, clock),
    db,
    stop: () => end(),
    start,
    close: async () => {
      await end()
      await db.close()
    },
  }
}
