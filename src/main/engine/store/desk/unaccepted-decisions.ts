import { and, eq, isNull } from 'drizzle-orm'
import type { Person } from '../../../../shared/model/index.ts'
import type { Store } from '../sqlite/open.ts'
import { appendAudit } from './audit.ts'
import type { LocalDecisionRow } from './local-decisions.ts'
import { localDecision } from './schema/decisions.ts'

/**
 * Local decisions that the central service did not accept and that nobody has read yet: refused, or overtaken by
 * another decision. An overtaken decision needs no reader when the decision in force has the same verdict on all of its
 * charges, or when it wanted to withdraw a decision that is no longer in force.
 */
const UNACCEPTED = `
  FROM local_decision
  WHERE acknowledged_at IS NULL AND state IN ('overtaken', 'refused') AND (
    state = 'refused'
    OR coalesce(json_extract(overtaken_by, '$.verdict'), 'withdrawn') <> verdict
    OR (overtaken_by IS NOT NULL
      AND EXISTS (SELECT value FROM json_each(charge_ids) EXCEPT SELECT value FROM json_each(overtaken_by, '$.chargeIds'))))`

/** How many such decisions there are, of all people. */
export const countUnaccepted = (desk: Store): number =>
  desk.prepare<[], number>(`SELECT count(*) ${UNACCEPTED}`).pluck().get() ?? 0

/** All such decisions, the latest ended first. */
export function listUnaccepted(desk: Store): readonly LocalDecisionRow[] {
  const keys = desk.prepare<[], string>(`SELECT key ${UNACCEPTED} ORDER BY ended_at DESC, rowid DESC`).pluck().all()
  return keys.flatMap((key) => findLocalDecision(desk, key) ?? [])
}

/** The local decision with this key; undefined when this desk has none. */
export const findLocalDecision = (desk: Store, key: string): LocalDecisionRow | undefined =>
  desk.db.select().from(localDecision).where(eq(localDecision.key, key)).get()

/** Whether its person may have to read why the decision was not accepted. */
export const isUnaccepted = ({ state }: Pick<LocalDecisionRow, 'state'>): boolean =>
  state === 'overtaken' || state === 'refused'

/** Marks a local decision as read, with its audit. A second call changes nothing. Runs in the caller's transaction. */
export function acknowledgeDecision(desk: Store, row: LocalDecisionRow, by: { at: number; who: Person }): void {
  const { key, state } = row
  const changed = desk.db
    .update(localDecision)
    .set({ acknowledgedAt: by.at })
    .where(and(eq(localDecision.key, key), isNull(localDecision.acknowledgedAt)))
    .run()
  if (changed.changes === 0) return
  appendAudit(desk, { ...by, subject: 'group', subjectId: key, fromState: state, toState: state, why: 'seen' })
}
