import { intent } from './desk-schema/refunds.ts'

/** So long after its last change an intent that is at rest still stands in the journal. */
export const JOURNALED_FOR_MS = 90 * 24 * 60 * 60 * 1_000

/** The columns of an intent that tell whether anything may still become of it. */
export const RESTING = {
  key: intent.key,
  step: intent.step,
  state: intent.state,
  centralState: intent.centralState,
  endedAt: intent.endedAt,
  acknowledgedAt: intent.acknowledgedAt,
  centralUpdatedAt: intent.centralUpdatedAt,
  lastAttemptAt: intent.lastAttemptAt,
}

/** The same as a row. */
export type Resting = Pick<typeof intent.$inferSelect, keyof typeof RESTING>

/**
 * Whether an intent has been at rest for so long that the journal need not keep it: it was paid out, or refused and its agent has
 * read so. Nothing is ever sent for it again; and were an old backup of the database to send it, its key would get its first
 * answer (contract, Refunds). So a journal without it loses and doubles nothing. What was taken back untried is kept for ever: no
 * key speaks for it.
 */
export function isLongAtRest(row: Resting, now: number): boolean {
  const { state, centralState, endedAt, acknowledgedAt, centralUpdatedAt, lastAttemptAt } = row
  const isAtRest =
    (state === 'refused' && acknowledgedAt !== null) || (state === 'confirmed' && centralState === 'succeeded')
  if (!isAtRest || endedAt === null) return false
  return now - Math.max(endedAt, acknowledgedAt ?? 0, centralUpdatedAt ?? 0, lastAttemptAt ?? 0) >= JOURNALED_FOR_MS
}
