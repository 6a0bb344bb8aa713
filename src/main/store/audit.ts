import { and, asc, eq } from 'drizzle-orm'
import { audit } from './desk-schema.ts'
import type { Store } from './open.ts'

/** One step that somebody took, or that happened to something. See the table `audit`. */
export type AuditEntry = Omit<typeof audit.$inferSelect, 'seq'>

/** Appends one step; part of the caller's transaction. */
export function appendAudit(desk: Store, entry: AuditEntry): void {
  desk.db.insert(audit).values(entry).run()
}

/** The steps of one subject, oldest first. */
export function listAudit(desk: Store, subject: string, subjectId: string): readonly AuditEntry[] {
  return desk.db
    .select()
    .from(audit)
    .where(and(eq(audit.subject, subject), eq(audit.subjectId, subjectId)))
    .orderBy(asc(audit.seq))
    .all()
}
