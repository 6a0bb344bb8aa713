import { sql } from 'drizzle-orm'
import { blob, check, index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import type { ApprovalDecision, GroupDecision } from '../../../../../shared/model/index.ts'
import type { CentralDecision } from '../../../domain/change.ts'

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
export const localDecision = sqliteTable(
  'local_decision',
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
    overtakenBy: text('overtaken_by', { mode: 'json' }).$type<CentralDecision>(),
    decidedAt: integer('decided_at').notNull(),
    /** Null while it has not reached the central service. */
    endedAt: integer('ended_at'),
    /** When its person had read why it was not taken, or had decided again. */
    acknowledgedAt: integer('acknowledged_at'),
  },
  (table) => [
    index('local_decision_unaccepted')
      .on(table.endedAt)
      .where(sql`"state" IN ('overtaken', 'refused') AND "acknowledged_at" IS NULL`),
    check('local_decision_end_fits_state', sql`("state" IN ('queued', 'sending', 'unknown')) = ("ended_at" IS NULL)`),
    check('local_decision_in_force_has_id', sql`("state" = 'standing') = ("central_id" IS NOT NULL)`),
  ],
)

/** Which rulings speak of a charge. */
export const localDecisionCharge = sqliteTable(
  'local_decision_charge',
  {
    chargeId: text('charge_id').notNull(),
    decisionKey: text('decision_key')
      .notNull()
      .references(() => localDecision.key),
  },
  (table) => [primaryKey({ columns: [table.chargeId, table.decisionKey] })],
)
