import { and, eq } from 'drizzle-orm'
import type { Draft } from '../../../../shared/model/index.ts'
import type { Store } from '../sqlite/open.ts'
import { draft } from './schema/refunds.ts'

/** Returns the draft of this charge and agent; makes it with `newKey` when there is none. */
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

/** The agent's draft with this key; undefined when it was submitted or belongs to another agent. */
export function findDraft(desk: Store, key: string, agentId: string): Draft | undefined {
  const row = desk.db
    .select()
    .from(draft)
    .where(and(eq(draft.key, key), eq(draft.agentId, agentId)))
    .get()
  return row && asDraft(row)
}

/** Saves the content of the refund form. `now` is UTC ms. */
export function saveDraft(desk: Store, content: Omit<Draft, 'chargeId'>, now: number): void {
  const { key, keepChargeId, amountMinor, reason, note } = content
  desk.db.update(draft).set({ keepChargeId, amountMinor, reason, note, savedAt: now }).where(eq(draft.key, key)).run()
}

/** Removes a draft after its refund has become an intent. */
export function removeDraft(desk: Store, key: string): void {
  desk.db.delete(draft).where(eq(draft.key, key)).run()
}

function asDraft(row: typeof draft.$inferSelect): Draft {
  const { key, chargeId, keepChargeId, amountMinor, reason, note } = row
  return { key, chargeId, keepChargeId, amountMinor, reason, note }
}
