import type { DecisionFacts, Deletion, Upsert } from '../domain/change.ts'
import type { Store } from './open.ts'
import { bury, isNews, type Versioned } from './versions.ts'

/** Takes in a decision's version; equal or older is ignored. */
export function upsertDecision(store: Store, change: Upsert<'decision', DecisionFacts>): void {
  const { id, version, facts } = change
  if (!isNews(store, 'decision', change, findStanding(store, id))) return
  store
    .prepare(UPSERT)
    .run(
      id,
      version,
      facts.entityHash,
      JSON.stringify(facts.chargeIds),
      facts.verdict,
      facts.note,
      facts.supersedes,
      facts.decidedBy.id,
      facts.decidedBy.name,
      facts.decidedAt,
    )
}

/** Takes a decision away. */
export function deleteDecision(store: Store, change: Deletion): void {
  if (!isNews(store, 'decision', change, findStanding(store, change.id))) return
  bury(store, change)
  store.prepare('DELETE FROM decision WHERE id = ?').run(change.id)
}

const findStanding = (store: Store, id: string): Versioned | undefined =>
  store.prepare('SELECT version FROM decision WHERE id = ?').get(id) as Versioned | undefined

const UPSERT = `
  INSERT INTO decision (id, version, entity_hash, charge_ids, verdict, note, supersedes, decided_by_id, decided_by_name,
    decided_at)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
  ON CONFLICT (id) DO UPDATE SET version = excluded.version, entity_hash = excluded.entity_hash,
    charge_ids = excluded.charge_ids, verdict = excluded.verdict, note = excluded.note,
    supersedes = excluded.supersedes, decided_by_id = excluded.decided_by_id,
    decided_by_name = excluded.decided_by_name, decided_at = excluded.decided_at`
