import { eq } from 'drizzle-orm'
import type { IntentState, Person } from '../../../../shared/model/index.ts'
import { lineOf } from '../journal/journal-line.ts'
import { appendAudit } from './audit.ts'
import type { DeskStore } from './desk.ts'
import type { IntentRow } from './intents.ts'
import { mayLeaveJournal } from './journal-retention.ts'
import { intent } from './schema/refunds.ts'

/**
 * Changes an intent: its row, its audit and its line in the journal, under the next step number. Runs in the caller's
 * transaction. Only mend.ts changes an intent in another way.
 */
export function takeStep(
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
  auditAndJournal(desk, changed, { ...audit, from: row.state }, mayLeaveJournal(row, audit.at))
  return changed
}

/**
 * Appends the step of a row that was just written to the audit and to the journal. Runs in the caller's transaction.
 *
 * @param isForgotten The journal may have removed this intent (compact.ts), so the line carries its promise again.
 */
export function auditAndJournal(
  desk: DeskStore,
  row: IntentRow,
  audit: { at: number; who: Person | null; from: IntentState | null; why: string; note: string | null },
  isForgotten = false,
): void {
  const { at, who, from, why, note } = audit
  appendAudit(desk, { at, who, subject: 'refund', subjectId: row.key, fromState: from, toState: row.state, why, note })
  desk.journals(lineOf(row, { at, who, from, to: row.state, why, note }, from === null || isForgotten))
}
