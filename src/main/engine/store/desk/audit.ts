import { createHash } from 'node:crypto'
import { and, asc, desc, eq, gt } from 'drizzle-orm'
import type { Person } from '../../../../shared/model/index.ts'
import type { Store } from '../sqlite/open.ts'
import { audit } from './schema/audit.ts'

type AuditRow = typeof audit.$inferSelect

/** One step for the audit: somebody did it, or the desk or the central service caused it. See the table `audit`. */
export interface AuditEntry extends Pick<AuditRow, 'at' | 'subject' | 'subjectId' | 'fromState' | 'toState' | 'why'> {
  /** Null when no person at this desk caused the step: the desk itself or the central service did. */
  readonly who: Person | null
  readonly note?: string | null
}

/** Appends one step to the chain. Runs in the caller's transaction. */
export function appendAudit(desk: Store, entry: AuditEntry): void {
  const { who, note = null, ...rest } = entry
  const row = { ...rest, personId: who?.id ?? null, personName: who?.name ?? null, note }
  const before = desk.db.select({ hash: audit.hash }).from(audit).orderBy(desc(audit.seq)).limit(1).get()
  desk.db
    .insert(audit)
    .values({ ...row, hash: hashOf(before?.hash ?? '', row) })
    .run()
}

/** The steps of one subject, oldest first. */
export function listAudit(desk: Store, subject: string, subjectId: string): readonly AuditRow[] {
  return desk.db
    .select()
    .from(audit)
    .where(and(eq(audit.subject, subject), eq(audit.subjectId, subjectId)))
    .orderBy(asc(audit.seq))
    .all()
}

/** The last row of the chain that was checked. */
export interface ChainLink {
  readonly seq: number
  readonly hash: string
}

/**
 * Checks up to `limit` rows of the chain after `from`. Rows of an older build, before the first hash, pass.
 *
 * @returns The last row that was checked, `end` when there are no more rows, or the first row whose content does not
 * fit its hash.
 */
export function checkChain(desk: Store, from: ChainLink, limit: number): ChainLink | 'end' | { brokenAt: number } {
  const rows = desk.db.select().from(audit).where(gt(audit.seq, from.seq)).orderBy(asc(audit.seq)).limit(limit).all()
  let { hash } = from
  for (const row of rows) {
    const isOld = row.hash === '' && hash === ''
    if (!isOld && row.hash !== hashOf(hash, row)) return { brokenAt: row.seq }
    hash = row.hash
  }
  const last = rows.at(-1)
  return last === undefined ? 'end' : { seq: last.seq, hash }
}

/** SHA-256 (hex) over the hash of the row before and all content of this row. */
function hashOf(before: string, row: Omit<AuditRow, 'seq' | 'hash'>): string {
  const { at, personId, personName, subject, subjectId, fromState, toState, why, note } = row
  const content = JSON.stringify([at, personId, personName, subject, subjectId, fromState, toState, why, note])
  return createHash('sha256').update(`${before}\n${content}`).digest('hex')
}
