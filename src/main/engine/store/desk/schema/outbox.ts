import { index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'

/**
 * The schedule: one row for each write that has still to reach the central service. The row is deleted when the write
 * has arrived.
 */
export const outbox = sqliteTable(
  'outbox',
  {
    id: integer().primaryKey({ autoIncrement: true }),
    /** The kind of write. */
    kind: text().$type<'refund' | 'approval' | 'decision'>().notNull(),
    /** The key of the intent, approval or local decision. */
    what: text().notNull(),
    /** Only this person's token may send it. */
    ownerId: text('owner_id').notNull(),
    /** Attempts since the write was last due at once: the exponent of the backoff. */
    attempts: integer().notNull().default(0),
    /** When the next attempt is due, UTC ms. */
    dueAt: integer('due_at').notNull(),
    /**
     * The central service asked for no attempt before this instant (`Retry-After`), UTC ms. It holds whatever else
     * makes the write due.
     */
    notBefore: integer('not_before'),
  },
  (table) => [
    uniqueIndex('outbox_by_kind_and_what').on(table.kind, table.what),
    index('outbox_by_due_at').on(table.dueAt),
  ],
)
