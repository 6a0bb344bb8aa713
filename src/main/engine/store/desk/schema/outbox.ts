import { index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'

/** One row for each write that has still to reach the central service: the schedule. Gone when it has. */
export const outbox = sqliteTable(
  'outbox',
  {
    id: integer().primaryKey({ autoIncrement: true }),
    /** What is written. */
    kind: text().$type<'refund' | 'approval' | 'decision'>().notNull(),
    /** Which one: the key of the intent, of the approval or of the ruling. */
    what: text().notNull(),
    /** Only this person's token may send it. */
    ownerId: text('owner_id').notNull(),
    /** Attempts since it was last due at once; the exponent of the backoff. */
    attempts: integer().notNull().default(0),
    /** When it is tried next. */
    dueAt: integer('due_at').notNull(),
    /** The central service asked not to be asked before (`Retry-After`); kept to whatever makes it due. */
    notBefore: integer('not_before'),
  },
  (table) => [
    uniqueIndex('outbox_by_kind_and_what').on(table.kind, table.what),
    index('outbox_by_due_at').on(table.dueAt),
  ],
)
