import { and, eq, isNull } from 'drizzle-orm'
import type { Person } from '../../../../shared/model/index.ts'
import type { Store } from '../sqlite/open.ts'
import { appendAudit } from './audit.ts'
import type { LocalDecisionRow } from './local-decisions.ts'
import { localDecision } from './schema/decisions.ts'

/**
 * Rulings that were not taken and that nobody has read yet: refused, or overtaken. Whoever was overtaken by the same word on all
 * of their charges, or wanted to take back what stands no more, has nothing left to do.
 */
const NOT_TAKEN = `
  FROM local_decision
  WHERE acknowledged_at IS NULL AND state IN ('overtaken', 'refused') AND (
    state = 'refused'
    OR coalesce(json_extract(overtaken_by, '$.verdict'), 'withdrawn') <> verdict
    OR (overtaken_by IS NOT NULL
      AND EXISTS (SELECT value FROM json_each(charge_ids) EXCEPT SELECT value FROM json_each(overtaken_by, '$.chargeIds'))))`

/** How many there are, whoever's they are. */
export const countUnaccepted = (desk: Store): number =>
  desk.prepare<[], number>(`SELECT count(*) ${NOT_TAKEN}`).pluck().get() ?? 0

/** All of them, the latest that ended first. */
export function listUnaccepted(desk: Store): readonly LocalDecisionRow[] {
  const keys = desk.prepare<[], string>(`SELECT key ${NOT_TAKEN} ORDER BY ended_at DESC, rowid DESC`).pluck().all()
  return keys.flatMap((key) => findLocalDecision(desk, key) ?? [])
}

/** The ruling with this key. */
export const findLocalDecision = (desk: Store, key: string): LocalDecisionRow | undefined =>
  desk.db.select().from(localDecision).where(eq(localDecision.key, key)).get()

/** Whether this is one that its person may have to read. */
export const isUnaccepted = ({ state }: Pick<LocalDecisionRow, 'state'>): boolean =>
  state === 'overtaken' || state === 'refused'

/** Its person has read it; part of the caller's transaction, with its audit. Read twice, it is the first time. */
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
