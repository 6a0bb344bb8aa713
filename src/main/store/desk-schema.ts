import { sql } from 'drizzle-orm'
import { blob, check, index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import type {
  ApprovalDecision,
  FasterRefunds,
  Gateway,
  GroupDecision,
  IntentState,
  RefundReason,
} from '../../preload/model.ts'
import type { StandingFacts } from '../domain/refund-rules.ts'
import type { ToldDecision } from '../domain/told-decision.ts'

/**
 * `desk.db`: what people did at this desk. It is never rebuilt and copies what it needs of a charge, so that it can be
 * read without the copy. Instants are UTC ms, money is integer minor units. Triggers are in `resources/migrations/desk`.
 */

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
 * The agent's durable wish for a refund (design.md, RefundIntent). What was promised (key, body, amount …) is frozen
 * by trigger, the state moves only along the table in `domain/refund-state.ts`, and no row is ever deleted.
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
    /** Facts of the charge's record as they were: id, reference, traveller, flight, departure (`YYYY-MM-DDTHH:MM`), card. */
    recordId: text('record_id').notNull(),
    recordReference: text('record_reference').notNull(),
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
    facts: text({ mode: 'json' }).$type<StandingFacts>(),
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

/** One row for each write that has still to reach the central service: the schedule. Gone when it has. */
export const outbox = sqliteTable(
  'outbox',
  {
    id: integer().primaryKey({ autoIncrement: true }),
    /** What is written. */
    kind: text().$type<'refund' | 'approval' | 'ruling'>().notNull(),
    /** Which one: the key of the intent, of the approval or of the ruling. */
    what: text().notNull(),
    /** Only this person's token may send it. */
    ownerId: text('owner_id').notNull(),
    /** Attempts since it was last due at once; the exponent of the backoff. */
    attempts: integer().notNull().default(0),
    /** When it is tried next. */
    dueAt: integer('due_at').notNull(),
    /** The central service asked not to be asked before (`Retry-After`); kept to whatever makes it due. */
    notBefore: integer('not_before'),
  },
  (table) => [
    uniqueIndex('outbox_by_kind_and_what').on(table.kind, table.what),
    index('outbox_by_due_at').on(table.dueAt),
  ],
)

/**
 * A supervisor's decision on somebody's refund: durable before it is promised, sent with its own key, never deleted.
 * What was decided is frozen by trigger.
 */
export const approval = sqliteTable(
  'approval',
  {
    /** The idempotency key (UUID) of the decision. */
    key: text().primaryKey(),
    refundId: text('refund_id').notNull(),
    /** The charge of that refund. */
    chargeId: text('charge_id').notNull(),
    decision: text().$type<'approve' | 'reject'>().notNull(),
    note: text().notNull(),
    /** The exact bytes of the request's body. */
    body: blob({ mode: 'buffer' }).notNull(),
    personId: text('person_id').notNull(),
    personName: text('person_name').notNull(),
    state: text().$type<ApprovalDecision['state']>().notNull(),
    problemCode: text('problem_code'),
    /** The refund's state as the answer told it. */
    centralState: text('central_state'),
    decidedAt: integer('decided_at').notNull(),
    /** Null while it has not reached the central service. */
    endedAt: integer('ended_at'),
  },
  (table) => [
    uniqueIndex('approval_live_by_refund').on(table.refundId).where(sql`"ended_at" IS NULL`),
    index('approval_by_refund').on(table.refundId),
    check('approval_end_fits_state', sql`("state" IN ('queued', 'sending', 'unknown')) = ("ended_at" IS NULL)`),
  ],
)

/**
 * A decision on charges that somebody made at this desk ("is one", "not a duplicate", withdrawn): durable before it is
 * promised, sent with its own key, never deleted. What was decided is frozen by trigger, what ended stays ended, and of two
 * that share a pair of charges only one is on its way. What the central service took over comes back in the feed as a
 * `decision` of the copy, under `central_id`.
 */
export const ruling = sqliteTable(
  'ruling',
  {
    /** The idempotency key (UUID) of the decision. */
    key: text().primaryKey(),
    /** JSON array of `charge.id`, each once. */
    chargeIds: text('charge_ids', { mode: 'json' }).$type<readonly string[]>().notNull(),
    verdict: text().$type<'duplicate' | 'not_duplicate' | 'withdrawn'>().notNull(),
    note: text().notNull(),
    /** The decision of the central service that it takes the place of, as this desk knew it. */
    supersedes: text(),
    /** The exact bytes of the request's body. */
    body: blob({ mode: 'buffer' }).notNull(),
    personId: text('person_id').notNull(),
    personName: text('person_name').notNull(),
    /** `superseded`: decided again before it had left. */
    state: text().$type<GroupDecision['state']>().notNull(),
    problemCode: text('problem_code'),
    /** The id that the central service gave it. */
    centralId: text('central_id'),
    /** The decision that stands instead, as the 409 told it (JSON). */
    overtakenBy: text('overtaken_by', { mode: 'json' }).$type<ToldDecision>(),
    decidedAt: integer('decided_at').notNull(),
    /** Null while it has not reached the central service. */
    endedAt: integer('ended_at'),
  },
  () => [
    check('ruling_end_fits_state', sql`("state" IN ('queued', 'sending', 'unknown')) = ("ended_at" IS NULL)`),
    check('ruling_standing_is_told', sql`("state" = 'standing') = ("central_id" IS NOT NULL)`),
  ],
)

/** Which rulings speak of a charge. */
export const rulingCharge = sqliteTable(
  'ruling_charge',
  {
    chargeId: text('charge_id').notNull(),
    rulingKey: text('ruling_key')
      .notNull()
      .references(() => ruling.key),
  },
  (table) => [primaryKey({ columns: [table.chargeId, table.rulingKey] })],
)

/** Who did what, when and why. Append-only by trigger, hash-chained; holds ids, states, codes and colleagues, never a customer's data. */
export const audit = sqliteTable(
  'audit',
  {
    seq: integer().primaryKey({ autoIncrement: true }),
    at: integer().notNull(),
    /** Who did it; null for what the desk did by itself or the central service told. */
    personId: text('person_id'),
    /** Their name at the time. */
    personName: text('person_name'),
    /** What it is about: `refund`, `approval`, `group`, `customer`. */
    subject: text().notNull(),
    /** Which one: the key of the intent, of the approval or of the ruling, the record's id. */
    subjectId: text('subject_id').notNull(),
    /** The state before; null for the first step and for what has no state. */
    fromState: text('from_state'),
    toState: text('to_state'),
    /** A word for the cause: `submitted`, `attempt`, `accepted`, `exceeds_captured`, `feed` … */
    why: text().notNull(),
    /** What the person wrote with it. */
    note: text(),
    /** SHA-256 (hex) over the hash of the row before and this row's content; empty for rows of an older build. */
    hash: text().notNull().default(''),
  },
  (table) => [index('audit_by_subject').on(table.subject, table.subjectId, table.seq)],
)

/** Small facts that the desk remembers, one value of JSON for each name. */
export const setting = sqliteTable('setting', {
  name: text().primaryKey(),
  value: text().notNull(),
})
