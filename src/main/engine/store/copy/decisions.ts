import type { CentralDecision, DecisionFacts, Deletion, Upsert } from '../../domain/change.ts'
import type { Store } from '../sqlite/open.ts'
import type { Batch } from './copy.ts'
import { markCharge } from './dirty.ts'
import { isNewerVersion, type Versioned, writeTombstone } from './versions.ts'

/** Stores a newer version of a decision and the charges that it names; ignores an equal or older version. */
export function upsertDecision(store: Store, batch: Batch, change: Upsert<'decision', DecisionFacts>): void {
  const { id, version, facts } = change
  const stored = findStored(store, id)
  if (!isNewerVersion(store, batch, 'decision', change, stored)) return
  for (const changed of [id, stored?.supersedes, facts.supersedes]) markNamed(store, batch, changed)
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
  store.prepare('DELETE FROM decision_charge WHERE decision_id = ?').run(id)
  store.prepare(NAME_CHARGES).run({ id })
  markNamed(store, batch, id)
}

/** Deletes a decision and leaves its tombstone; ignores an equal or older version. */
export function deleteDecision(store: Store, batch: Batch, change: Deletion): void {
  const stored = findStored(store, change.id)
  if (!isNewerVersion(store, batch, 'decision', change, stored)) return
  writeTombstone(store, batch, change)
  for (const changed of [change.id, stored?.supersedes]) markNamed(store, batch, changed)
  store.prepare('DELETE FROM decision WHERE id = ?').run(change.id)
}

/**
 * Marks the departures of the charges that a decision names, because their groups must be judged again. Call it before
 * and after a change of the decision.
 */
function markNamed(store: Store, batch: Batch, id: string | null | undefined): void {
  if (batch.recount === 'after_fill' || id === null || id === undefined) return
  for (const chargeId of chargesOfDecision(store, id)) markCharge(store, batch, chargeId)
}

/** The charges that a decision names; empty when the copy does not hold it. */
function chargesOfDecision(store: Store, id: string): readonly string[] {
  return store.prepare<[string], string>('SELECT charge_id FROM decision_charge WHERE decision_id = ?').pluck().all(id)
}

/** A decision in the copy, and whether another decision supersedes it by its id, whichever charges that one names. */
export interface CopiedDecision extends CentralDecision {
  readonly isSuperseded: boolean
}

/** The decisions that name at least two of these charges, the latest first. */
export function listDecisionsAmong(store: Store, chargeIds: readonly string[]): readonly CopiedDecision[] {
  const rows = store.prepare<[string], DecisionRow>(LIST_AMONG).all(JSON.stringify(chargeIds))
  return rows.map(({ chargeIds: ids, decidedById, decidedByName, isSuperseded, ...row }) => ({
    ...row,
    chargeIds: JSON.parse(ids),
    decidedBy: { id: decidedById, name: decidedByName },
    isSuperseded: isSuperseded === 1,
  }))
}

/** Whether the copy has a decision with this id, or its tombstone. */
export const knowsDecision = (store: Store, id: string): boolean => store.prepare(KNOWS).get(id, id) !== undefined

/**
 * How many of these charges the copy has, and the hash of their entity when all of them are for one entity, else null.
 */
export function readNamedCharges(
  store: Store,
  chargeIds: readonly string[],
): { readonly charges: number; readonly entityHash: Buffer | null } {
  const row = store.prepare<[string], NamedChargesRow>(NAMED_CHARGES).get(JSON.stringify(chargeIds))
  const isOne = row?.entities === 1 && row.bookings === row.charges
  return { charges: row?.charges ?? 0, entityHash: isOne ? row.entityHash : null }
}

interface NamedChargesRow {
  readonly charges: number
  readonly bookings: number
  readonly entities: number
  readonly entityHash: Buffer | null
}

interface DecisionRow extends Omit<CentralDecision, 'chargeIds' | 'decidedBy'> {
  readonly chargeIds: string
  readonly decidedById: string
  readonly decidedByName: string
  readonly isSuperseded: 0 | 1
}

const UPSERT = `
  INSERT INTO decision (id, version, entity_hash, charge_ids, verdict, note, supersedes, decided_by_id, decided_by_name,
    decided_at)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
  ON CONFLICT (id) DO UPDATE SET version = excluded.version, entity_hash = excluded.entity_hash,
    charge_ids = excluded.charge_ids, verdict = excluded.verdict, note = excluded.note,
    supersedes = excluded.supersedes, decided_by_id = excluded.decided_by_id,
    decided_by_name = excluded.decided_by_name, decided_at = excluded.decided_at`

const NAME_CHARGES = `
  INSERT OR IGNORE INTO decision_charge (charge_id, decision_id)
  SELECT value, decision.id FROM decision, json_each(decision.charge_ids) WHERE decision.id = @id`

/** A decision that supersedes another one shares charges with it, so the query finds it through the charges. */
const LIST_AMONG = `
  SELECT id, charge_ids AS chargeIds, verdict, note, supersedes, decided_by_id AS decidedById,
    decided_by_name AS decidedByName, decided_at AS decidedAt,
    EXISTS (
      SELECT 1 FROM decision_charge AS mine
        JOIN decision_charge AS other ON other.charge_id = mine.charge_id
        JOIN decision AS later ON later.id = other.decision_id
      WHERE mine.decision_id = decision.id AND later.supersedes = decision.id) AS isSuperseded
  FROM decision
  WHERE id IN (
    SELECT decision_id FROM decision_charge WHERE charge_id IN (SELECT value FROM json_each(?))
    GROUP BY decision_id HAVING count(*) >= 2)
  ORDER BY decided_at DESC, id DESC`

const KNOWS = `
  SELECT 1 FROM decision WHERE id = ? UNION ALL SELECT 1 FROM tombstone WHERE kind = 'decision' AND id = ?`

const NAMED_CHARGES = `
  SELECT count(*) AS charges, count(booking.id) AS bookings, count(DISTINCT booking.entity_id) AS entities,
    max(entity.entity_hash) AS entityHash
  FROM charge LEFT JOIN booking ON booking.id = charge.booking_id LEFT JOIN entity ON entity.id = booking.entity_id
  WHERE charge.id IN (SELECT value FROM json_each(?))`

interface Stored extends Versioned {
  readonly supersedes: string | null
}

const findStored = (store: Store, id: string): Stored | undefined =>
  store.prepare<[string], Stored>('SELECT version, supersedes FROM decision WHERE id = ?').get(id)
