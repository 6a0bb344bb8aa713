import { isDeepStrictEqual } from 'node:util'
import { eq } from 'drizzle-orm'
import type { IntentState, Person } from '../../../../shared/model/index.ts'
import { type Meaning, meaningOf } from '../../domain/refund/meaning.ts'
import { isEnded, isNewerState, isUnderway, nextState, type RefundEvent } from '../../domain/refund/state.ts'
import { auditAndJournal, takeStep } from './change-intent.ts'
import type { DeskStore } from './desk.ts'
import { findIntent, type IntentRow } from './intents.ts'
import { dequeue, enqueue, findOutboxRow, reschedule } from './outbox.ts'
import { intent } from './schema/refunds.ts'

/** The columns of a new intent; all others start empty. */
export type NewIntent = Omit<
  typeof intent.$inferInsert,
  | 'seq'
  | 'state'
  | 'attempts'
  | 'rerouted'
  | 'firstAttemptAt'
  | 'lastAttemptAt'
  | 'endedAt'
  | 'acknowledgedAt'
  | 'step'
  | 'askFirst'
  | 'faster'
>

/**
 * Inserts an intent as `queued`, with its outbox row and its audit. The audit says when a supervisor has passed the
 * keep-one guard. Runs in the caller's transaction.
 */
export function insertIntent(desk: DeskStore, wish: NewIntent): void {
  const row = desk.db
    .insert(intent)
    .values({ ...wish, state: 'queued' })
    .returning()
    .get()
  enqueue(desk, { kind: 'refund', what: wish.key, ownerId: wish.agentId, now: wish.createdAt })
  const who = { id: wish.agentId, name: wish.agentName }
  const hasPassedGuard = (wish.facts?.guard ?? null) !== null
  const cause = hasPassedGuard ? { why: 'guard_passed', note: wish.note } : { why: 'submitted', note: null }
  auditAndJournal(desk, row, { at: wish.createdAt, who, from: null, ...cause })
}

/**
 * Counts an attempt and marks the intent as `sending`, before any socket opens. Returns undefined when the intent may
 * not be sent, or not any more. Runs in the caller's transaction.
 */
export function startAttempt(desk: DeskStore, key: string, now: number): IntentRow | undefined {
  const row = findIntent(desk, key)
  if (row === undefined || nextState(row.state, 'send') === null) {
    if (row === undefined || !isUnderway(row.state)) dequeue(desk, key)
    return undefined
  }
  const attempts = row.attempts + 1
  const changes = { attempts, firstAttemptAt: row.firstAttemptAt ?? now, lastAttemptAt: now }
  return takeStep(
    desk,
    row,
    { ...changes, state: 'sending' },
    { at: now, who: null, why: `attempt_${attempts}`, note: null },
  )
}

/**
 * Repairs the attempts that are marked as `sending` but not in `busy`: the end of the process or a full disk has cut
 * them off. The refund may or may not have happened, so each becomes `unknown` and is due at once, with its old key and
 * bytes. Returns how many there were. Runs in the caller's transaction.
 */
export function recoverAttempts(desk: DeskStore, busy: ReadonlySet<string>, now: number): number {
  const rows = desk.db.select().from(intent).where(eq(intent.state, 'sending')).all()
  const cutOff = rows.filter((row) => !busy.has(row.key))
  for (const { key } of cutOff) {
    applyMeaning(desk, key, meaningOf('restart', 'restart'), { now, dueAt: now, why: 'restart' })
  }
  return cutOff.length
}

/** When, why and by whom a meaning is applied. */
export interface Circumstances {
  readonly now: number
  /** UTC ms of the next attempt, when the intent stays underway. */
  readonly dueAt: number
  readonly why: string
  /** The person who takes the step; nobody for an answer or a change of the feed. */
  readonly who?: Person
  readonly note?: string
}

/**
 * Moves an intent by the meaning of an answer, of a change of the feed or of a person's act. An older state of the
 * refund changes nothing, and neither does an event that the intent's state does not allow. Runs in the caller's
 * transaction.
 *
 * @returns Whether anything changed.
 */
export function applyMeaning(desk: DeskStore, key: string, meaning: Meaning, context: Circumstances): boolean {
  const row = findIntent(desk, key)
  if (row === undefined) return false
  const { refund, event, gateway, faster } = meaning
  if (refund !== null && !isNewerState(refund, knownState(row))) return false
  const to = stateAfter(row, event)
  if (to === null) return false
  const changes: Partial<IntentRow> = {
    state: to,
    problemCode: to === 'confirmed' || to === 'pending_approval' ? null : (meaning.code ?? row.problemCode),
    ...(refund && { refundId: refund.id, centralState: refund.state, centralUpdatedAt: refund.updatedAt }),
    ...(gateway && { gateway, rerouted: true }),
    ...(faster && { faster }),
    ...(isEnded(to) && row.endedAt === null && { endedAt: context.now }),
    ...(isAcknowledgedBy(row, event, context.who) && { acknowledgedAt: row.acknowledgedAt ?? context.now }),
  }
  if (isSame(row, changes)) return false
  const { now: at, who = null, note = null } = context
  takeStep(desk, row, changes, { at, who, why: meaning.code ?? refund?.state ?? context.why, note })
  const isQueued = findOutboxRow(desk, key) !== undefined
  if (!isUnderway(to)) dequeue(desk, key)
  else if (isQueued) reschedule(desk, key, { dueAt: context.dueAt, notBefore: meaning.retryAt })
  else enqueue(desk, { kind: 'refund', what: key, ownerId: row.agentId, now: context.dueAt })
  return true
}

/**
 * Marks that the central service has answered for this key: from now on the intent is sent like any other. This is no
 * step of the intent.
 */
export function forgetAskFirst(desk: DeskStore, key: string): void {
  desk.db.update(intent).set({ askFirst: false }).where(eq(intent.key, key)).run()
}

/**
 * The state after an event; null when the event does not apply. An ended intent that came back for a call cannot wait
 * for approval or be sent again, because its charge may have another live intent by now.
 */
function stateAfter(row: IntentRow, event: RefundEvent): IntentState | null {
  const to = nextState(row.state, event)
  if (row.endedAt === null) return to
  return to === 'pending_approval' ? row.state : to === 'unknown' ? null : to
}

/** Whether the agent knows that no money moved: they said so, or they ended their own intent. */
function isAcknowledgedBy(row: IntentRow, event: RefundEvent, who: Person | undefined): boolean {
  return event === 'seen' || (event === 'voided' && who?.id === row.agentId)
}

function knownState(row: IntentRow): { state: string; updatedAt: number } | null {
  return row.centralState === null || row.centralUpdatedAt === null
    ? null
    : { state: row.centralState, updatedAt: row.centralUpdatedAt }
}

const isSame = (row: IntentRow, changes: Partial<IntentRow>): boolean => isDeepStrictEqual({ ...row, ...changes }, row)
