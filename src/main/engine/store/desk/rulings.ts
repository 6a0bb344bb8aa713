import { desc, eq, inArray, sql } from 'drizzle-orm'
import type { GroupDecision } from '../../../../shared/model/index.ts'
import type { Store } from '../sqlite/open.ts'
import { decisionSteps, type OnItsWay } from './queued-decisions.ts'
import { ruling, rulingCharge } from './schema/decisions.ts'

/** One decision on charges that was made at this desk, whole. See the table `ruling`. */
export type RulingRow = typeof ruling.$inferSelect

/** `standing`, `superseded`, `overtaken` and `refused`. */
export type EndedRuling = Exclude<GroupDecision['state'], OnItsWay>

/** What an answer tells besides: the id that it was given, or the decision that stands instead. */
export type ToldOfRuling = Pick<RulingRow, 'centralId' | 'overtakenBy'>

/** A ruling's way to the central service. */
export const rulingSteps = decisionSteps<RulingRow, EndedRuling, ToldOfRuling>({
  kind: 'ruling',
  subject: 'group',
  find: (desk, key) => desk.db.select().from(ruling).where(eq(ruling.key, key)).get(),
  listSending: (desk) => desk.db.select().from(ruling).where(eq(ruling.state, 'sending')).all(),
  change: (desk, key, to, told) =>
    desk.db
      .update(ruling)
      .set({ ...to, ...told })
      .where(eq(ruling.key, key))
      .returning()
      .get(),
})

/** Writes a ruling as `queued`, with its place in the outbox and its audit; part of the caller's transaction. */
export function insertRuling(
  desk: Store,
  wish: Pick<
    RulingRow,
    'key' | 'chargeIds' | 'verdict' | 'note' | 'supersedes' | 'body' | 'personId' | 'personName' | 'decidedAt'
  >,
): RulingRow {
  const row = desk.db
    .insert(ruling)
    .values({ ...wish, state: 'queued' })
    .returning()
    .get()
  const named = wish.chargeIds.map((chargeId) => ({ chargeId, rulingKey: wish.key }))
  desk.db.insert(rulingCharge).values(named).run()
  rulingSteps.queue(desk, row, wish.verdict)
  return row
}

/** This desk's rulings that speak of a pair among these charges, the latest made first, whatever the clock said. */
export function listRulingsAmong(desk: Store, chargeIds: readonly string[]): readonly RulingRow[] {
  const keys = desk.prepare(KEYS_AMONG).pluck().all(JSON.stringify(chargeIds)) as string[]
  if (keys.length === 0) return []
  return desk.db.select().from(ruling).where(inArray(ruling.key, keys)).orderBy(desc(sql`rowid`)).all()
}

/** These charges, and all that this desk's rulings name together with them, by way of others too. */
export const listNamedWith = (desk: Store, chargeIds: readonly string[]): readonly string[] =>
  desk.prepare(NAMED_WITH).pluck().all(JSON.stringify(chargeIds)) as string[]

const NAMED_WITH = `
  WITH RECURSIVE together(id) AS (
    SELECT value FROM json_each(?)
    UNION
    SELECT other.charge_id FROM together
      JOIN ruling_charge AS mine ON mine.charge_id = together.id
      JOIN ruling_charge AS other ON other.ruling_key = mine.ruling_key)
  SELECT id FROM together`

/** For a page of groups this is asked once for each, and most have none. */
const KEYS_AMONG = `
  SELECT ruling_key FROM ruling_charge WHERE charge_id IN (SELECT value FROM json_each(?))
  GROUP BY ruling_key HAVING count(*) >= 2`
