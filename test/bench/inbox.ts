import { type DeskFacts, readCustomer } from '../../src/main/engine/features/customer/customer.ts'
import { readInbox, readInboxHours } from '../../src/main/engine/features/inbox/inbox.ts'
import type { Copy } from '../../src/main/engine/store/copy/copy.ts'
import type { InboxFilter, InboxOrder, Result } from '../../src/shared/model/index.ts'
import { currentOf } from '../main/engine/sync/rig.ts'
import { type BenchFeed, openBenchStore } from './million.ts'
import { FEED_END, plainFeed } from './plain-feed.ts'

/** One figure. `peer` is the time of a simple way to do the same on the same store. */
export interface Figure {
  readonly name: string
  readonly value: number
  readonly unit: 'ms'
  readonly peer: number | null
  readonly ratio: number | null
}

const TIMES = 60
const ANY: InboxFilter = { verdicts: [], gateways: [], currency: null, atLeastMinor: null, from: null, to: null }
/** A desk that has not made any decision yet. */
const knows: DeskFacts = { intentsOf: () => [], decisionsOn: () => [], pendingDecisionsOn: () => [] }

/**
 * Measures how long the list of open groups takes to open in each order and with filters, and how long a customer with
 * a group takes. Each may take at most 50 ms. The figures are the times of the slowest kind of list. The list's peer is
 * a query without stored groups.
 */
export async function measureInbox(feed: BenchFeed = plainFeed(1_000_000)): Promise<readonly Figure[]> {
  const copies = await openBenchStore(feed, (folder) => console.error(`making a store in ${folder}, once`))
  try {
    const copy = currentOf(copies)
    const list = (filter: InboxFilter, order: InboxOrder, after: string | null = null) =>
      ok(readInbox({ copy, knows, now: FEED_END }, { filter, order, after }))
    const narrow: InboxFilter = { ...ANY, verdicts: ['duplicate'], gateways: ['both'], from: FEED_END - 7 * 86_400_000 }
    const second = list(ANY, 'newest').after
    const kinds: readonly (() => unknown)[] = [
      () => list(ANY, 'newest'),
      () => list(ANY, 'oldest'),
      () => list(ANY, 'money'),
      () => list(narrow, 'newest'),
      () => list({ ...ANY, currency: 'EUR', atLeastMinor: 999_999_999 }, 'newest'),
      () => list(ANY, 'newest', second),
      () => readInboxHours(copy, { ...ANY, from: FEED_END - 31 * 86_400_000 }, FEED_END),
    ]
    const lists = kinds.map((work) => timesOf(TIMES, work))
    const slowest = (share: number) => Math.max(...lists.map((times) => at(times, share)))
    const bookingIds = ['newest', 'oldest', 'money'].flatMap((order) =>
      list(ANY, order as InboxOrder).rows.map(({ bookingId }) => bookingId),
    )
    let next = 0
    const cards = timesOf(bookingIds.length, () => ok(readCustomer(copy, knows, bookingIds[next++] ?? '')))
    const peer = at(
      timesOf(3, () => countByGrouping(copy)),
      0.5,
    )
    const total = list(ANY, 'newest').total
    console.error(`${total} open groups`)
    return [
      { name: 'inbox, median', value: slowest(0.5), unit: 'ms', peer, ratio: round(peer / slowest(0.5)) },
      { name: 'inbox, p95', value: slowest(0.95), unit: 'ms', peer, ratio: round(peer / slowest(0.95)) },
      { name: 'card, median', value: at(cards, 0.5), unit: 'ms', peer: null, ratio: null },
      { name: 'card, p95', value: at(cards, 0.95), unit: 'ms', peer: null, ratio: null },
    ]
  } finally {
    copies.close()
  }
}

/** Counts duplicates by grouping all charges. A desk without stored groups would have to do so. */
function countByGrouping(copy: Copy): unknown {
  return copy
    .prepare(
      `SELECT count(*) FROM (SELECT 1 FROM booking JOIN charge ON charge.booking_id = booking.id
       GROUP BY booking.entity_id, charge.purpose, charge.amount_minor, charge.currency HAVING count(*) > 1)`,
    )
    .get()
}

/** The durations of the runs in milliseconds, the shortest first. They include the first run, which is cold. */
function timesOf(runs: number, work: () => unknown): readonly number[] {
  return Array.from({ length: runs }, () => {
    const startedAt = performance.now()
    work()
    return performance.now() - startedAt
  }).sort((a, b) => a - b)
}

/** The time that this share of the runs did not exceed. */
const at = (times: readonly number[], share: number): number =>
  round(times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? Number.NaN)

const round = (value: number): number => Number(value.toFixed(2))

function ok<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(result.failure.kind)
  return result.value
}
