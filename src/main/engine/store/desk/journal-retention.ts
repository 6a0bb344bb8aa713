import { intent } from './schema/refunds.ts'

/** How long the journal keeps an intent at rest after its last change. */
export const RETAINED_FOR_MS = 90 * 24 * 60 * 60 * 1_000

/** The columns of an intent that decide whether it may still change. */
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

/** A row with these columns. */
export type RetentionRow = Pick<typeof intent.$inferSelect, keyof typeof RETENTION_COLUMNS>

/**
 * The only refusal that binds no key (contract, Refunds): the central service may carry out the same request when it
 * comes again.
 */
const BINDS_NO_KEY = 'wrong_gateway'

/**
 * Whether the journal may remove an intent. It may when the refund was paid out, or was refused and its agent has read
 * that, and that was long ago: nothing sends the intent again. If an old backup of the database sends it, the central
 * service repeats its first answer for that key (contract, Refunds), so nothing is lost or doubled. The journal keeps
 * an intent for ever that was cancelled untried, or whose refusal bound no key: the central service does not know its
 * key.
 */
export function mayLeaveJournal(row: RetentionRow, now: number): boolean {
  const { state, centralState, problemCode, endedAt, acknowledgedAt, centralUpdatedAt, lastAttemptAt } = row
  const isAtRest =
    (state === 'refused' && acknowledgedAt !== null) || (state === 'confirmed' && centralState === 'succeeded')
  if (!isAtRest || problemCode === BINDS_NO_KEY || endedAt === null) return false
  return now - Math.max(endedAt, acknowledgedAt ?? 0, centralUpdatedAt ?? 0, lastAttemptAt ?? 0) >= RETAINED_FOR_MS
}
