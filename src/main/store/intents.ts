import { and, count, desc, eq, gte, inArray, isNull, lt, or } from 'drizzle-orm'
import type { Gateway, IntentState } from '../../preload/model.ts'
import type { Meaning } from '../domain/refund-answer.ts'
import { reservesMoney } from '../domain/refund-rules.ts'
import { isEnded, isNewerWord, isUnderway, nextState, type RefundEvent } from '../domain/refund-state.ts'
import { appendAudit } from './audit.ts'
import { intent } from './desk-schema.ts'
import type { Store } from './open.ts'
import { dequeue, enqueue, reschedule } from './outbox.ts'

/** One refund that an agent wished for, whole. See the table `intent`. */
export type IntentRow = typeof intent.$inferSelect

/** What is written down when an intent is made; everything else starts empty. */
export type NewIntent = Omit<
  typeof intent.$inferInsert,
  'seq' | 'state' | 'attempts' | 'rerouted' | 'firstAttemptAt' | 'lastAttemptAt' | 'endedAt' | 'acknowledgedAt'
>

/** Writes an intent as `queued`, with its place in the outbox and its audit; part of the caller's transaction. */
export function insertIntent(desk: Store, wish: NewIntent): void {
  desk.db
    .insert(intent)
    .values({ ...wish, state: 'queued' })
    .run()
  enqueue(desk, { kind: 'refund', what: wish.key, ownerId: wish.agentId, now: wish.createdAt })
  audited(desk, wish.key, { at: wish.createdAt, personId: wish.agentId, from: null, to: 'queued', why: 'submitted' })
}

/** The intent with this key. */
export function findIntent(desk: Store, key: string): IntentRow | undefined {
  return desk.db.select().from(intent).where(eq(intent.key, key)).get()
}

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

/** Counts an attempt and marks it as under way, before any socket opens. Undefined when it may not be sent (any more). */
export function startAttempt(desk: Store, key: string, now: number): IntentRow | undefined {
  const row = findIntent(desk, key)
  if (row === undefined || nextState(row.state, 'send') === null) {
    if (row === undefined || !isUnderway(row.state)) dequeue(desk, key)
    return undefined
  }
  const attempts = row.attempts + 1
  update(desk, key, { state: 'sending', attempts, firstAttemptAt: row.firstAttemptAt ?? now, lastAttemptAt: now })
  audited(desk, key, { at: now, personId: null, from: row.state, to: 'sending', why: `attempt_${attempts}` })
  return findIntent(desk, key)
}

/**
 * What is marked as under way but is not `busy` was cut off, by the end of the process or by a full disk: it may or may
 * not have happened, so it is `unknown` and due at once with its old key and bytes. Returns how many there were.
 */
export function recoverAttempts(desk: Store, busy: ReadonlySet<string>, now: number): number {
  const rows = desk.db.select().from(intent).where(eq(intent.state, 'sending')).all()
  const cutOff = rows.filter((row) => !busy.has(row.key))
  for (const { key } of cutOff) {
    applyMeaning(desk, key, { ...nothingTold, event: 'restart', code: 'restart' }, { now, dueAt: now, why: 'restart' })
  }
  return cutOff.length
}

/**
 * Moves an intent by what an answer, the feed or a person brought; part of the caller's transaction. An older word of
 * the central service changes nothing, neither does an event that does not apply.
 *
 * @param context.dueAt When to try again, if it stays underway.
 * @returns Whether anything changed.
 */
export function applyMeaning(
  desk: Store,
  key: string,
  meaning: Meaning,
  context: { now: number; dueAt: number; why: string; personId?: string },
): boolean {
  const row = findIntent(desk, key)
  if (row === undefined) return false
  const { told, event, gateway } = meaning
  if (told !== null && !isNewerWord(told, knownWord(row))) return false
  const to = stateAfter(row, event)
  if (to === null) return false
  const changes: Partial<IntentRow> = {
    state: to,
    problemCode: to === 'confirmed' || to === 'pending_approval' ? null : (meaning.code ?? row.problemCode),
    ...(told && { refundId: told.id, centralState: told.state, centralUpdatedAt: told.updatedAt }),
    ...(gateway && { gateway, rerouted: true }),
    ...(isEnded(to) && row.endedAt === null && { endedAt: context.now }),
    ...(event === 'seen' && { acknowledgedAt: row.acknowledgedAt ?? context.now }),
  }
  if (isSame(row, changes)) return false
  update(desk, key, changes)
  audited(desk, key, {
    at: context.now,
    personId: context.personId ?? null,
    from: row.state,
    to,
    why: meaning.code ?? told?.state ?? context.why,
  })
  if (isUnderway(to)) reschedule(desk, key, context.dueAt)
  else dequeue(desk, key)
  return true
}

const nothingTold = { code: null, told: null, retryAt: null, gateway: null as Gateway | null }

/** What a person did, as a meaning. */
export function meaningOf(event: Extract<RefundEvent, 'take_back' | 'seen'>): Meaning {
  return { ...nothingTold, event }
}

/** An ended intent that came back for a call cannot wait for approval again: the charge may have another live one by now. */
function stateAfter(row: IntentRow, event: RefundEvent): IntentState | null {
  const to = nextState(row.state, event)
  return to === 'pending_approval' && row.endedAt !== null ? row.state : to
}

function knownWord(row: IntentRow): { state: string; updatedAt: number } | null {
  return row.centralState === null || row.centralUpdatedAt === null
    ? null
    : { state: row.centralState, updatedAt: row.centralUpdatedAt }
}

function isSame(row: IntentRow, changes: Partial<IntentRow>): boolean {
  return (Object.keys(changes) as (keyof IntentRow)[]).every((name) => row[name] === changes[name])
}

function update(desk: Store, key: string, changes: Partial<IntentRow>): void {
  desk.db.update(intent).set(changes).where(eq(intent.key, key)).run()
}

function audited(
  desk: Store,
  key: string,
  step: { at: number; personId: string | null; from: IntentState | null; to: IntentState; why: string },
): void {
  const { at, personId, from, to, why } = step
  appendAudit(desk, { at, personId, subject: 'refund', subjectId: key, fromState: from, toState: to, why })
}
