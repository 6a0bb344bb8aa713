import { randomUUID } from 'node:crypto'
import type { Queries } from '../database.ts'
import { type Booking, booking, type Change, type Charge, charge, decision, type Refund, refund } from '../model.ts'
import { bookingRow, chargeRow, decisionRow, refundRow } from './rows.ts'

/** A booking older than the feed reaches: the service knows it, but no feed contains it. */
export interface ArchivedBooking {
  id: string
  booking: Booking
  charges: { id: string; charge: Charge }[]
}

/** The history from which the service starts. */
export interface History {
  changes: Change[]
  archived: ArchivedBooking[]
}

/** Rows of one insert: enough to be fast, few enough for one parameter. */
const chunkRows = 5000

/**
 * Fills the empty tables from a history, in bulk. The feed stays as it is; items of the wrong shape are only in the
 * feed.
 */
export async function loadFeed(tx: Queries, history: History): Promise<void> {
  const latest = latestVersions(history.changes)
  const rows = { booking: [] as object[], charge: [] as object[], refund: [] as object[], decision: [] as object[] }
  const entities = new Set<string>()
  const keys = new Map<string, object>()
  for (const { id, booking: data, charges } of history.archived) {
    const row = { ...bookingRow(id, 1, data), archived: true }
    entities.add(row.entity_hash)
    rows.booking.push(row)
    for (const { id, charge: data } of charges) rows.charge.push(chargeRow(id, 1, data))
  }
  for (const item of history.changes) {
    const current = latest.get(nameOf(item)) === item
    if (item.op === 'delete') continue
    if (item.kind === 'booking') {
      const parsed = booking.safeParse(item.data)
      if (!parsed.success) continue
      const row = bookingRow(item.id, item.version, parsed.data)
      entities.add(row.entity_hash)
      if (current) rows.booking.push({ ...row, archived: false })
    } else if (item.kind === 'charge' && current) {
      const parsed = charge.safeParse(item.data)
      if (parsed.success) rows.charge.push(chargeRow(item.id, item.version, parsed.data))
    } else if (item.kind === 'refund' && current) {
      const parsed = refund.safeParse(item.data)
      if (parsed.success) rows.refund.push(importedRefund(item.id, item.version, parsed.data, keys))
    } else if (item.kind === 'decision' && current) {
      const parsed = decision.safeParse(item.data)
      if (parsed.success) rows.decision.push(decisionRow(item.id, parsed.data))
    }
  }
  const highWater = history.changes.at(-1)?.seq ?? 0
  await tx.query('insert into service (epoch, high_water) values ($1, $2)', [`ep_${randomUUID()}`, highWater])
  await insertRows(
    tx,
    'change',
    history.changes.map((item) => changeRow(item, latest)),
  )
  for (const [table, list] of Object.entries(rows)) await insertRows(tx, table, list)
  await insertRows(
    tx,
    'entity',
    [...entities].map((hash) => ({ entity_hash: hash })),
  )
}

/**
 * A refund of the history. The ledger holds its key without a fingerprint; a key of two refunds belongs to the first.
 */
function importedRefund(id: string, version: number, data: Refund, keys: Map<string, object>): object {
  const row = refundRow(id, version, data)
  const key = row.idempotency_key?.toLowerCase() ?? null
  const first = key !== null && !keys.has(key)
  if (first) keys.set(key, { key, state: 'final', since: row.created_at, status: 201, refund_id: id })
  return { ...row, idempotency_key: first ? key : null, imported: true }
}

/** The current change for each kind and id: the highest version, and of equal versions the last. */
export function latestVersions(changes: readonly Change[]): Map<string, Change> {
  const latest = new Map<string, Change>()
  for (const item of changes) {
    const known = latest.get(nameOf(item))
    if (!known || item.version >= known.version) latest.set(nameOf(item), item)
  }
  return latest
}

/** One name for the pair of kind and id. */
function nameOf({ kind, id }: Change): string {
  return `${kind} ${id}`
}

function changeRow(item: Change, latest: Map<string, Change>): object {
  const { seq, kind, op, id, version } = item
  // The database turns an object into JSON text by itself; any other value must be given as text.
  const data = typeof item.data === 'object' && item.data !== null ? item.data : JSON.stringify(item.data ?? null)
  return { seq, kind, op, id, version, data, latest: latest.get(nameOf(item)) === item }
}

async function insertRows(tx: Queries, table: string, rows: object[]): Promise<void> {
  const columns = Object.keys(rows[0] ?? {}).join(', ')
  for (let from = 0; from < rows.length; from += chunkRows) {
    const sql = `insert into ${table} (${columns}) select ${columns} from json_populate_recordset(null::${table}, $1::json)`
    await tx.query(sql, [JSON.stringify(rows.slice(from, from + chunkRows))])
  }
}
