import { EventEmitter } from 'node:events'
import type { Queries } from '../database.ts'
import { entityHash } from '../entity-hash.ts'
import { booking, charge, decision, type Kind } from '../model.ts'
import { bookingRow, chargeRow, decisionRow } from './rows.ts'

/** Wakes the long polls of this process when the feed has grown, by the event `changed`. */
export class FeedBell extends EventEmitter<{ changed: [] }> {}

/** A change that has no seq yet; without a version it gets the next one of its id. */
export interface NewChange {
  kind: string
  op: 'upsert' | 'delete'
  id: string
  data: unknown
  version?: number
}

/**
 * Appends a change to the feed and updates the table of its kind; gives its seq and version. It must be the last step
 * of a transaction, because it takes the lock that puts the seqs in the order of commits, always after the locks of
 * charges.
 */
export async function publish(tx: Queries, change: NewChange): Promise<{ seq: number; version: number }> {
  const { kind, op, id } = change
  const [known] = await tx.query<{ version: number }>(
    'select version from change where kind = $1 and id = $2 and latest',
    [kind, id],
  )
  const version = change.version ?? (known?.version ?? 0) + 1
  const latest = !known || version >= known.version
  if (latest) await updateTable(tx, { kind, op, id, data: change.data, version })
  const [counter] = await tx.query<{ seq: number }>(
    'update service set high_water = high_water + 1 returning high_water as seq',
  )
  if (!counter) throw new Error('the service has no row: its feed was never loaded')
  if (latest) await tx.query('update change set latest = false where kind = $1 and id = $2 and latest', [kind, id])
  await tx.query('insert into change (seq, kind, op, id, version, data, latest) values ($1, $2, $3, $4, $5, $6, $7)', [
    counter.seq,
    kind,
    op,
    id,
    version,
    JSON.stringify(change.data ?? null),
    latest,
  ])
  await rememberEntity(tx, change)
  return { seq: counter.seq, version }
}

async function updateTable(tx: Queries, { kind, op, id, data, version }: Required<NewChange>): Promise<void> {
  if (op === 'delete') {
    if (kind === 'booking' || kind === 'charge') await tx.query(`delete from ${kind} where id = $1`, [id])
  } else if (kind === 'booking') {
    const parsed = booking.safeParse(data)
    if (parsed.success) await replaceRow(tx, 'booking', bookingRow(id, version, parsed.data))
  } else if (kind === 'charge') {
    const parsed = charge.safeParse(data)
    if (parsed.success) await replaceRow(tx, 'charge', chargeRow(id, version, parsed.data))
  } else if (kind === 'decision') {
    const parsed = decision.safeParse(data)
    if (parsed.success) await replaceRow(tx, 'decision', decisionRow(id, parsed.data))
  }
}

/** Keeps every entity hash ever seen, in the order of commits. */
async function rememberEntity(tx: Queries, { kind, op, data }: NewChange): Promise<void> {
  const parsed = kind === 'booking' && op === 'upsert' ? booking.safeParse(data) : undefined
  if (!parsed?.success) return
  await tx.query('insert into entity (entity_hash) values ($1) on conflict do nothing', [entityHash(parsed.data)])
}

/** Inserts a row, or replaces the row with its id. */
export async function replaceRow(tx: Queries, table: Kind, row: object): Promise<void> {
  const names = Object.keys(row)
  const columns = names.join(', ')
  const updates = names.filter((name) => name !== 'id').map((name) => `${name} = excluded.${name}`)
  const sql = `insert into ${table} (${columns}) select ${columns} from json_populate_record(null::${table}, $1::json)
    on conflict (id) do update set ${updates.join(', ')}`
  await tx.query(sql, [JSON.stringify(row)])
}
