import { eq } from 'drizzle-orm'
import type { DecisionFacts, Deletion, Upsert } from '../domain/change.ts'
import { decision } from './copy-schema.ts'
import type { Store } from './open.ts'
import { bury, isNews, type Versioned } from './versions.ts'

/** Takes in a decision's version; equal or older is ignored. */
export function upsertDecision(store: Store, change: Upsert<'decision', DecisionFacts>): void {
  const { id, version, facts } = change
  if (!isNews(store, 'decision', change, findStanding(store, id))) return
  const { entityHash, verdict, note, supersedes, decidedBy, decidedAt } = facts
  const row = {
    version,
    entityHash,
    chargeIds: JSON.stringify(facts.chargeIds),
    verdict,
    note,
    supersedes,
    decidedById: decidedBy.id,
    decidedByName: decidedBy.name,
    decidedAt,
  }
  store.db
    .insert(decision)
    .values({ id, ...row })
    .onConflictDoUpdate({ target: decision.id, set: row })
    .run()
}

/** Takes a decision away. */
export function deleteDecision(store: Store, change: Deletion): void {
  if (!isNews(store, 'decision', change, findStanding(store, change.id))) return
  bury(store, change)
  store.db.delete(decision).where(eq(decision.id, change.id)).run()
}

const findStanding = (store: Store, id: string): Versioned | undefined =>
  store.db.select({ version: decision.version }).from(decision).where(eq(decision.id, id)).get()
