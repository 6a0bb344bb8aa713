import { integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import { customer } from './bookings.ts'

/** The vocabulary: every word of a customer's name, folded (domain/search/words.ts), once, with how many bear it. */
export const nameWord = sqliteTable('name_word', {
  id: integer('id').primaryKey(),
  token: text('token').notNull().unique(),
  /** How many customers; a word that nobody bears any more goes. */
  bearers: integer('bearers').notNull(),
})

/**
 * Which words a text with letters left out may come from (domain/search/slips/deletions.ts): two words within the allowed slips share
 * one. WITHOUT ROWID.
 */
export const nameDeletion = sqliteTable(
  'name_deletion',
  {
    deletion: text('deletion').notNull(),
    /** `name_word.id`. */
    wordId: integer('word_id').notNull(),
  },
  (table) => [primaryKey({ columns: [table.deletion, table.wordId] })],
)

/** Who bears a word of the vocabulary: every word of every name on any of their bookings. WITHOUT ROWID. */
export const nameBearer = sqliteTable(
  'name_bearer',
  {
    wordId: integer('word_id')
      .notNull()
      .references(() => nameWord.id),
    customerId: integer('customer_id')
      .notNull()
      .references(() => customer.id),
  },
  (table) => [
    primaryKey({ columns: [table.wordId, table.customerId] }),
    uniqueIndex('name_bearer_customer').on(table.customerId, table.wordId),
  ],
)
