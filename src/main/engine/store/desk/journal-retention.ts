import { intent } from './schema/refunds.ts'

/** So long after its last change an intent that is at rest still stands in the journal. */
export const RETAINED_FOR_MS = 90 * 24 * 60 * 60 * 1_000

/** The columns of an intent that tell whether anything may still become of it. */
export const RETENTION_COLUMNS = {
  key: intent.key,
  step: intent.step,
  state: intent.state,
  centralState: intent.centralState,
  problemCode: intent.problemCode,
  endedAt: intent.endedAt,
  acknowledgedAt: intent.acknowledgedAt,
  centralUpdatedAt: intent.centralUpdatedAt,
  lastAttemptAt: intent.lastAttemptAt,
}

/** The same as a row. */
export type RetentionRow = Pick<typeof intent.$inferSelect, keyof typeof RETENTION_COLUMNS>

/** The one refusal that binds no key (contract, Refunds): sent again, it may be carried out. */
const BINDS_NO_KEY = 'wrong_gateway'

/**
 * Whether an intent has been at rest for so long that the journal need not keep it: it was paid out, or refused and its agent has
 * read so. Nothing is ever sent for it again; and were an old backup of the database to send it, its key would get its first
 * answer (contract, Refunds). So a journal without it loses and doubles nothing. What was taken back untried, or
 * refused without its key being bound, is kept for ever: no key speaks for it.
 */
export function mayLeaveJournal(row: RetentionRow, now: number): boolean {
  const { state, centralState, problemCode, endedAt, acknowledgedAt, centralUpdatedAt, lastAttemptAt } = row
  const isAtRest =
    (state === 'refused' && acknowledgedAt !== null) || (state === 'confirmed' && centralState === 'succeeded')
  if (!isAtRest || problemCode === BINDS_NO_KEY || endedAt === null) return false
  return now - Math.max(endedAt, acknowledgedAt ?? 0, centralUpdatedAt ?? 0, lastAttemptAt ?? 0) >= RETAINED_FOR_MS
}
