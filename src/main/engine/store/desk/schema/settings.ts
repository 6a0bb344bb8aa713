import { sqliteTable, text } from 'drizzle-orm/sqlite-core'

/** Small facts that the desk remembers: one JSON value for each name. */
export const setting = sqliteTable('setting', {
  name: text().primaryKey(),
  value: text().notNull(),
})
