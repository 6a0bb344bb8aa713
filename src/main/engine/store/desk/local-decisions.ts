import { desc, eq, inArray, sql } from 'drizzle-orm'
import type { GroupDecision } from '../../../../shared/model/index.ts'
import type { Store } from '../sqlite/open.ts'
import { decisionSteps, type OnItsWay } from './queued-decisions.ts'
import { localDecision, localDecisionCharge } from './schema/decisions.ts'

/** One decision on charges that was made at this desk, whole. See the table `ruling`. */
export type LocalDecisionRow = typeof localDecision.$inferSelect

/** `standing`, `superseded`, `overtaken` and `refused`. */
export type EndedLocalDecision = Exclude<GroupDecision['state'], OnItsWay>

/** What an answer tells besides: the id that it was given, or the decision that stands instead. */
export type LocalDecisionAnswer = Pick<LocalDecisionRow, 'centralId' | 'overtakenBy'>

/** A ruling's way to the central service. */
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

/** Writes a ruling as `queued`, with its place in the outbox and its audit; part of the caller's transaction. */
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
  const named = wish.chargeIds.map((chargeId) => ({ chargeId, decisionKey: wish.key }))
  desk.db.insert(localDecisionCharge).values(named).run()
  localDecisionSteps.queue(desk, row, wish.verdict)
  return row
}

/** This desk's rulings that speak of a pair among these charges, the latest made first, whatever the clock said. */
export function listLocalDecisionsAmong(desk: Store, chargeIds: readonly string[]): readonly LocalDecisionRow[] {
  const keys = desk.prepare<[string], string>(KEYS_AMONG).pluck().all(JSON.stringify(chargeIds))
  if (keys.length === 0) return []
  return desk.db.select().from(localDecision).where(inArray(localDecision.key, keys)).orderBy(desc(sql`rowid`)).all()
}

/** These charges, and all that this desk's rulings name together with them, by way of others too. */
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

/** For a page of groups this is asked once for each, and most have none. */
const KEYS_AMONG = `
  SELECT decision_key FROM local_decision_charge WHERE charge_id IN (SELECT value FROM json_each(?))
  GROUP BY decision_key HAVING count(*) >= 2`
