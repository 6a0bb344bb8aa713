import { isNotNull } from 'drizzle-orm'
import type { Result } from '../../../../shared/model/index.ts'
import { done } from '../../../../shared/result.ts'
import type { Journal } from '../journal/journal.ts'
import type { Store } from '../sqlite/open.ts'
import { mayLeaveJournal, RETENTION_COLUMNS } from './journal-retention.ts'
import { intent } from './schema/refunds.ts'

/** The smallest number of lines that is worth a rewrite of the journal: a start reads fewer in a moment. */
export const WORTH_A_REWRITE = 1_000

/**
 * Removes the intents that have long been at rest from the journal. Call it only when both files are whole and equal
 * (mend.ts): then the database has all of these intents. Returns how many lines it removed; 0 while there are few.
 * Fails as `Journal.forget` does.
 */
export function compactJournal(desk: Store, journal: Journal, now: number): Result<number> {
  if (journal.lines.length < WORTH_A_REWRITE) return done(0)
  const ended = desk.db.select(RETENTION_COLUMNS).from(intent).where(isNotNull(intent.endedAt)).all()
  const atRest = new Set(ended.filter((row) => mayLeaveJournal(row, now)).map(({ key }) => key))
  const lines = journal.lines.filter(({ key }) => atRest.has(key)).length
  if (lines < WORTH_A_REWRITE) return done(0)
  const forgotten = journal.forget(atRest)
  return forgotten.ok ? done(lines) : forgotten
}
