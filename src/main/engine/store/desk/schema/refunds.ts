import { sql } from 'drizzle-orm'
import { blob, check, index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import type { FasterRefunds, Gateway, IntentState, RefundReason } from '../../../../../shared/model/index.ts'
import { GATEWAYS } from '../../../../../shared/model/lists.ts'
import type { FactsAtWish } from '../../../domain/refund/rules.ts'

/** A closed list as SQL writes one. A CHECK is frozen with its migration: a new value needs a new one, and a test says so. */
const sqlList = (values: readonly string[]) => sql.raw(values.map((value) => `'${value}'`).join(', '))

/** One refund panel, kept from the moment it opens: one for each charge and agent. Gone once submitted. */
export const draft = sqliteTable(
  'draft',
  {
    /** The idempotency key (UUID) that the refund will have. */
    key: text().primaryKey(),
    chargeId: text('charge_id').notNull(),
    /** Whose panel it is. */
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
 * The agent's durable wish for a refund. What was promised (key, body, amount …) is frozen
 * by trigger, the state moves only along the table in `domain/refund/state.ts`, and no row is ever deleted.
 */
export const intent = sqliteTable(
  'intent',
  {
    /** The order in which intents were made; clocks move, this does not. */
    seq: integer().primaryKey({ autoIncrement: true }),
    /** The idempotency key (UUID), in the whole company for this refund alone. */
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
    /** What the screen showed as already given back when the agent confirmed; never computed again. */
    expectedRefundedMinor: integer('expected_refunded_minor').notNull(),
    /** The exact bytes of the request's body; every attempt sends these. */
    body: blob({ mode: 'buffer' }).notNull(),
    /** SHA-256 of `body`, hex: shows later that the bytes are the ones that were promised. */
    bodySha256: text('body_sha256').notNull(),
    /** Where the charge lives, for `X-Gateway`. Changes once at most, when the central service names the other one. */
    gateway: text().$type<Gateway>().notNull(),
    /** 1 once it was sent to another gateway than first thought. */
    rerouted: integer({ mode: 'boolean' }).notNull().default(false),
    /** Attempts ever started, each counted before its socket opens. */
    attempts: integer().notNull().default(0),
    firstAttemptAt: integer('first_attempt_at'),
    lastAttemptAt: integer('last_attempt_at'),
    /** Code of the last answer that was no acceptance; null after one that was. */
    problemCode: text('problem_code'),
    /** The central service's last word on the refund: its id, state and `updated_at`. */
    refundId: text('refund_id'),
    centralState: text('central_state'),
    centralUpdatedAt: integer('central_updated_at'),
    createdAt: integer('created_at').notNull(),
    /** When it first ended; stays when an ended intent comes back for a call (`needs_review`). Null: live. */
    endedAt: integer('ended_at'),
    /** When its agent had read why it was refused. */
    acknowledgedAt: integer('acknowledged_at'),
    /** Facts of the charge's booking as they were: id, reference, traveller, flight, departure (`YYYY-MM-DDTHH:MM`), card. */
    bookingId: text('booking_id').notNull(),
    bookingReference: text('booking_reference').notNull(),
    travellerName: text('traveller_name').notNull(),
    flightNumber: text('flight_number').notNull(),
    departure: text().notNull(),
    cardLast4: text('card_last4').notNull(),
    cardBrand: text('card_brand').notNull(),
    /** Changes of this row so far, the first included: the number of its last line in the journal. */
    step: integer().notNull().default(1),
    /** 1 while this desk may have forgotten what it sent: the central service is asked by key before anything is sent. */
    askFirst: integer('ask_first', { mode: 'boolean' }).notNull().default(false),
    /** What the charge, its booking and the kept charge were like at the time (JSON); null for rows of an older build. */
    facts: text({ mode: 'json' }).$type<FactsAtWish>(),
    /** Who was faster, as the 412 told it (JSON). */
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
    check('intent_gateway_is_known', sql`"gateway" IN (${sqlList(GATEWAYS)})`),
    check(
      'intent_end_fits_state',
      sql`CASE WHEN "state" IN ('queued', 'sending', 'unknown', 'pending_approval') THEN "ended_at" IS NULL
        WHEN "state" IN ('confirmed', 'refused', 'cancelled') THEN "ended_at" IS NOT NULL
        ELSE "state" = 'needs_review' END`,
    ),
    check('intent_keep_fits_reason', sql`("reason" = 'duplicate') = ("keep_charge_id" IS NOT NULL)`),
  ],
)
