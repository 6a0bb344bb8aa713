import type { Queries } from '../database.ts'
import { publish } from '../feed/publish.ts'
import { type RefundRow, toWireRefund } from '../feed/rows.ts'
import type { Answer } from '../problem.ts'

/** The facts of a charge that the rules need. */
export interface ChargeState {
  id: string
  booking_id: string
  purpose: string
  amount_minor: number
  currency: string
  state: string
  gateway: string
  /** The sum of its refunds that are neither failed nor rejected. */
  refunded_minor: number
  /** The status of its booking; null without one. */
  booking_status: string | null
}

/** Locks charges in one fixed order, so that two refunds of a pair never deadlock; then reads them. */
export async function lockCharges(tx: Queries, ids: (string | null)[]): Promise<Map<string, ChargeState>> {
  const list = JSON.stringify(ids.filter((id) => id !== null))
  await tx.query(
    'select 1 from charge where id in (select json_array_elements_text($1::json)) order by id for update',
    [list],
  )
  const rows = await tx.query<ChargeState>(
    `select c.id, c.booking_id, c.purpose, c.amount_minor, c.currency, c.state, c.gateway,
       refunded_minor(c.id) as refunded_minor, b.status as booking_status
     from charge c left join booking b on b.id = c.booking_id
     where c.id in (select json_array_elements_text($1::json))`,
    [list],
  )
  return new Map(rows.map((row) => [row.id, row]))
}

/** The refunds of these charges that count, oldest first. */
export async function countingRefunds(tx: Queries, chargeIds: string[]): Promise<RefundRow[]> {
  return tx.query<RefundRow>(
    `select * from refund where charge_id in (select json_array_elements_text($1::json))
       and state not in ('failed', 'rejected') order by created_at, id`,
    [JSON.stringify(chargeIds)],
  )
}

/** A refund that exists; throws when it does not. */
export async function readRefund(db: Queries, id: string): Promise<RefundRow> {
  const refund = await findRefund(db, id)
  if (!refund) throw new Error(`refund ${id} is gone, and refunds are never deleted`)
  return refund
}

/** A refund by its id, or undefined. */
export async function findRefund(db: Queries, id: string): Promise<RefundRow | undefined> {
  const [refund] = await db.query<RefundRow>('select * from refund where id = $1', [id])
  return refund
}

/** Stores a new refund and publishes it in the feed. */
export async function insertRefund(tx: Queries, refund: RefundRow): Promise<void> {
  await tx.query('insert into refund select * from json_populate_record(null::refund, $1::json)', [
    JSON.stringify({ ...refund, imported: false }),
  ])
  await publishRefund(tx, refund)
}

/** Changes a refund: stores and publishes its next version. */
export async function updateRefund(
  tx: Queries,
  id: string,
  change: Partial<Pick<RefundRow, 'state' | 'decided_by' | 'decision_note'>>,
  now: number,
): Promise<RefundRow> {
  const old = await readRefund(tx, id)
  const next = { ...old, ...change, version: old.version + 1, updated_at: Math.max(now, old.updated_at) }
  await tx.query(
    `update refund set state = $2, decided_by = $3::jsonb, decision_note = $4, version = $5, updated_at = $6 where id = $1`,
    [
      id,
      next.state,
      next.decided_by && JSON.stringify(next.decided_by),
      next.decision_note,
      next.version,
      next.updated_at,
    ],
  )
  await publishRefund(tx, next)
  return next
}

async function publishRefund(tx: Queries, row: RefundRow): Promise<void> {
  const { id, version, ...data } = toWireRefund(row)
  await publish(tx, { kind: 'refund', op: 'upsert', id, version, data })
}

/** A refund as an answer: 202 while it waits for approval, else `status`. */
export function refundAnswer(row: RefundRow, status: 200 | 201): Answer {
  return { status: row.state === 'pending_approval' ? 202 : status, body: toWireRefund(row) }
}
