import { blob, index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'

/** A person's decision on charges, from the central service. */
export const decision = sqliteTable('decision', {
  id: text('id').primaryKey(),
  version: integer('version').notNull(),
  /** The raw 32 bytes; null when the decision names no entity. */
  entityHash: blob('entity_hash', { mode: 'buffer' }),
  /** JSON array of `charge.id`. */
  chargeIds: text('charge_ids').notNull(),
  verdict: text('verdict').notNull(),
  note: text('note').notNull(),
  supersedes: text('supersedes'),
  decidedById: text('decided_by_id').notNull(),
  decidedByName: text('decided_by_name').notNull(),
  decidedAt: integer('decided_at').notNull(),
})

/** Which decisions name a charge. */
export const decisionCharge = sqliteTable(
  'decision_charge',
  {
    chargeId: text('charge_id').notNull(),
    decisionId: text('decision_id')
      .notNull()
      .references(() => decision.id, { onDelete: 'cascade' }),
  },
  (table) => [
    primaryKey({ columns: [table.chargeId, table.decisionId] }),
    index('decision_charge_decision').on(table.decisionId),
  ],
)
