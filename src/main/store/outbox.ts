import { and, asc, eq, gt, lte, min, notInArray, or, sql } from 'drizzle-orm'
import { outbox } from './desk-schema.ts'
import type { Store } from './open.ts'

/** One write that has still to reach the central service. */
export type OutboxRow = typeof outbox.$inferSelect

/** Puts a write into the queue, due at once; part of the caller's transaction. */
export function enqueue(desk: Store, write: { kind: 'refund'; what: string; ownerId: string; now: number }): void {
  const { kind, what, ownerId, now } = write
  desk.db.insert(outbox).values({ kind, what, ownerId, dueAt: now }).run()
}

/** Takes a write out of the queue: it has reached the central service, or never will. */
export function dequeue(desk: Store, what: string): void {
  desk.db
    .delete(outbox)
    .where(and(eq(outbox.kind, 'refund'), eq(outbox.what, what)))
    .run()
}

/** When this write is tried next, and how often it was since it was last due at once. */
export function findOutboxRow(desk: Store, what: string): OutboxRow | undefined {
  return desk.db
    .select()
    .from(outbox)
    .where(and(eq(outbox.kind, 'refund'), eq(outbox.what, what)))
    .get()
}

/** Writes down when the next attempt is, after one more was made. */
export function reschedule(desk: Store, what: string, dueAt: number): void {
  desk.db
    .update(outbox)
    .set({ dueAt, attempts: sql`${outbox.attempts} + 1` })
    .where(and(eq(outbox.kind, 'refund'), eq(outbox.what, what)))
    .run()
}

/** The network is back, or the desk woke up: what this person waits for is due at once, with a fresh backoff. */
export function makeAllDue(desk: Store, ownerId: string, now: number): void {
  desk.db
    .update(outbox)
    .set({ dueAt: now, attempts: 0 })
    .where(and(eq(outbox.ownerId, ownerId), gt(outbox.dueAt, now)))
    .run()
}

/**
 * What this person may send now, the longest due first, without what is `busy` already.
 *
 * @param horizon A due time after it is impossible (the clock was set back) and counts as due.
 */
export function listDue(
  desk: Store,
  wish: { ownerId: string; now: number; horizon: number; busy: readonly string[]; limit: number },
): readonly OutboxRow[] {
  const { ownerId, now, horizon, busy, limit } = wish
  return desk.db
    .select()
    .from(outbox)
    .where(
      and(
        eq(outbox.ownerId, ownerId),
        or(lte(outbox.dueAt, now), gt(outbox.dueAt, horizon)),
        notInArray(outbox.what, [...busy]),
      ),
    )
    .orderBy(asc(outbox.dueAt), asc(outbox.id))
    .limit(limit)
    .all()
}

/** When the next write of this person is due, without what is `busy`; null when nothing waits. */
export function nextDue(desk: Store, ownerId: string, busy: readonly string[]): number | null {
  const row = desk.db
    .select({ at: min(outbox.dueAt) })
    .from(outbox)
    .where(and(eq(outbox.ownerId, ownerId), notInArray(outbox.what, [...busy])))
    .get()
  return row?.at ?? null
}
