import { sql } from 'drizzle-orm'
import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'

/**
 * Charges that look like one purchase paid more than once, judged (domain/verdict/), kept level with every page. Those of one
 * departure are judged together, because a purchase and its repetition are for the same flight.
 */
export const duplicateGroup = sqliteTable(
  'duplicate_group',
  {
    /** Its earliest charge. */
    id: text('id').primaryKey(),
    /** The departure under which it was judged: that of its earliest charge. */
    flightNumber: text('flight_number').notNull(),
    departure: integer('departure').notNull(),
    /** `duplicate`, `hold`, `separate`, `resolved` or `unsure`. */
    verdict: text('verdict').notNull(),
    /** `sure`, `likely` or `open`. */
    confidence: text('confidence').notNull(),
    /** JSON array of reasons, the strongest first; numbers only, nothing about a person. */
    reasons: text('reasons').notNull(),
    purpose: text('purpose').notNull(),
    /** Of one purchase. */
    amountMinor: integer('amount_minor').notNull(),
    currency: text('currency').notNull(),
    /** What is left to be given back, or would be if a person says that it is one. */
    atStakeMinor: integer('at_stake_minor').notNull(),
    keepChargeId: text('keep_charge_id'),
    /** `old`, `new`, `both`, or one that the central service invented later. */
    gateways: text('gateways').notNull(),
    /** When its latest charge was authorised. */
    latestAt: integer('latest_at').notNull(),
    /** 1 while somebody should act on it or tell the caller: `duplicate` with something to give back, `hold`, `unsure`. */
    isOpen: integer('is_open').notNull(),
  },
  (table) => [
    index('duplicate_group_departure').on(table.flightNumber, table.departure),
    // Both hold all that the inbox filters, sums and counts by: of a long list only the page is read from the table.
    index('duplicate_group_latest')
      .on(table.latestAt, table.id, table.verdict, table.gateways, table.currency, table.atStakeMinor)
      .where(sql`${table.isOpen} = 1`),
    index('duplicate_group_stake')
      .on(table.currency, table.atStakeMinor, table.id, table.verdict, table.gateways, table.latestAt)
      .where(sql`${table.isOpen} = 1`),
  ],
)

/** The charges of a group, earliest first, with the customer of each charge's booking. */
export const groupCharge = sqliteTable(
  'group_charge',
  {
    chargeId: text('charge_id').primaryKey(),
    groupId: text('group_id')
      .notNull()
      .references(() => duplicateGroup.id, { onDelete: 'cascade' }),
    /** 0 for the earliest. */
    position: integer('position').notNull(),
    customerId: integer('customer_id').notNull(),
    /** `keep`, `give_back` or `other`. */
    part: text('part').notNull(),
  },
  (table) => [
    index('group_charge_group').on(table.groupId, table.position),
    index('group_charge_customer').on(table.customerId, table.groupId),
  ],
)
