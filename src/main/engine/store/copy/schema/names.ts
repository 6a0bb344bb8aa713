import { integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import { customer } from './bookings.ts'

/** The vocabulary: every word of a customer's name, folded (domain/search/words.ts), once, with how many bear it. */
export const nameToken = sqliteTable('name_token', {
  id: integer('id').primaryKey(),
  token: text('token').notNull().unique(),
  /** How many customers; a word that nobody bears any more goes. */
  postings: integer('postings').notNull(),
})

/**
 * Which words a text with letters left out may come from (domain/search/slips/deletions.ts): two words within the allowed slips share
 * one. WITHOUT ROWID.
 */
export const nameDeletion = sqliteTable(
  'name_deletion',
  {
    deletion: text('deletion').notNull(),
    /** `name_token.id`. */
    tokenId: integer('token_id').notNull(),
  },
  (table) => [primaryKey({ columns: [table.deletion, table.tokenId] })],
)

/** Who bears a word of the vocabulary: every word of every name on any of their bookings. WITHOUT ROWID. */
export const namePosting = sqliteTable(
  'name_posting',
  {
    tokenId: integer('token_id')
      .notNull()
      .references(() => nameToken.id),
    customerId: integer('customer_id')
      .notNull()
      .references(() => customer.id),
  },
  (table) => [
    primaryKey({ columns: [table.tokenId, table.customerId] }),
    uniqueIndex('name_posting_customer').on(table.customerId, table.tokenId),
  ],
)
