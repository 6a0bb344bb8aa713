import { desc, eq, inArray, sql } from 'drizzle-orm'
import type { GroupDecision } from '../../../../shared/model/index.ts'
import type { Store } from '../sqlite/open.ts'
import { decisionSteps, type OnItsWay } from './queued-decisions.ts'
import { localDecision, localDecisionCharge } from './schema/decisions.ts'

/** A row of the table `local_decision`: one decision on charges that was made at this desk. */
export type LocalDecisionRow = typeof localDecision.$inferSelect

/** The states in which a local decision ends: `standing`, `superseded`, `overtaken` and `refused`. */
export type EndedLocalDecision = Exclude<GroupDecision['state'], OnItsWay>

/**
 * What only an answer of the central service adds: the id of the decision, or the decision that is in force instead.
 */
export type LocalDecisionAnswer = Pick<LocalDecisionRow, 'centralId' | 'overtakenBy'>

/** The steps of a local decision on its way to the central service. */
export const localDecisionSteps = decisionSteps<LocalDecisionRow, EndedLocalDecision, LocalDecisionAnswer>({
  kind: 'decision',
  subject: 'group',
  find: (desk, key) => desk.db.select().from(localDecision).where(eq(localDecision.key, key)).get(),
  listSending: (desk) => desk.db.select().from(localDecision).where(eq(localDecision.state, 'sending')).all(),
  change: (desk, key, to, details) =>
    desk.db
      .update(localDecision)
      .set({ ...to, ...details })
      .where(eq(localDecision.key, key))
      .returning()
      .get(),
})

/** Inserts a local decision as `queued`, with its outbox row and its audit. Runs in the caller's transaction. */
export function insertLocalDecision(
  desk: Store,
  wish: Pick<
    LocalDecisionRow,
    'key' | 'chargeIds' | 'verdict' | 'note' | 'supersedes' | 'body' | 'personId' | 'personName' | 'decidedAt'
  >,
): LocalDecisionRow {
  const row = desk.db
    .insert(localDecision)
    .values({ ...wish, state: 'queued' })
    .returning()
    .get()
  const charges = wish.chargeIds.map((chargeId) => ({ chargeId, decisionKey: wish.key }))
  desk.db.insert(localDecisionCharge).values(charges).run()
  localDecisionSteps.queue(desk, row, wish.verdict)
  return row
}

/** This desk's decisions that name at least two of these charges, the last inserted first. Clocks do not matter. */
export function listLocalDecisionsAmong(desk: Store, chargeIds: readonly string[]): readonly LocalDecisionRow[] {
  const keys = desk.prepare<[string], string>(KEYS_AMONG).pluck().all(JSON.stringify(chargeIds))
  if (keys.length === 0) return []
  return desk.db.select().from(localDecision).where(inArray(localDecision.key, keys)).orderBy(desc(sql`rowid`)).all()
}

/** These charges, all charges that local decisions name together with them, and so on along the chain of decisions. */
export const listNamedWith = (desk: Store, chargeIds: readonly string[]): readonly string[] =>
  desk.prepare<[string], string>(NAMED_WITH).pluck().all(JSON.stringify(chargeIds))

const NAMED_WITH = `
  WITH RECURSIVE together(id) AS (
    SELECT value FROM json_each(?)
    UNION
    SELECT other.charge_id FROM together
      JOIN local_decision_charge AS mine ON mine.charge_id = together.id
      JOIN local_decision_charge AS other ON other.decision_key = mine.decision_key)
  SELECT id FROM together`

/** A page of groups asks this for each group, and most groups have no local decision. */
const KEYS_AMONG = `
  SELECT decision_key FROM local_decision_charge WHERE charge_id IN (SELECT value FROM json_each(?))
  GROUP BY decision_key HAVING count(*) >= 2`
