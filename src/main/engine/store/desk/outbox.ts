import { and, asc, count, eq, gt, inArray, lte, min, ne, notInArray, or, type SQL, sql } from 'drizzle-orm'
import type { Gateway } from '../../../../shared/model/index.ts'
import { LONGEST_WAIT_MS } from '../../domain/backoff.ts'
import { RECHECKED_AFTER_MS } from '../../domain/refund/waiting-for.ts'
import type { Store } from '../sqlite/open.ts'
import { outbox } from './schema/outbox.ts'
import { intent } from './schema/refunds.ts'

/** A row of the table `outbox`: one write that has still to reach the central service. */
export type OutboxRow = typeof outbox.$inferSelect

/** Adds a write to the outbox, due at once. Runs in the caller's transaction. */
export function enqueue(
  desk: Store,
  write: { kind: OutboxRow['kind']; what: string; ownerId: string; now: number },
): void {
  const { kind, what, ownerId, now } = write
  desk.db.insert(outbox).values({ kind, what, ownerId, dueAt: now }).run()
}

/** Removes a write from the outbox: it has reached the central service, or it never will. */
export function dequeue(desk: Store, what: string, kind: OutboxRow['kind'] = 'refund'): void {
  desk.db
    .delete(outbox)
    .where(and(eq(outbox.kind, kind), eq(outbox.what, what)))
    .run()
}

/** The outbox row of a write, with its due time and its attempts; undefined when the write is not in the outbox. */
export function findOutboxRow(desk: Store, what: string, kind: OutboxRow['kind'] = 'refund'): OutboxRow | undefined {
  return desk.db
    .select()
    .from(outbox)
    .where(and(eq(outbox.kind, kind), eq(outbox.what, what)))
    .get()
}

/**
 * Sets the time of the next attempt after one more attempt was made.
 *
 * @param at Both in UTC ms. `notBefore` is what the central service asked for; null when it asked for nothing.
 */
export function reschedule(
  desk: Store,
  what: string,
  at: { dueAt: number; notBefore: number | null },
  kind: OutboxRow['kind'] = 'refund',
): void {
  desk.db
    .update(outbox)
    .set({ ...at, attempts: sql`${outbox.attempts} + 1` })
    .where(and(eq(outbox.kind, kind), eq(outbox.what, what)))
    .run()
}

/**
 * Due now, or when the central service allows it. A `notBefore` further away than any answer can set means that the
 * clock was set back, so it does not count.
 */
const dueNow = (now: number) =>
  sql`CASE WHEN ${outbox.notBefore} BETWEEN ${now} AND ${now + LONGEST_WAIT_MS} THEN ${outbox.notBefore} ELSE ${now} END`

/** Makes all writes of this person due at once, with a fresh backoff: the network is back, or the desk woke up. */
export function makeAllDue(desk: Store, ownerId: string, now: number): void {
  desk.db
    .update(outbox)
    .set({ dueAt: dueNow(now), attempts: 0 })
    .where(and(eq(outbox.ownerId, ownerId), gt(outbox.dueAt, now)))
    .run()
}

/** How many approvals and local decisions have still to reach the central service. */
export function countDecisions(desk: Store): number {
  const row = desk.db.select({ count: count() }).from(outbox).where(ne(outbox.kind, 'refund')).get()
  return row?.count ?? 0
}

/** Makes one write due at once, with a fresh backoff, because a person asked for it. */
export function makeDue(desk: Store, what: string, now: number): void {
  desk.db.update(outbox).set({ dueAt: now, attempts: 0, notBefore: null }).where(eq(outbox.what, what)).run()
}

/**
 * Which writes may be sent: of this owner, refunds of these gateways, decisions too when `decisions` is true (they need
 * no gateway), and none with a key in `busy`, because an attempt carries it already.
 */
export interface Sendable {
  readonly ownerId: string
  readonly gateways: readonly Gateway[]
  readonly decisions: boolean
  /**
   * Leaves out the refunds that need a new check first, as of this instant in UTC ms (domain/refund/waiting-for.ts);
   * null leaves none out.
   */
  readonly uncheckedAt: number | null
  readonly busy: readonly string[]
}

/**
 * The writes that may be sent now, the longest due first.
 *
 * @param wish `now` and `horizon` are UTC ms. A due time after `horizon` is impossible: the clock was set back, and the
 * write counts as due.
 */
export function listDue(
  desk: Store,
  wish: Sendable & { now: number; horizon: number; limit: number },
): readonly OutboxRow[] {
  const { now, horizon, limit } = wish
  return desk.db
    .select()
    .from(outbox)
    .where(and(isSendable(desk, wish), or(lte(outbox.dueAt, now), gt(outbox.dueAt, horizon))))
    .orderBy(asc(outbox.dueAt), asc(outbox.id))
    .limit(limit)
    .all()
}

/** When the next sendable write is due, UTC ms; null when nothing waits. */
export function nextDue(desk: Store, wish: Sendable): number | null {
  const row = desk.db
    .select({ at: min(outbox.dueAt) })
    .from(outbox)
    .where(isSendable(desk, wish))
    .get()
  return row?.at ?? null
}

function isSendable(desk: Store, wish: Sendable): SQL | undefined {
  const { ownerId, gateways, decisions, busy, uncheckedAt } = wish
  const gateway = desk.db.select({ gateway: intent.gateway }).from(intent).where(eq(intent.key, outbox.what))
  return and(
    eq(outbox.ownerId, ownerId),
    notInArray(outbox.what, [...busy]),
    uncheckedAt === null ? undefined : notInArray(outbox.what, mustBeRechecked(desk, uncheckedAt)),
    or(decisions ? ne(outbox.kind, 'refund') : undefined, inArray(sql`(${gateway})`, [...gateways])),
  )
}

/** The keys of the refunds for which `mustBeRechecked` (domain/refund/waiting-for.ts) is true, in one query. */
function mustBeRechecked(desk: Store, now: number) {
  const isOld = sql`abs(${now} - ${intent.createdAt}) >= ${RECHECKED_AFTER_MS}`
  return desk.db
    .select({ key: intent.key })
    .from(intent)
    .where(and(eq(intent.state, 'queued'), eq(intent.attempts, 0), isOld))
}
