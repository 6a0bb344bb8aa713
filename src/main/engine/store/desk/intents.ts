import { and, count, desc, eq, gte, inArray, isNull, lt, or } from 'drizzle-orm'
import type { IntentState } from '../../../../shared/model/index.ts'
import { reservesMoney } from '../../domain/refund/rules.ts'
import type { Store } from '../sqlite/open.ts'
import { intent } from './schema/refunds.ts'

/** A row of the table `intent`: one refund that an agent wished for. */
export type IntentRow = typeof intent.$inferSelect

/** The intent with this key; undefined when this desk has none. */
export function findIntent(desk: Store, key: string): IntentRow | undefined {
  return desk.db.select().from(intent).where(eq(intent.key, key)).get()
}

/**
 * Whether a refund may change the intent with this key. It is false for most refunds, whose state this desk knows
 * already.
 */
export function mayBeNews(desk: Store, key: string, refund: { state: string; updatedAt: number }): boolean {
  return desk.prepare(MAY_BE_NEWS).get(key, refund.state, refund.updatedAt) !== undefined
}

const MAY_BE_NEWS = `
  SELECT 1 FROM intent
  WHERE key = ? AND (central_state IS NOT ? OR central_updated_at IS NOT ? OR state IN ('queued', 'sending', 'unknown'))`

/** The live intent of a charge, of any agent at this desk; undefined without one. */
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

/** The intents that name this charge as the one that stays paid, and that have given money back or still may. */
export function listIntentsThatKeep(desk: Store, chargeId: string): readonly IntentRow[] {
  return desk.db.select().from(intent).where(eq(intent.keepChargeId, chargeId)).all().filter(reservesMoney)
}

/** The ids of all charges that have an intent at this desk. */
export function listChargesWithIntents(desk: Store): readonly string[] {
  return desk.db
    .selectDistinct({ chargeId: intent.chargeId })
    .from(intent)
    .all()
    .map(({ chargeId }) => chargeId)
}

/** An intent waits while it is live, while it is back for a call, and after a refusal until its agent has read it. */
const isWaiting = or(
  isNull(intent.endedAt),
  eq(intent.state, 'needs_review'),
  and(eq(intent.state, 'refused'), isNull(intent.acknowledgedAt)),
)

/** Every intent that waits, newest first. */
export function listWaiting(desk: Store): readonly IntentRow[] {
  return desk.db.select().from(intent).where(isWaiting).orderBy(desc(intent.seq)).all()
}

/** One agent's intents that were made in [from, until) (UTC ms), newest first. */
export function listIntentsBetween(desk: Store, agentId: string, from: number, until: number): readonly IntentRow[] {
  return desk.db
    .select()
    .from(intent)
    .where(and(eq(intent.agentId, agentId), gte(intent.createdAt, from), lt(intent.createdAt, until)))
    .orderBy(desc(intent.seq))
    .all()
}

/** How many intents wait, for each state and agent. The status bar shows these counts. */
export function countWaiting(desk: Store): readonly { state: IntentState; agentId: string; count: number }[] {
  return desk.db
    .select({ state: intent.state, agentId: intent.agentId, count: count() })
    .from(intent)
    .where(isWaiting)
    .groupBy(intent.state, intent.agentId)
    .all()
}
