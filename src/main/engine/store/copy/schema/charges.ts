import { sql } from 'drizzle-orm'
import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'

/** Money taken (captured) or held (authorised) for a booking. */
export const charge = sqliteTable(
  'charge',
  {
    id: text('id').primaryKey(),
    version: integer('version').notNull(),
    /** `booking.id`; the booking may come later. */
    bookingId: text('booking_id').notNull(),
    purpose: text('purpose').notNull(),
    amountMinor: integer('amount_minor').notNull(),
    currency: text('currency').notNull(),
    state: text('state').notNull(),
    gateway: text('gateway').notNull(),
    gatewayReference: text('gateway_reference').notNull(),
    cardFingerprint: text('card_fingerprint').notNull(),
    cardLast4: text('card_last4').notNull(),
    cardBrand: text('card_brand').notNull(),
    authorisedAt: integer('authorised_at').notNull(),
    capturedAt: integer('captured_at'),
  },
  (table) => [index('charge_booking').on(table.bookingId)],
)

/** Money given back, as the central service knows it. Never deleted. */
export const refund = sqliteTable(
  'refund',
  {
    id: text('id').primaryKey(),
    version: integer('version').notNull(),
    /** `charge.id`; the charge may come later. */
    chargeId: text('charge_id').notNull(),
    keepChargeId: text('keep_charge_id'),
    amountMinor: integer('amount_minor').notNull(),
    currency: text('currency').notNull(),
    reason: text('reason').notNull(),
    note: text('note').notNull(),
    state: text('state').notNull(),
    requestedById: text('requested_by_id').notNull(),
    requestedByName: text('requested_by_name').notNull(),
    decidedById: text('decided_by_id'),
    decidedByName: text('decided_by_name'),
    decisionNote: text('decision_note'),
    idempotencyKey: text('idempotency_key'),
    createdAt: integer('created_at').notNull(),
    updatedAt: integer('updated_at').notNull(),
  },
  (table) => [
    index('refund_charge').on(table.chargeId),
    index('refund_pending_approval').on(table.createdAt).where(sql`${table.state} = 'pending_approval'`),
  ],
)
