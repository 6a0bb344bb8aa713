import { sql } from 'drizzle-orm'
import { blob, index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'

/** What a traveller meant to buy: one row for each entity hash. It is deleted with its last booking. */
export const entity = sqliteTable('entity', {
  /** Never reused after a deletion: the filter adds all entities above the highest id that it has seen. */
  id: integer('id').primaryKey({ autoIncrement: true }),
  /** The raw 32 bytes of the entity hash. */
  entityHash: blob('entity_hash', { mode: 'buffer' }).notNull().unique(),
})

/** One caller: all bookings under one e-mail address; without an address, all under one card and name. */
export const customer = sqliteTable(
  'customer',
  {
    id: integer('id').primaryKey(),
    /** The normalised e-mail address; without one `card:` + fingerprint + space + normalised name. */
    key: text('key').notNull().unique(),
    /** The part of the e-mail address before its last @, from last letter to first, so that an index finds its end. */
    mailboxReversed: text('mailbox_reversed'),
  },
  (table) => [index('customer_mailbox').on(table.mailboxReversed).where(sql`${table.mailboxReversed} IS NOT NULL`)],
)

/**
 * One booking of the central service: one traveller on one flight. A party that books together shares its reference.
 */
export const booking = sqliteTable(
  'booking',
  {
    id: text('id').primaryKey(),
    version: integer('version').notNull(),
    entityId: integer('entity_id')
      .notNull()
      .references(() => entity.id),
    customerId: integer('customer_id')
      .notNull()
      .references(() => customer.id),
    reference: text('reference').notNull(),
    status: text('status').notNull(),
    channel: text('channel').notNull(),
    givenName: text('given_name').notNull(),
    surname: text('surname').notNull(),
    email: text('email').notNull(),
    phone: text('phone'),
    /** The digits of `phone` from last to first, so that an index finds its end. */
    phoneReversed: text('phone_reversed'),
    /** Normalised as for the entity hash: `EI164`. */
    flightNumber: text('flight_number').notNull(),
    origin: text('origin').notNull(),
    destination: text('destination').notNull(),
    /** Local clock time at the origin as the number YYYYMMDDhhmm. */
    departure: integer('departure').notNull(),
    seat: text('seat'),
    serviceCode: text('service_code'),
    cardFingerprint: text('card_fingerprint').notNull(),
    cardLast4: text('card_last4').notNull(),
    cardBrand: text('card_brand').notNull(),
    bookedAt: integer('booked_at').notNull(),
  },
  (table) => [
    index('booking_entity').on(table.entityId),
    index('booking_customer').on(table.customerId, table.bookedAt),
    index('booking_reference').on(table.reference, table.customerId),
    index('booking_last4').on(table.cardLast4, table.customerId),
    index('booking_flight').on(table.flightNumber, table.departure, table.customerId),
    index('booking_departure').on(table.departure, table.customerId),
    index('booking_phone').on(table.phoneReversed, table.customerId).where(sql`${table.phoneReversed} IS NOT NULL`),
  ],
)
