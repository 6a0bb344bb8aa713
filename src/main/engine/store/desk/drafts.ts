import { and, eq } from 'drizzle-orm'
import type { Draft } from '../../../../shared/model/index.ts'
import type { Store } from '../sqlite/open.ts'
import { draft } from './schema/refunds.ts'

/** The draft of this charge and agent; made with `newKey` when there is none yet. */
export function openDraft(
  desk: Store,
  wish: { chargeId: string; agentId: string; newKey: string; now: number },
): Draft {
  const { chargeId, agentId, newKey, now } = wish
  desk.db
    .insert(draft)
    .values({ key: newKey, chargeId, agentId, openedAt: now, savedAt: now })
    .onConflictDoNothing({ target: [draft.chargeId, draft.agentId] })
    .run()
  const row = desk.db
    .select()
    .from(draft)
    .where(and(eq(draft.chargeId, chargeId), eq(draft.agentId, agentId)))
    .get()
  if (row === undefined) throw new Error('once: a draft that was just opened is not there')
  return asDraft(row)
}

/** The agent's draft with this key; undefined when it was submitted, or never theirs. */
export function findDraft(desk: Store, key: string, agentId: string): Draft | undefined {
  const row = desk.db
    .select()
    .from(draft)
    .where(and(eq(draft.key, key), eq(draft.agentId, agentId)))
    .get()
  return row && asDraft(row)
}

/** Keeps what the panel says. */
export function saveDraft(desk: Store, content: Omit<Draft, 'chargeId'>, now: number): void {
  const { key, keepChargeId, amountMinor, reason, note } = content
  desk.db.update(draft).set({ keepChargeId, amountMinor, reason, note, savedAt: now }).where(eq(draft.key, key)).run()
}

/** Removes a draft whose refund is now an intent. */
export function removeDraft(desk: Store, key: string): void {
  desk.db.delete(draft).where(eq(draft.key, key)).run()
}

function asDraft(row: typeof draft.$inferSelect): Draft {
  const { key, chargeId, keepChargeId, amountMinor, reason, note } = row
  return { key, chargeId, keepChargeId, amountMinor, reason, note }
}
