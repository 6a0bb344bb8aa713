import { and, asc, count, eq, gt, inArray, lte, min, ne, notInArray, or, type SQL, sql } from 'drizzle-orm'
import type { Gateway } from '../../../../shared/model/index.ts'
import { LONGEST_WAIT_MS } from '../../domain/backoff.ts'
import { RECHECKED_AFTER_MS } from '../../domain/refund/waiting-for.ts'
import type { Store } from '../sqlite/open.ts'
import { outbox } from './schema/outbox.ts'
import { intent } from './schema/refunds.ts'

/** One write that has still to reach the central service. */
export type OutboxRow = typeof outbox.$inferSelect

/** Puts a write into the queue, due at once; part of the caller's transaction. */
export function enqueue(
  desk: Store,
  write: { kind: OutboxRow['kind']; what: string; ownerId: string; now: number },
): void {
  const { kind, what, ownerId, now } = write
  desk.db.insert(outbox).values({ kind, what, ownerId, dueAt: now }).run()
}

/** Takes a write out of the queue: it has reached the central service, or never will. */
export function dequeue(desk: Store, what: string, kind: OutboxRow['kind'] = 'refund'): void {
  desk.db
    .delete(outbox)
    .where(and(eq(outbox.kind, kind), eq(outbox.what, what)))
    .run()
}

/** When this write is tried next, and how often it was since it was last due at once. */
export function findOutboxRow(desk: Store, what: string, kind: OutboxRow['kind'] = 'refund'): OutboxRow | undefined {
  return desk.db
    .select()
    .from(outbox)
    .where(and(eq(outbox.kind, kind), eq(outbox.what, what)))
    .get()
}

/**
 * Writes down when the next attempt is, after one more was made.
 *
 * @param at.notBefore What the central service asked for; null when it asked for nothing.
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

/** What was asked to wait waits; a floor that no answer can have set is a clock set back. */
const atOnce = (now: number) =>
  sql`CASE WHEN ${outbox.notBefore} BETWEEN ${now} AND ${now + LONGEST_WAIT_MS} THEN ${outbox.notBefore} ELSE ${now} END`

/** The network is back, or the desk woke up: what this person waits for is due at once, with a fresh backoff. */
export function makeAllDue(desk: Store, ownerId: string, now: number): void {
  desk.db
    .update(outbox)
    .set({ dueAt: atOnce(now), attempts: 0 })
    .where(and(eq(outbox.ownerId, ownerId), gt(outbox.dueAt, now)))
    .run()
}

/** How many decisions (of any kind, on refunds or on charges) have still to reach the central service. */
export function countDecisions(desk: Store): number {
  const row = desk.db.select({ count: count() }).from(outbox).where(ne(outbox.kind, 'refund')).get()
  return row?.count ?? 0
}

/** A person wants this one tried at once, with a fresh backoff. */
export function makeDue(desk: Store, what: string, now: number): void {
  desk.db.update(outbox).set({ dueAt: now, attempts: 0, notBefore: null }).where(eq(outbox.what, what)).run()
}

/** What may be sent: whose refunds, to which gateways, whether decisions too (they go to none), and what is carried already. */
export interface Sendable {
  readonly ownerId: string
  readonly gateways: readonly Gateway[]
  readonly decisions: boolean
  /** Leaves out what has to be judged again first (domain/refund/waiting-for.ts), as of this instant; null leaves nothing out. */
  readonly uncheckedAt: number | null
  readonly busy: readonly string[]
}

/**
 * What may be sent now, the longest due first.
 *
 * @param horizon A due time after it is impossible (the clock was set back) and counts as due.
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

/** When the next of these is due; null when nothing waits. */
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

/** Keys of the refunds that waited long before their first attempt: `mustBeJudgedAgain`, for all of them at once. */
function mustBeRechecked(desk: Store, now: number) {
  const isOld = sql`abs(${now} - ${intent.createdAt}) >= ${RECHECKED_AFTER_MS}`
  return desk.db
    .select({ key: intent.key })
    .from(intent)
    .where(and(eq(intent.state, 'queued'), eq(intent.attempts, 0), isOld))
}
