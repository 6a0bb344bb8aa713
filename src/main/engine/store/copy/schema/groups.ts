import { sql } from 'drizzle-orm'
import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'

/**
 * Charges that look like one purchase paid more than once, with their verdict (domain/verdict/). Each page of the sync
 * brings them up to date. The charges of one departure are judged together, because a purchase and its repetition are
 * for the same flight.
 */
export const duplicateGroup = sqliteTable(
  'duplicate_group',
  {
    /** The id of its earliest charge. */
    id: text('id').primaryKey(),
    /** The departure of its earliest charge: the group was judged with the charges of this departure. */
    flightNumber: text('flight_number').notNull(),
    departure: integer('departure').notNull(),
    /** `duplicate`, `hold`, `separate`, `resolved` or `unsure`. */
    verdict: text('verdict').notNull(),
    /** `sure`, `likely` or `open`. */
    confidence: text('confidence').notNull(),
    /** JSON array of reasons, the strongest first; numbers only, nothing about a person. */
    reasons: text('reasons').notNull(),
    purpose: text('purpose').notNull(),
    /** The price of one purchase. */
    amountMinor: integer('amount_minor').notNull(),
    currency: text('currency').notNull(),
    /** The money that is still to be given back, or would be if a person decides that the group is a duplicate. */
    atStakeMinor: integer('at_stake_minor').notNull(),
    keepChargeId: text('keep_charge_id'),
    /** `old`, `new`, `both`, or a gateway that the central service added later. */
    gateways: text('gateways').notNull(),
    /** When its latest charge was authorised, UTC ms. */
    latestAt: integer('latest_at').notNull(),
    /**
     * 1 while somebody should act on the group or tell the caller: a `duplicate` with something to give back, a `hold`
     * or an `unsure`.
     */
    isOpen: integer('is_open').notNull(),
  },
  (table) => [
    index('duplicate_group_departure').on(table.flightNumber, table.departure),
    // Both indexes have every column that the inbox filters, sums and counts by, so a query reads only the rows of one
    // page from the table.
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
    /** From 0, the earliest charge. */
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
