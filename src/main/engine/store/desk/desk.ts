import type { Result } from '../../../../shared/model/index.ts'
import type { Write } from '../../domain/reached.ts'
import type { JournalLine } from '../journal/journal-line.ts'
import type { Store } from '../sqlite/open.ts'

/**
 * `desk.db` with its side journal (desk-store.ts opens both): everything that people did at this desk. It is never
 * rebuilt, and it copies the facts of a charge that it needs, so that it can be read without the copy. Its tables are
 * in schema/, their triggers in `resources/migrations/desk`. Instants are UTC ms, money is integer minor units.
 */
export interface DeskStore extends Store {
  /**
   * Runs `work` in one transaction, then journals its steps: both are durable when this returns ok. Fails with
   * `disk_full` or `store_unreadable`. When only the journal fails, the rows stay, and no later write begins until the
   * journal has these steps.
   *
   * @param undo Runs in a transaction of its own after the journal has failed. It removes what must not stay, because
   * nobody was promised it.
   */
  readonly write: <T>(what: Write, work: () => T, undo?: () => void) => Result<T>
  /** Call this inside of `write`: the step goes to the journal after its row is committed. */
  readonly journals: (line: JournalLine) => void
}
