import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'

/**
 * Who did what, when and why. A trigger makes it append-only, and hashes chain its rows. It holds ids, states, codes
 * and colleagues' names, never a customer's data.
 */
export const audit = sqliteTable(
  'audit',
  {
    seq: integer().primaryKey({ autoIncrement: true }),
    at: integer().notNull(),
    /** Who did it; null when the desk itself or the central service caused the step. */
    personId: text('person_id'),
    /** The person's name at that time. */
    personName: text('person_name'),
    /** The kind of subject: `refund`, `approval`, `group` or `customer`. */
    subject: text().notNull(),
    /** The subject: the key of the intent, approval or local decision, or the id of the booking. */
    subjectId: text('subject_id').notNull(),
    /** The state before; null for the first step and for a subject without states. */
    fromState: text('from_state'),
    toState: text('to_state'),
    /** The code of the cause: `submitted`, `attempt`, `accepted`, `exceeds_captured`, `feed` … */
    why: text().notNull(),
    /** The note that the person wrote. */
    note: text(),
    /** SHA-256 (hex) over the hash of the row before and the content of this row; empty in rows of an older build. */
    hash: text().notNull().default(''),
  },
  (table) => [index('audit_by_subject').on(table.subject, table.subjectId, table.seq)],
)
