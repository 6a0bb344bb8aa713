import { sql } from 'drizzle-orm'
import { blob, check, index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import type { FasterRefunds, Gateway, IntentState, RefundReason } from '../../../../../shared/model/index.ts'
import type { FactsAtWish } from '../../../domain/refund/rules.ts'

/**
 * One refund form, kept from the moment it opens: one for each charge and agent. Its row is deleted when the agent
 * submits it.
 */
export const draft = sqliteTable(
  'draft',
  {
    /** The idempotency key (UUID) that the refund will have. */
    key: text().primaryKey(),
    chargeId: text('charge_id').notNull(),
    /** The agent who fills in the form. */
    agentId: text('agent_id').notNull(),
    /** The charge that stays paid, for the reason `duplicate`. */
    keepChargeId: text('keep_charge_id'),
    /** Null until an amount is chosen. */
    amountMinor: integer('amount_minor'),
    /** Null until a reason is chosen. */
    reason: text().$type<RefundReason>(),
    note: text().notNull().default(''),
    openedAt: integer('opened_at').notNull(),
    savedAt: integer('saved_at').notNull(),
  },
  (table) => [uniqueIndex('draft_by_charge_and_agent').on(table.chargeId, table.agentId)],
)

/**
 * The agent's durable wish for a refund. Triggers freeze what was promised (key, body, amount …) and allow only the
 * state changes of `domain/refund/state.ts`. No row is ever deleted.
 */
export const intent = sqliteTable(
  'intent',
  {
    /** The order in which intents were made. A clock may be set back, this number only grows. */
    seq: integer().primaryKey({ autoIncrement: true }),
    /** The idempotency key (UUID), which belongs to this refund alone in the whole company. */
    key: text().notNull(),
    state: text().$type<IntentState>().notNull(),
    agentId: text('agent_id').notNull(),
    agentName: text('agent_name').notNull(),
    chargeId: text('charge_id').notNull(),
    keepChargeId: text('keep_charge_id'),
    amountMinor: integer('amount_minor').notNull(),
    currency: text().notNull(),
    reason: text().$type<RefundReason>().notNull(),
    note: text().notNull(),
    /**
     * The refunded amount of the charge that the screen showed when the agent confirmed. It is never computed again.
     */
    expectedRefundedMinor: integer('expected_refunded_minor').notNull(),
    /** The exact bytes of the request's body; every attempt sends these. */
    body: blob({ mode: 'buffer' }).notNull(),
    /** SHA-256 of `body`, hex. It proves later that the bytes are the promised ones. */
    bodySha256: text('body_sha256').notNull(),
    /**
     * The gateway of the charge, for `X-Gateway`. It changes at most once, when the central service names the other
     * gateway.
     */
    gateway: text().$type<Gateway>().notNull(),
    /** 1 after the refund was sent to another gateway than the first one. */
    rerouted: integer({ mode: 'boolean' }).notNull().default(false),
    /** How many attempts were ever started. Each one counts before its socket opens. */
    attempts: integer().notNull().default(0),
    firstAttemptAt: integer('first_attempt_at'),
    lastAttemptAt: integer('last_attempt_at'),
    /** The code of the last answer that did not accept the refund; null after an answer that did. */
    problemCode: text('problem_code'),
    /** The refund's id, state and `updated_at` in the latest answer or change of the central service. */
    refundId: text('refund_id'),
    centralState: text('central_state'),
    centralUpdatedAt: integer('central_updated_at'),
    createdAt: integer('created_at').notNull(),
    /**
     * When the intent first ended, UTC ms. It stays when an ended intent comes back for a call (`needs_review`). Null
     * while the intent is live.
     */
    endedAt: integer('ended_at'),
    /** When its agent had read why it was refused, UTC ms. */
    acknowledgedAt: integer('acknowledged_at'),
    /**
     * Facts of the charge's booking at that time: id, reference, traveller, flight, departure (`YYYY-MM-DDTHH:MM`) and
     * card.
     */
    bookingId: text('booking_id').notNull(),
    bookingReference: text('booking_reference').notNull(),
    travellerName: text('traveller_name').notNull(),
    flightNumber: text('flight_number').notNull(),
    departure: text().notNull(),
    cardLast4: text('card_last4').notNull(),
    cardBrand: text('card_brand').notNull(),
    /**
     * The number of the latest step, from 1: each change of this row is a step. The latest line in the journal has the
     * same number.
     */
    step: integer().notNull().default(1),
    /** 1 while this desk may have lost a step: it asks the central service by key before it sends anything. */
    askFirst: integer('ask_first', { mode: 'boolean' }).notNull().default(false),
    /** Facts of the charge, its booking and the kept charge at that time (JSON); null in rows of an older build. */
    facts: text({ mode: 'json' }).$type<FactsAtWish>(),
    /** The refunds that came first, from the central service's 412 (JSON). */
    faster: text({ mode: 'json' }).$type<FasterRefunds>(),
  },
  (table) => [
    uniqueIndex('intent_by_key').on(table.key),
    uniqueIndex('intent_live_by_charge').on(table.chargeId).where(sql`"ended_at" IS NULL`),
    index('intent_by_charge').on(table.chargeId),
    index('intent_by_keep_charge').on(table.keepChargeId),
    index('intent_by_agent').on(table.agentId, table.createdAt),
    index('intent_by_state').on(table.state),
    check('intent_amount_is_positive', sql`"amount_minor" > 0 AND "expected_refunded_minor" >= 0`),
    check('intent_gateway_is_known', sql`"gateway" IN ('old', 'new')`),
    check(
      'intent_end_fits_state',
      sql`CASE WHEN "state" IN ('queued', 'sending', 'unknown', 'pending_approval') THEN "ended_at" IS NULL
        WHEN "state" IN ('confirmed', 'refused', 'cancelled') THEN "ended_at" IS NOT NULL
        ELSE "state" = 'needs_review' END`,
    ),
    check('intent_keep_fits_reason', sql`("reason" = 'duplicate') = ("keep_charge_id" IS NOT NULL)`),
  ],
)
