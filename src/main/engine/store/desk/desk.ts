import type { Result } from '../../../../shared/model/index.ts'
import type { Write } from '../../domain/reached.ts'
import type { JournalLine } from '../journal/journal-line.ts'
import type { Store } from '../sqlite/open.ts'

/**
 * `desk.db`, what people did at this desk, with its side journal (desk-store.ts opens both). It is never rebuilt and copies
 * what it needs of a charge, so that it can be read without the copy. Its tables are in desk-schema/, their triggers in
 * `resources/migrations/desk`; instants are UTC ms, money is integer minor units.
 */
export interface DeskStore extends Store {
  /**
   * Runs `work` in one transaction, then journals the steps that it took: both are durable when this returns ok. When only
   * the journal could not be written the rows stand and this returns the failure; then nothing is written before it can be.
   *
   * @param undo Runs in a transaction of its own when the journal failed: takes back what must not stand unpromised.
   */
  readonly write: <T>(what: Write, work: () => T, undo?: () => void) => Result<T>
  /** Inside `write`: a step to journal once its row is committed. */
  readonly journals: (line: JournalLine) => void
}
