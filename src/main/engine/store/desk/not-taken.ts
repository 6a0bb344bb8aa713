import { and, eq, isNull } from 'drizzle-orm'
import type { Person } from '../../../../shared/model/index.ts'
import type { Store } from '../sqlite/open.ts'
import { appendAudit } from './audit.ts'
import type { RulingRow } from './rulings.ts'
import { ruling } from './schema/decisions.ts'

/**
 * Rulings that were not taken and that nobody has read yet: refused, or overtaken. Whoever was overtaken by the same word on all
 * of their charges, or wanted to take back what stands no more, has nothing left to do.
 */
const NOT_TAKEN = `
  FROM ruling
  WHERE acknowledged_at IS NULL AND state IN ('overtaken', 'refused') AND (
    state = 'refused'
    OR coalesce(json_extract(overtaken_by, '$.verdict'), 'withdrawn') <> verdict
    OR (overtaken_by IS NOT NULL
      AND EXISTS (SELECT value FROM json_each(charge_ids) EXCEPT SELECT value FROM json_each(overtaken_by, '$.chargeIds'))))`

/** How many there are, whoever's they are. */
export const countNotTaken = (desk: Store): number =>
  desk.prepare(`SELECT count(*) ${NOT_TAKEN}`).pluck().get() as number

/** All of them, the latest that ended first. */
export function listNotTaken(desk: Store): readonly RulingRow[] {
  const keys = desk.prepare(`SELECT key ${NOT_TAKEN} ORDER BY ended_at DESC, rowid DESC`).pluck().all() as string[]
  return keys.flatMap((key) => findRuling(desk, key) ?? [])
}

/** The ruling with this key. */
export const findRuling = (desk: Store, key: string): RulingRow | undefined =>
  desk.db.select().from(ruling).where(eq(ruling.key, key)).get()

/** Whether this is one that its person may have to read. */
export const isNotTaken = ({ state }: Pick<RulingRow, 'state'>): boolean => state === 'overtaken' || state === 'refused'

/** Its person has read it; part of the caller's transaction, with its audit. Read twice, it is the first time. */
export function markSeen(desk: Store, row: RulingRow, by: { at: number; who: Person }): void {
  const { key, state } = row
  const changed = desk.db
    .update(ruling)
    .set({ acknowledgedAt: by.at })
    .where(and(eq(ruling.key, key), isNull(ruling.acknowledgedAt)))
    .run()
  if (changed.changes === 0) return
  appendAudit(desk, { ...by, subject: 'group', subjectId: key, fromState: state, toState: state, why: 'seen' })
}
