import { integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import { customer } from './bookings.ts'

/**
 * The vocabulary: every folded token of the customers' names (domain/search/index-tokens.ts), once, with its number of
 * customers.
 */
export const nameToken = sqliteTable('name_token', {
  id: integer('id').primaryKey(),
  token: text('token').notNull().unique(),
  /** How many customers have the token. A token without customers is deleted. */
  postings: integer('postings').notNull(),
})

/**
 * Which tokens a text with letters left out may come from (domain/search/slips/deletions.ts): two tokens within the
 * allowed slips share such a text. WITHOUT ROWID.
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

/** Which customers have a token: each token of every name on any of their bookings. WITHOUT ROWID. */
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
