import { eq, isNull } from 'drizzle-orm'
import { canMove, isEnded, isUnderway } from '../../domain/refund/state.ts'
import { type JournalLine, lineOf, rowOf } from '../journal/journal-line.ts'
import { appendAudit, listAudit } from './audit.ts'
import type { DeskStore } from './desk.ts'
import { findIntent, findLiveIntent, type IntentRow } from './intents.ts'
import { mayLeaveJournal, RETENTION_COLUMNS, type RetentionRow } from './journal-retention.ts'
import { dequeue, enqueue } from './outbox.ts'
import { intent } from './schema/refunds.ts'

/** How the desk and its journal differed. */
export interface Mended {
  /** Intents that only the journal had: the database was lost. */
  readonly restored: number
  /**
   * Steps that only the journal had, of intents that the database had: somebody put an old database in the place of a
   * newer one.
   */
  readonly replayed: number
  /** Intents whose last step only the database had: the process ended between the two writes. */
  readonly appended: number
  /** Intents of which the journal has steps but no promise: they cannot be restored. */
  readonly lost: number
}

/**
 * Compares the desk with the lines of its journal and mends both: the higher step number wins. When the desk was
 * behind, it asks the central service by key before it sends any live intent. Runs in the caller's transaction.
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

/**
 * Inserts the row of a lost intent; false when its promise is missing. A live intent may have gone on since its last
 * line, so it becomes `unknown`, unless it waits for a person already.
 */
function restore(desk: DeskStore, steps: readonly JournalLine[], now: number): boolean {
  const last = steps.at(-1)
  const promised = steps.find((line) => line.promise !== undefined)?.promise
  if (last === undefined || promised === undefined) return false
  const row = rowOf(last, promised)
  const isLive = !isEnded(row.state) && row.endedAt === null
  const isKnown = !isLive || row.state === 'needs_review'
  // A charge cannot have two live intents. A damaged line may hide the end of the other one, so a person looks at this
  // one.
  const hasLiveSibling = isLive && findLiveIntent(desk, row.chargeId) !== undefined
  const state = hasLiveSibling ? 'needs_review' : isKnown ? row.state : 'unknown'
  desk.db
    .insert(intent)
    .values({
      ...row,
      state,
      ...(hasLiveSibling && { endedAt: now }),
      askFirst: isLive,
      step: last.step + (isLive ? 1 : 0),
    })
    .run()
  for (const step of steps) appendAuditOf(desk, step)
  const again = findIntent(desk, row.key)
  if (again === undefined || !isLive) return true
  if (isUnderway(state)) enqueue(desk, { kind: 'refund', what: row.key, ownerId: row.agentId, now })
  const step = { at: now, who: null, from: row.state, to: state, why: 'restored', note: null }
  const line = lineOf(again, step, false)
  appendAuditOf(desk, line)
  desk.journals(line)
  return true
}

/**
 * Applies the steps that the row lacks, in order. Skips a step that the table of states does not allow, because a line
 * before it is damaged, and a step that the journal has twice. Returns how many steps the row lacked.
 */
function replay(desk: DeskStore, row: IntentRow, steps: readonly JournalLine[], now: number): number {
  const missing = steps.filter((line) => line.step > row.step)
  let { state, step } = row
  for (const line of missing) {
    if (line.step <= step || !canMove(state, line.standing.state)) continue
    desk.db
      .update(intent)
      .set({ ...line.standing, step: line.step })
      .where(eq(intent.key, row.key))
      .run()
    appendAuditOf(desk, line)
    state = line.standing.state
    step = line.step
  }
  if (missing.length > 0) {
    dequeue(desk, row.key)
    if (isUnderway(state)) enqueue(desk, { kind: 'refund', what: row.key, ownerId: row.agentId, now })
  }
  return missing.length
}

/**
 * Journals the intents whose last step the journal lacks, except for those that it has removed on purpose (compact.ts).
 * Returns how many.
 */
function appendMissing(
  desk: DeskStore,
  journaled: ReadonlyMap<string, readonly JournalLine[]>,
  known: ReadonlyMap<string, RetentionRow>,
  now: number,
): number {
  let appended = 0
  for (const [key, stored] of known) {
    const lines = journaled.get(key) ?? []
    if (lines.length === 0 && mayLeaveJournal(stored, now)) continue
    const isKnown = lines.some((line) => line.promise !== undefined)
    if (isKnown && lines.some((line) => line.step >= stored.step)) continue
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

function appendAuditOf(desk: DeskStore, { key, audit }: JournalLine): void {
  const { at, who, from, to, why, note } = audit
  appendAudit(desk, { at, who, subject: 'refund', subjectId: key, fromState: from, toState: to, why, note })
}
