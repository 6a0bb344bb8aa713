import { and, count, desc, eq, gte, inArray, isNull, lt, or } from 'drizzle-orm'
import type { IntentState } from '../../../../shared/model/index.ts'
import { reservesMoney } from '../../domain/refund/rules.ts'
import type { Store } from '../sqlite/open.ts'
import { intent } from './schema/refunds.ts'

/** One refund that an agent wished for, whole. See the table `intent`. */
export type IntentRow = typeof intent.$inferSelect

/** The intent with this key. */
export function findIntent(desk: Store, key: string): IntentRow | undefined {
  return desk.db.select().from(intent).where(eq(intent.key, key)).get()
}

/**
 * Whether a refund that was refund may tell something new about an intent of this desk. False for the great many at the start
 * that tell what is known.
 */
export function mayBeNews(desk: Store, key: string, refund: { state: string; updatedAt: number }): boolean {
  return desk.prepare(MAY_BE_NEWS).get(key, refund.state, refund.updatedAt) !== undefined
}

const MAY_BE_NEWS = `
  SELECT 1 FROM intent
  WHERE key = ? AND (central_state IS NOT ? OR central_updated_at IS NOT ? OR state IN ('queued', 'sending', 'unknown'))`

/** The live intent of a charge, whoever wished for it at this desk. */
export function findLiveIntent(desk: Store, chargeId: string): IntentRow | undefined {
  return desk.db
    .select()
    .from(intent)
    .where(and(eq(intent.chargeId, chargeId), isNull(intent.endedAt)))
    .get()
}

/** All intents of these charges, newest first. */
export function listIntentsOf(desk: Store, chargeIds: readonly string[]): readonly IntentRow[] {
  return desk.db
    .select()
    .from(intent)
    .where(inArray(intent.chargeId, [...chargeIds]))
    .orderBy(desc(intent.seq))
    .all()
}

/** Intents that name this charge as the one that stays paid and that may have given money back, or still may. */
export function listIntentsThatKeep(desk: Store, chargeId: string): readonly IntentRow[] {
  return desk.db.select().from(intent).where(eq(intent.keepChargeId, chargeId)).all().filter(reservesMoney)
}

/** The charges that this desk has ever asked to give back. */
export function listChargesWithIntents(desk: Store): readonly string[] {
  return desk.db
    .selectDistinct({ chargeId: intent.chargeId })
    .from(intent)
    .all()
    .map(({ chargeId }) => chargeId)
}

/** What has not come to rest: live, back for a call, or refused and not yet seen by its agent. */
const isWaiting = or(
  isNull(intent.endedAt),
  eq(intent.state, 'needs_review'),
  and(eq(intent.state, 'refused'), isNull(intent.acknowledgedAt)),
)

/** Every intent that has not come to rest, newest first. */
export function listWaiting(desk: Store): readonly IntentRow[] {
  return desk.db.select().from(intent).where(isWaiting).orderBy(desc(intent.seq)).all()
}

/** One agent's intents made in [from, until), newest first. */
export function listIntentsBetween(desk: Store, agentId: string, from: number, until: number): readonly IntentRow[] {
  return desk.db
    .select()
    .from(intent)
    .where(and(eq(intent.agentId, agentId), gte(intent.createdAt, from), lt(intent.createdAt, until)))
    .orderBy(desc(intent.seq))
    .all()
}

/** How many intents have not come to rest, for each state and agent; for the counts of the status bar. */
export function countWaiting(desk: Store): readonly { state: IntentState; agentId: string; count: number }[] {
  return desk.db
    .select({ state: intent.state, agentId: intent.agentId, count: count() })
    .from(intent)
    .where(isWaiting)
    .groupBy(intent.state, intent.agentId)
    .all()
}
