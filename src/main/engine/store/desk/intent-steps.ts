import { isDeepStrictEqual } from 'node:util'
import { eq } from 'drizzle-orm'
import type { IntentState, Person } from '../../../../shared/model/index.ts'
import { type Meaning, meaningOf } from '../../domain/refund/meaning.ts'
import { isEnded, isNewerState, isUnderway, nextState, type RefundEvent } from '../../domain/refund/state.ts'
import { lineOf } from '../journal/journal-line.ts'
import { appendAudit } from './audit.ts'
import type { DeskStore } from './desk.ts'
import { findIntent, type IntentRow } from './intents.ts'
import { mayLeaveJournal } from './journal-retention.ts'
import { dequeue, enqueue, findOutboxRow, reschedule } from './outbox.ts'
import { intent } from './schema/refunds.ts'

/** What is written down when an intent is made; everything else starts empty. */
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
 * Writes an intent as `queued`, with its place in the outbox and its audit, which tells when a supervisor passed the keep-one
 * guard; part of the caller's transaction.
 */
export function insertIntent(desk: DeskStore, wish: NewIntent): void {
  const row = desk.db
    .insert(intent)
    .values({ ...wish, state: 'queued' })
    .returning()
    .get()
  enqueue(desk, { kind: 'refund', what: wish.key, ownerId: wish.agentId, now: wish.createdAt })
  const who = { id: wish.agentId, name: wish.agentName }
  const hasPassed = (wish.facts?.guard ?? null) !== null
  const cause = hasPassed ? { why: 'guard_passed', note: wish.note } : { why: 'submitted', note: null }
  writeDown(desk, row, { at: wish.createdAt, who, from: null, ...cause })
}

/** Counts an attempt and marks it as under way, before any socket opens. Undefined when it may not be sent (any more). */
export function startAttempt(desk: DeskStore, key: string, now: number): IntentRow | undefined {
  const row = findIntent(desk, key)
  if (row === undefined || nextState(row.state, 'send') === null) {
    if (row === undefined || !isUnderway(row.state)) dequeue(desk, key)
    return undefined
  }
  const attempts = row.attempts + 1
  const changes = { attempts, firstAttemptAt: row.firstAttemptAt ?? now, lastAttemptAt: now }
  return step(
    desk,
    row,
    { ...changes, state: 'sending' },
    { at: now, who: null, why: `attempt_${attempts}`, note: null },
  )
}

/**
 * What is marked as under way but is not `busy` was cut off, by the end of the process or by a full disk: it may or may
 * not have happened, so it is `unknown` and due at once with its old key and bytes. Returns how many there were.
 */
export function recoverAttempts(desk: DeskStore, busy: ReadonlySet<string>, now: number): number {
  const rows = desk.db.select().from(intent).where(eq(intent.state, 'sending')).all()
  const cutOff = rows.filter((row) => !busy.has(row.key))
  for (const { key } of cutOff) {
    applyMeaning(desk, key, meaningOf('restart', 'restart'), { now, dueAt: now, why: 'restart' })
  }
  return cutOff.length
}

/** When and why a meaning is applied, and by whom. */
export interface Circumstances {
  readonly now: number
  /** When to try again, if the intent stays underway. */
  readonly dueAt: number
  readonly why: string
  /** Whose step it is; nobody's for an answer or the feed. */
  readonly who?: Person
  readonly note?: string
}

/**
 * Moves an intent by what an answer, the feed or a person brought; part of the caller's transaction. An older word of
 * the central service changes nothing, neither does an event that does not apply.
 *
 * @returns Whether anything changed.
 */
export function applyMeaning(desk: DeskStore, key: string, meaning: Meaning, context: Circumstances): boolean {
  const row = findIntent(desk, key)
  if (row === undefined) return false
  const { refund, event, gateway, faster } = meaning
  if (refund !== null && !isNewerState(refund, knownWord(row))) return false
  const to = stateAfter(row, event)
  if (to === null) return false
  const changes: Partial<IntentRow> = {
    state: to,
    problemCode: to === 'confirmed' || to === 'pending_approval' ? null : (meaning.code ?? row.problemCode),
    ...(refund && { refundId: refund.id, centralState: refund.state, centralUpdatedAt: refund.updatedAt }),
    ...(gateway && { gateway, rerouted: true }),
    ...(faster && { faster }),
    ...(isEnded(to) && row.endedAt === null && { endedAt: context.now }),
    ...(isSeenBy(row, event, context.who) && { acknowledgedAt: row.acknowledgedAt ?? context.now }),
  }
  if (isSame(row, changes)) return false
  const { now: at, who = null, note = null } = context
  step(desk, row, changes, { at, who, why: meaning.code ?? refund?.state ?? context.why, note })
  const isQueued = findOutboxRow(desk, key) !== undefined
  if (!isUnderway(to)) dequeue(desk, key)
  else if (isQueued) reschedule(desk, key, { dueAt: context.dueAt, notBefore: meaning.retryAt })
  else enqueue(desk, { kind: 'refund', what: key, ownerId: row.agentId, now: context.dueAt })
  return true
}

/** The central service has been asked by key: from here on it goes like any other. No step of the intent's own. */
export function forgetAskFirst(desk: DeskStore, key: string): void {
  desk.db.update(intent).set({ askFirst: false }).where(eq(intent.key, key)).run()
}

/**
 * An ended intent that came back for a call cannot wait for approval or be sent again: the charge may have another live
 * one by now.
 */
function stateAfter(row: IntentRow, event: RefundEvent): IntentState | null {
  const to = nextState(row.state, event)
  if (row.endedAt === null) return to
  return to === 'pending_approval' ? row.state : to === 'unknown' ? null : to
}

/** Who ends an intent of their own has read that no money moved. */
function isSeenBy(row: IntentRow, event: RefundEvent, who: Person | undefined): boolean {
  return event === 'seen' || (event === 'voided' && who?.id === row.agentId)
}

function knownWord(row: IntentRow): { state: string; updatedAt: number } | null {
  return row.centralState === null || row.centralUpdatedAt === null
    ? null
    : { state: row.centralState, updatedAt: row.centralUpdatedAt }
}

const isSame = (row: IntentRow, changes: Partial<IntentRow>): boolean => isDeepStrictEqual({ ...row, ...changes }, row)

/** The one place where an intent changes: its row, its audit and its line in the journal, under the next number. */
function step(
  desk: DeskStore,
  row: IntentRow,
  changes: Partial<IntentRow>,
  audit: { at: number; who: Person | null; why: string; note: string | null },
): IntentRow {
  const changed = desk.db
    .update(intent)
    .set({ ...changes, step: row.step + 1 })
    .where(eq(intent.key, row.key))
    .returning()
    .get()
  if (changed === undefined) throw new Error('once: an intent that was just read is not there')
  writeDown(desk, changed, { ...audit, from: row.state }, mayLeaveJournal(row, audit.at))
  return changed
}

/** @param isForgotten The journal may have let go of it (compact.ts): its promise goes along again. */
function writeDown(
  desk: DeskStore,
  row: IntentRow,
  audit: { at: number; who: Person | null; from: IntentState | null; why: string; note: string | null },
  isForgotten = false,
): void {
  const { at, who, from, why, note } = audit
  appendAudit(desk, { at, who, subject: 'refund', subjectId: row.key, fromState: from, toState: row.state, why, note })
  desk.journals(lineOf(row, { at, who, from, to: row.state, why, note }, from === null || isForgotten))
}
