import { and, desc, eq, gte, isNull, sql } from 'drizzle-orm'
import type { ApprovalDecision } from '../../../../shared/model/index.ts'
import type { Store } from '../sqlite/open.ts'
import { decisionSteps, type OnItsWay } from './queued-decisions.ts'
import { approval } from './schema/decisions.ts'

/** A row of the table `approval`: what one supervisor decided about one refund. */
export type ApprovalRow = typeof approval.$inferSelect

/** The states in which an approval ends: `given`, `decided` and `refused`. */
export type EndedApproval = Exclude<ApprovalDecision['state'], OnItsWay>

/** What only an answer of the central service adds: the state of the refund. */
export type ApprovalAnswer = Pick<ApprovalRow, 'centralState'>

/** The steps of an approval on its way to the central service. */
export const approvalSteps = decisionSteps<ApprovalRow, EndedApproval, ApprovalAnswer>({
  kind: 'approval',
  subject: 'approval',
  find: (desk, key) => desk.db.select().from(approval).where(eq(approval.key, key)).get(),
  listSending: (desk) => desk.db.select().from(approval).where(eq(approval.state, 'sending')).all(),
  change: (desk, key, to, details) =>
    desk.db
      .update(approval)
      .set({ ...to, ...details })
      .where(eq(approval.key, key))
      .returning()
      .get(),
})

/** Inserts an approval as `queued`, with its outbox row and its audit. Runs in the caller's transaction. */
export function insertApproval(
  desk: Store,
  wish: Pick<
    ApprovalRow,
    'key' | 'refundId' | 'chargeId' | 'decision' | 'note' | 'body' | 'personId' | 'personName' | 'decidedAt'
  >,
): ApprovalRow {
  const row = desk.db
    .insert(approval)
    .values({ ...wish, state: 'queued' })
    .returning()
    .get()
  approvalSteps.queue(desk, row, wish.decision)
  return row
}

/**
 * This desk's latest approval on a refund: the one that is on its way, else the last inserted one. Clocks do not
 * matter.
 */
export function findLatestApproval(desk: Store, refundId: string): ApprovalRow | undefined {
  return desk.db
    .select()
    .from(approval)
    .where(eq(approval.refundId, refundId))
    .orderBy(desc(isNull(approval.endedAt)), desc(sql`rowid`))
    .get()
}

/** The ids of the refunds that a person has decided on at this desk since `since` (UTC ms), latest first, each once. */
export function listDecidedSince(desk: Store, personId: string, since: number): readonly string[] {
  const rows = desk.db
    .select({ refundId: approval.refundId })
    .from(approval)
    .where(and(eq(approval.personId, personId), gte(approval.decidedAt, since)))
    .orderBy(desc(approval.decidedAt))
    .all()
  return [...new Set(rows.map(({ refundId }) => refundId))]
}
