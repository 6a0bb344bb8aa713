import { eq, isNull } from 'drizzle-orm'
import { canMove, isEnded, isUnderway } from '../../domain/refund/state.ts'
import { type JournalLine, lineOf, rowOf } from '../journal/journal-line.ts'
import { appendAudit, listAudit } from './audit.ts'
import type { DeskStore } from './desk.ts'
import { findIntent, findLiveIntent, type IntentRow } from './intents.ts'
import { mayLeaveJournal, RETENTION_COLUMNS, type RetentionRow } from './journal-retention.ts'
import { dequeue, enqueue } from './outbox.ts'
import { intent } from './schema/refunds.ts'

/** What was not the same in the desk and its journal. */
export interface Mended {
  /** Intents that only the journal knew: the database was lost. */
  readonly restored: number
  /** Steps that only the journal knew of intents that the database had: an old one was laid over a newer. */
  readonly replayed: number
  /** Steps that only the database knew: the process ended between the two. */
  readonly appended: number
  /** Intents of which the journal has steps but not the promise: they cannot be brought back. */
  readonly lost: number
}

/**
 * Compares the desk with the lines of its journal and mends both; the higher number of a step wins. When the desk is behind,
 * nothing that is not ended is sent before the central service was asked by key. Part of the caller's transaction.
 */
export function mendDesk(desk: DeskStore, lines: readonly JournalLine[], now: number): Mended {
  const journaled = Map.groupBy(lines, (line) => line.key)
  const known = new Map(
    desk.db
      .select(RETENTION_COLUMNS)
      .from(intent)
      .all()
      .map((row) => [row.key, row]),
  )
  let [restored, replayed, lost] = [0, 0, 0]
  for (const [key, written] of journaled) {
    const step = known.get(key)?.step ?? 0
    if (written.every((line) => line.step <= step)) continue
    const steps = written.toSorted((a, b) => a.step - b.step)
    const row = findIntent(desk, key)
    if (row !== undefined) replayed += replay(desk, row, steps, now)
    else if (restore(desk, steps, now)) restored += 1
    else lost += 1
  }
  if (restored + replayed > 0) desk.db.update(intent).set({ askFirst: true }).where(isNull(intent.endedAt)).run()
  return { restored, replayed, lost, appended: appendMissing(desk, journaled, known, now) }
}

/** Makes the row again. What had not ended may have gone on since: it is `unknown`, unless a person has to look anyway. */
function restore(desk: DeskStore, steps: readonly JournalLine[], now: number): boolean {
  const last = steps.at(-1)
  const promised = steps.find((line) => line.promise !== undefined)?.promise
  if (last === undefined || promised === undefined) return false
  const row = rowOf(last, promised)
  const isLive = !isEnded(row.state) && row.endedAt === null
  const isKnown = !isLive || row.state === 'needs_review'
  // Two live ones for a charge cannot be: with a line lost to damage, the second is for a person.
  const isBeside = isLive && findLiveIntent(desk, row.chargeId) !== undefined
  const state = isBeside ? 'needs_review' : isKnown ? row.state : 'unknown'
  desk.db
    .insert(intent)
    .values({ ...row, state, ...(isBeside && { endedAt: now }), askFirst: isLive, step: last.step + (isLive ? 1 : 0) })
    .run()
  for (const step of steps) audited(desk, step)
  const again = findIntent(desk, row.key)
  if (again === undefined || !isLive) return true
  if (isUnderway(state)) enqueue(desk, { kind: 'refund', what: row.key, ownerId: row.agentId, now })
  const step = { at: now, who: null, from: row.state, to: state, why: 'restored', note: null }
  const line = lineOf(again, step, false)
  audited(desk, line)
  desk.journals(line)
  return true
}

/**
 * Takes the steps that the row has not taken, one after another. One that the table does not have (a line before it is damaged)
 * is passed over, and so is one that stands in the journal twice.
 */
function replay(desk: DeskStore, row: IntentRow, steps: readonly JournalLine[], now: number): number {
  const missing = steps.filter((line) => line.step > row.step)
  let { state, step } = row
  for (const line of missing) {
    if (line.step <= step || !canMove(state, line.progress.state)) continue
    desk.db
      .update(intent)
      .set({ ...line.progress, step: line.step })
      .where(eq(intent.key, row.key))
      .run()
    audited(desk, line)
    state = line.progress.state
    step = line.step
  }
  if (missing.length > 0) {
    dequeue(desk, row.key)
    if (isUnderway(state)) enqueue(desk, { kind: 'refund', what: row.key, ownerId: row.agentId, now })
  }
  return missing.length
}

/** What the journal does not know yet. What has long been at rest it has forgotten on purpose (compact.ts). */
function appendMissing(
  desk: DeskStore,
  journaled: ReadonlyMap<string, readonly JournalLine[]>,
  known: ReadonlyMap<string, RetentionRow>,
  now: number,
): number {
  let appended = 0
  for (const [key, resting] of known) {
    const lines = journaled.get(key) ?? []
    if (lines.length === 0 && mayLeaveJournal(resting, now)) continue
    const isKnown = lines.some((line) => line.promise !== undefined)
    if (isKnown && lines.some((line) => line.step >= resting.step)) continue
    const row = findIntent(desk, key)
    const last = listAudit(desk, 'refund', key).at(-1)
    if (row === undefined || last === undefined) continue
    const who = last.personId === null ? null : { id: last.personId, name: last.personName ?? '' }
    const { at, why, note } = last
    desk.journals(lineOf(row, { at, who, from: null, to: row.state, why, note }, !isKnown))
    appended += 1
  }
  return appended
}

function audited(desk: DeskStore, { key, audit }: JournalLine): void {
  const { at, who, from, to, why, note } = audit
  appendAudit(desk, { at, who, subject: 'refund', subjectId: key, fromState: from, toState: to, why, note })
}
