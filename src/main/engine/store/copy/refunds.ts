import type { Person, RefundDecision, RefundView } from '../../../../shared/model/index.ts'
import type { RefundFacts, Upsert } from '../../domain/change.ts'
import type { Store } from '../sqlite/open.ts'
import type { Batch, Copy } from './copy.ts'
import { markCharge } from './dirty.ts'
import { isNewerVersion, type Versioned } from './versions.ts'

/**
 * Stores a newer version of a refund and returns it for the screen and the outbox; null when the version is equal or
 * older.
 */
export function upsertRefund(copy: Copy, batch: Batch, change: Upsert<'refund', RefundFacts>): RefundView | null {
  const { id, version, facts } = change
  const stored = findStored(copy, id)
  if (!isNewerVersion(copy, batch, 'refund', change, stored)) return null
  if (stored !== undefined && stored.chargeId !== facts.chargeId) markCharge(copy, batch, stored.chargeId)
  copy
    .prepare(UPSERT)
    .run(
      id,
      version,
      facts.chargeId,
      facts.keepChargeId,
      facts.amountMinor,
      facts.currency,
      facts.reason,
      facts.note,
      facts.state,
      facts.requestedBy.id,
      facts.requestedBy.name,
      facts.decidedBy?.id ?? null,
      facts.decidedBy?.name ?? null,
      facts.decisionNote,
      facts.idempotencyKey,
      facts.createdAt,
      facts.updatedAt,
    )
  markCharge(copy, batch, facts.chargeId)
  const { decisionNote: _, ...view } = facts
  return { id, ...view }
}

/** The refunds of a charge, oldest first. */
export function listRefundsOf(store: Store, chargeId: string): RefundView[] {
  return store.prepare<[string], RefundRow>(LIST_OF_CHARGE).all(chargeId).map(asView)
}

/** The refund with this id; null when the copy does not hold it. */
export function findRefund(store: Store, id: string): RefundView | null {
  const row = store.prepare<[string], RefundRow>(FIND).get(id)
  return row === undefined ? null : asView(row)
}

/** Who approved or rejected a refund above its requester's limit, with their note; null when nobody did. */
export function findDecisionOn(store: Store, refundId: string): RefundDecision | null {
  const row = store.prepare<[string], DecisionRow>(DECISION).get(refundId)
  return row === undefined ? null : { by: { id: row.id, name: row.name ?? '' }, note: row.note }
}

/** Refunds that wait for a supervisor, oldest first. */
export function listPendingApproval(store: Store): RefundView[] {
  return store.prepare<[], RefundRow>(LIST_PENDING).all().map(asView)
}

interface RefundRow extends Omit<RefundView, 'requestedBy' | 'decidedBy'> {
  readonly requestedById: string
  readonly requestedByName: string
  readonly decidedById: string | null
  readonly decidedByName: string | null
}

interface DecisionRow {
  readonly id: string
  readonly name: string | null
  readonly note: string | null
}

function asView({ requestedById, requestedByName, decidedById, decidedByName, ...row }: RefundRow): RefundView {
  const decidedBy: Person | null = decidedById === null ? null : { id: decidedById, name: decidedByName ?? '' }
  return { ...row, requestedBy: { id: requestedById, name: requestedByName }, decidedBy }
}

const COLUMNS = `id, charge_id AS chargeId, keep_charge_id AS keepChargeId, amount_minor AS amountMinor, currency, reason, note,
    state, requested_by_id AS requestedById, requested_by_name AS requestedByName, decided_by_id AS decidedById,
    decided_by_name AS decidedByName, idempotency_key AS idempotencyKey, created_at AS createdAt,
    updated_at AS updatedAt`

const FIND = `SELECT ${COLUMNS} FROM refund WHERE id = ?`

const LIST_OF_CHARGE = `SELECT ${COLUMNS} FROM refund WHERE charge_id = ? ORDER BY created_at, id`

const LIST_PENDING = `SELECT ${COLUMNS} FROM refund WHERE state = 'pending_approval' ORDER BY created_at, id`

const DECISION = `
  SELECT decided_by_id AS id, decided_by_name AS name, decision_note AS note
  FROM refund WHERE id = ? AND decided_by_id IS NOT NULL`

const UPSERT = `
  INSERT INTO refund (id, version, charge_id, keep_charge_id, amount_minor, currency, reason, note, state,
    requested_by_id, requested_by_name, decided_by_id, decided_by_name, decision_note, idempotency_key, created_at,
    updated_at)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
  ON CONFLICT (id) DO UPDATE SET version = excluded.version, charge_id = excluded.charge_id,
    keep_charge_id = excluded.keep_charge_id, amount_minor = excluded.amount_minor, currency = excluded.currency,
    reason = excluded.reason, note = excluded.note, state = excluded.state,
    requested_by_id = excluded.requested_by_id, requested_by_name = excluded.requested_by_name,
    decided_by_id = excluded.decided_by_id, decided_by_name = excluded.decided_by_name,
    decision_note = excluded.decision_note, idempotency_key = excluded.idempotency_key,
    created_at = excluded.created_at, updated_at = excluded.updated_at`

interface Stored extends Versioned {
  readonly chargeId: string
}

const findStored = (copy: Copy, id: string): Stored | undefined =>
  copy.prepare<[string], Stored>('SELECT version, charge_id AS chargeId FROM refund WHERE id = ?').get(id)
