import { and, desc, eq, gte, isNull, sql } from 'drizzle-orm'
import type { ApprovalDecision } from '../../../../shared/model/index.ts'
import type { Store } from '../sqlite/open.ts'
import { decisionSteps, type OnItsWay } from './queued-decisions.ts'
import { approval } from './schema/decisions.ts'

/** One supervisor's decision, whole. See the table `approval`. */
export type ApprovalRow = typeof approval.$inferSelect

/** `given`, `decided` and `refused`. */
export type EndedApproval = Exclude<ApprovalDecision['state'], OnItsWay>

/** What an answer tells besides: the refund's state. */
export type ApprovalAnswer = Pick<ApprovalRow, 'centralState'>

/** An approval's way to the central service. */
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

/** Writes a decision as `queued`, with its place in the outbox and its audit; part of the caller's transaction. */
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

/** This desk's latest decision on a refund: the one on its way, else the last that was made, whatever the clock said. */
export function findLatestApproval(desk: Store, refundId: string): ApprovalRow | undefined {
  return desk.db
    .select()
    .from(approval)
    .where(eq(approval.refundId, refundId))
    .orderBy(desc(isNull(approval.endedAt)), desc(sql`rowid`))
    .get()
}

/** The refunds that a person has decided on at this desk since an instant (UTC ms), latest first. */
export function listDecidedSince(desk: Store, personId: string, since: number): readonly string[] {
  const rows = desk.db
    .select({ refundId: approval.refundId })
    .from(approval)
    .where(and(eq(approval.personId, personId), gte(approval.decidedAt, since)))
    .orderBy(desc(approval.decidedAt))
    .all()
  return [...new Set(rows.map(({ refundId }) => refundId))]
}
