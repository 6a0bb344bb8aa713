import { and, desc, eq, gte, isNull, sql } from 'drizzle-orm'
import type { ApprovalDecision } from '../../preload/model.ts'
import { appendAudit } from './audit.ts'
import { approval } from './desk-schema.ts'
import type { Store } from './open.ts'
import { dequeue, enqueue, reschedule } from './outbox.ts'

/** One supervisor's decision, whole. See the table `approval`. */
export type ApprovalRow = typeof approval.$inferSelect

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
  enqueue(desk, { kind: 'approval', what: wish.key, ownerId: wish.personId, now: wish.decidedAt })
  const who = { id: wish.personId, name: wish.personName }
  audited(desk, row, { at: wish.decidedAt, who, from: null, why: wish.decision, note: wish.note })
  return row
}

/** The decision with this key. */
function findApproval(desk: Store, key: string): ApprovalRow | undefined {
  return desk.db.select().from(approval).where(eq(approval.key, key)).get()
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

/** Marks a decision as under way, before any socket opens. Undefined when it has reached the central service already. */
export function startDecision(desk: Store, key: string, now: number): ApprovalRow | undefined {
  const row = findApproval(desk, key)
  if (row !== undefined && row.endedAt === null) return move(desk, row, { state: 'sending' }, now, 'attempt')
  dequeue(desk, key, 'approval')
  return undefined
}

/** What came of an attempt. `given`, `decided` and `refused` end it; `unknown` is tried again with the same key and bytes. */
export interface DecisionOutcome {
  readonly state: Exclude<ApprovalDecision['state'], 'queued' | 'sending'>
  readonly problemCode: string | null
  /** The refund's state as the answer told it. */
  readonly centralState: string | null
}

/** Writes down what came of an attempt; part of the caller's transaction. */
export function settleDecision(
  desk: Store,
  row: ApprovalRow,
  outcome: DecisionOutcome,
  at: { now: number; dueAt: number; notBefore: number | null },
): void {
  const isEnded = outcome.state !== 'unknown'
  const why = outcome.problemCode ?? outcome.centralState ?? outcome.state
  move(desk, row, { ...outcome, endedAt: isEnded ? at.now : null }, at.now, why)
  if (isEnded) dequeue(desk, row.key, 'approval')
  else reschedule(desk, row.key, { dueAt: at.dueAt, notBefore: at.notBefore }, 'approval')
}

/** What is marked as under way but is not `busy` was cut off; it is due at once. Returns how many there were. */
export function recoverDecisions(desk: Store, busy: ReadonlySet<string>, now: number): number {
  const rows = desk.db.select().from(approval).where(eq(approval.state, 'sending')).all()
  const cutOff = rows.filter(({ key }) => !busy.has(key))
  for (const row of cutOff) {
    const outcome = { state: 'unknown', problemCode: 'restart', centralState: null } as const
    settleDecision(desk, row, outcome, { now, dueAt: now, notBefore: null })
  }
  return cutOff.length
}

function move(desk: Store, row: ApprovalRow, changes: Partial<ApprovalRow>, at: number, why: string): ApprovalRow {
  const changed = desk.db.update(approval).set(changes).where(eq(approval.key, row.key)).returning().get()
  if (changed === undefined) throw new Error('once: a decision that was just read is not there')
  audited(desk, changed, { at, who: null, from: row.state, why, note: null })
  return changed
}

function audited(
  desk: Store,
  row: ApprovalRow,
  step: { at: number; who: { id: string; name: string } | null; from: string | null; why: string; note: string | null },
): void {
  const { from: fromState, ...rest } = step
  appendAudit(desk, { ...rest, subject: 'approval', subjectId: row.key, fromState, toState: row.state })
}
