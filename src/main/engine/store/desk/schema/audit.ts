import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'

/** Who did what, when and why. Append-only by trigger, hash-chained; holds ids, states, codes and colleagues, never a customer's data. */
export const audit = sqliteTable(
  'audit',
  {
    seq: integer().primaryKey({ autoIncrement: true }),
    at: integer().notNull(),
    /** Who did it; null for what the desk did by itself or the central service told. */
    personId: text('person_id'),
    /** Their name at the time. */
    personName: text('person_name'),
    /** What it is about: `refund`, `approval`, `group`, `customer`. */
    subject: text().notNull(),
    /** Which one: the key of the intent, of the approval or of the ruling, the booking's id. */
    subjectId: text('subject_id').notNull(),
    /** The state before; null for the first step and for what has no state. */
    fromState: text('from_state'),
    toState: text('to_state'),
    /** A word for the cause: `submitted`, `attempt`, `accepted`, `exceeds_captured`, `feed` … */
    why: text().notNull(),
    /** What the person wrote with it. */
    note: text(),
    /** SHA-256 (hex) over the hash of the row before and this row's content; empty for rows of an older build. */
    hash: text().notNull().default(''),
  },
  (table) => [index('audit_by_subject').on(table.subject, table.subjectId, table.seq)],
)
