import { sql } from 'drizzle-orm'
import { blob, check, index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import type { ApprovalDecision, GroupDecision } from '../../../../../shared/model/index.ts'
import type { CentralDecision } from '../../../domain/change.ts'

/**
 * A supervisor's approval or rejection of somebody's refund. It is durable before the desk promises it, is sent under
 * its own key, and is never deleted. A trigger freezes what was decided.
 */
export const approval = sqliteTable(
  'approval',
  {
    /** The idempotency key (UUID) of the approval. */
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
    /** The refund's state in the answer of the central service. */
    centralState: text('central_state'),
    decidedAt: integer('decided_at').notNull(),
    /** UTC ms; null while it has not reached the central service. */
    endedAt: integer('ended_at'),
  },
  (table) => [
    uniqueIndex('approval_live_by_refund').on(table.refundId).where(sql`"ended_at" IS NULL`),
    index('approval_by_refund').on(table.refundId),
    check('approval_end_fits_state', sql`("state" IN ('queued', 'sending', 'unknown')) = ("ended_at" IS NULL)`),
  ],
)

/**
 * A decision on charges that somebody made at this desk. It is durable before the desk promises it, is sent under its
 * own key, and is never deleted. Triggers freeze what was decided, keep an ended decision ended, and allow only one
 * decision on its way for a pair of charges. A decision that the central service accepted comes back in the feed as a
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
    /** The id of the decision that this one supersedes, as this desk knew it. */
    supersedes: text(),
    /** The exact bytes of the request's body. */
    body: blob({ mode: 'buffer' }).notNull(),
    personId: text('person_id').notNull(),
    personName: text('person_name').notNull(),
    /** `superseded`: somebody decided again before this decision was sent. */
    state: text().$type<GroupDecision['state']>().notNull(),
    problemCode: text('problem_code'),
    /** The id that the central service gave to the decision. */
    centralId: text('central_id'),
    /** The decision that is in force instead, from the central service's 409 (JSON). */
    overtakenBy: text('overtaken_by', { mode: 'json' }).$type<CentralDecision>(),
    decidedAt: integer('decided_at').notNull(),
    /** UTC ms; null while it has not reached the central service. */
    endedAt: integer('ended_at'),
    /** When its person had read why it was not accepted, or had decided again; UTC ms. */
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

/** Which local decisions name a charge. */
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
