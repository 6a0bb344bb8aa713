import type { RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type Acts, actsOn } from './acts.ts'
import { buildApp } from './app.ts'
import { openDatabase } from './database.ts'
import { demoHistory } from './demo/history.ts'
import { EntityFilter } from './entity-filter.ts'
import { Faults } from './faults.ts'
import { type ArchivedBooking, type History, loadFeed } from './feed/load-feed.ts'
import { FeedBell } from './feed/publish.ts'
import { readFeed } from './feed/read-feed.ts'
import { type RefundRow, toWireRefund, type WireRefund } from './feed/rows.ts'
import type { Change } from './model.ts'
import type { LedgerRow } from './refunds/key-ledger.ts'
import { type Account, demoPassword, demoPeople, enrol } from './session/people.ts'

/** How to start the reference central API; the defaults suit a test. */
export interface CentralOptions {
  /**
   * 'demo' makes a history up to today; a list is the feed itself; `{ file }` reads a feed file. Default: an empty
   * feed.
   */
  feed?: 'demo' | Change[] | { file: string }
  /** Bookings older than the feed, which only the entity filter and `GET /v1/bookings` know. */
  archived?: ArchivedBooking[]
  /** The number of bookings in the demo history. Default: 20,000. */
  demoBookings?: number
  /** The seed of the demo history. Default: 1. */
  seed?: number
  /** The port on the loopback interface; 0, the default, takes a free one. */
  port?: number
  /** The PostgreSQL to use instead of the embedded PGlite. Default: `DATABASE_URL`. */
  databaseUrl?: string | undefined
  /**
   * Keeps the database under this name, also after a crash: the next start uses it and loads no feed. Default: it is
   * not kept.
   */
  keep?: string
  /** The time in UTC ms. Default: the system's clock. */
  clock?: () => number
  /** The lifetime of an access token in ms. Default: 15 minutes. */
  accessMs?: number
  /** The time of the gateway, between the claim of a refund's key and the decision. Default: none. */
  think?: () => Promise<void>
  /** The people who may sign in, all with `once-demo`. Default: ana (agent), sam (supervisor), ada (admin). */
  people?: readonly Account[]
}

/** A running reference central API. */
export interface Central {
  /** Its address, without a slash at the end. */
  url: string
  act: Acts
  faults: Faults
  /** All refunds and all keys, straight from the database: the oracle for tests. */
  ledger(): Promise<{ refunds: WireRefund[]; keys: LedgerRow[] }>
  /** Stops the service; a kept database stays. */
  close(): Promise<void>
  /** Stops the service and removes its database. */
  erase(): Promise<void>
}

/** A feed file that cannot be read; the message is one sentence for people. */
export class UnreadableFeed extends Error {}

/** Starts the reference central API; throws UnreadableFeed when its feed file cannot be read. */
export async function startCentral(options: CentralOptions = {}): Promise<Central> {
  const clock = options.clock ?? Date.now
  const history = await readHistory(options, clock())
  const db = await openDatabase(options.databaseUrl ?? process.env.DATABASE_URL, options.keep)
  if (db.isNew) {
    await db.transaction(async (tx) => {
      await loadFeed(tx, history)
      await enrol(tx, options.people ?? demoPeople, demoPassword)
    })
  }
  const bell = new FeedBell().setMaxListeners(0)
  const closing = new AbortController()
  const faults = new Faults()
  const { accessMs = 15 * 60_000, think = async () => undefined } = options
  const service = { db, bell, filter: new EntityFilter(), clock, accessMs, think, closing: closing.signal }
  const app = buildApp(service, (handler) => faults.serve(handler as RequestListener))
  await app.listen({ host: '127.0.0.1', port: options.port ?? 0 })
  const { port } = app.server.address() as AddressInfo
  const end = async (leave: () => Promise<void>) => {
    closing.abort()
    await app.close()
    await leave()
  }
  return {
    url: `http://127.0.0.1:${port}`,
    act: actsOn(db, bell, clock),
    faults,
    async ledger() {
      const refunds = await db.query<RefundRow>('select * from refund order by created_at, id')
      const keys = await db.query<LedgerRow>('select * from idempotency_key order by since, key')
      return { refunds: refunds.map(toWireRefund), keys }
    },
    close: () => end(db.close),
    erase: () => end(db.erase),
  }
}

async function readHistory(options: CentralOptions, now: number): Promise<History> {
  const { feed = [], archived = [] } = options
  if (feed === 'demo') return demoHistory({ seed: options.seed ?? 1, bookings: options.demoBookings ?? 20_000, now })
  if (Array.isArray(feed)) return { changes: feed, archived }
  const read = await readFeed(feed.file)
  if (!read.ok) throw new UnreadableFeed(read.sentence)
  return { changes: read.changes, archived }
}
