import { randomUUID } from 'node:crypto'
import type { Database, Queries } from './database.ts'
import { type FeedBell, type NewChange, publish, replaceRow } from './feed/publish.ts'
import { refundRow, type WireRefund } from './feed/rows.ts'
import { type Booking, type Charge, type Kind, refund } from './model.ts'
import { lockCharges, readRefund, updateRefund } from './refunds/refund-store.ts'

/** What the company does by itself while desks are connected. */
export interface Acts {
  /** Posts a new booking; gives its id. */
  postBooking(booking: Booking, id?: string): Promise<string>
  /** Posts a new charge; gives its id. */
  postCharge(charge: Charge, id?: string): Promise<string>
  /** Posts the next version of a booking or a charge, with some members changed at the top level. */
  changeItem(kind: 'booking' | 'charge', id: string, change: Record<string, unknown>): Promise<void>
  /** Posts a deletion. */
  deleteItem(kind: Exclude<Kind, 'refund'>, id: string): Promise<void>
  /** Appends exactly this change to the feed: repeats, old versions, items of the wrong shape, unknown kinds. */
  append(change: NewChange): Promise<{ seq: number; version: number }>
  /** Pays out every pending refund that was last changed between these times (default: all); gives their number. */
  settleRefunds(touched?: { from: number; until: number }): Promise<number>
  /** Lets a refund fail after it was accepted, or moves it to another state. */
  failRefund(id: string, state?: WireRefund['state']): Promise<void>
  /**
   * Rebuilds the history: a new epoch, with seqs and versions from 1. Old cursors get 410, or the new history
   * (`restart`).
   */
  rebuildEpoch(oldCursors?: 'gone' | 'restart'): Promise<string>
  /** Lets every cursor issued so far expire. */
  expireCursors(): Promise<void>
}

/** The acts on a database; each is one transaction and wakes the long polls. */
export function actsOn(db: Database, bell: FeedBell, clock: () => number): Acts {
  const act = async <T>(work: (tx: Queries) => Promise<T>): Promise<T> => {
    const result = await db.transaction(work)
    bell.emit('changed')
    return result
  }
  /**
   * Moves a refund to a state, with the charges locked first as everywhere; false when it was not in the state `from`.
   */
  const move = (id: string, to: string, from?: string) =>
    act(async (tx) => {
      const { charge_id, keep_charge_id } = await readRefund(tx, id)
      await lockCharges(tx, [charge_id, keep_charge_id])
      const { state } = await readRefund(tx, id)
      if (from !== undefined && state !== from) return false
      await updateRefund(tx, id, { state: to }, clock())
      return true
    })
  return {
    async postBooking(data, id = `bk_${randomUUID()}`) {
      await act((tx) => publish(tx, { kind: 'booking', op: 'upsert', id, data }))
      return id
    },
    async postCharge(data, id = `ch_${randomUUID()}`) {
      await act((tx) => publish(tx, { kind: 'charge', op: 'upsert', id, data }))
      return id
    },
    changeItem: (kind, id, change) =>
      act(async (tx) => {
        const [old] = await tx.query<{ data: string }>(`select data from ${kind} where id = $1 for update`, [id])
        if (!old) throw new Error(`there is no ${kind} ${id} to change`)
        await publish(tx, { kind, op: 'upsert', id, data: { ...(JSON.parse(old.data) as object), ...change } })
      }),
    deleteItem: (kind, id) => act(async (tx) => void (await publish(tx, { kind, op: 'delete', id, data: null }))),
    append: (change) =>
      act(async (tx) => {
        const published = await publish(tx, change)
        const parsed = change.kind === 'refund' ? refund.safeParse(change.data) : undefined
        if (parsed?.success) {
          await replaceRow(tx, 'refund', { ...refundRow(change.id, published.version, parsed.data), imported: true })
        }
        return published
      }),
    async settleRefunds({ from, until } = { from: 0, until: Number.MAX_SAFE_INTEGER }) {
      const due = await db.query<{ id: string }>(
        "select id from refund where state = 'pending' and updated_at between $1 and $2 order by updated_at, id",
        [from, until],
      )
      let settled = 0
      for (const { id } of due) if (await move(id, 'succeeded', 'pending')) settled += 1
      return settled
    },
    failRefund: async (id, state = 'failed') => void (await move(id, state)),
    rebuildEpoch: (oldCursors = 'gone') => act((tx) => rebuild(tx, oldCursors)),
    expireCursors: () =>
      act(async (tx) => {
        // A gap in the seqs: the newest cursor issued so far expires too, and the next one does not.
        await tx.query('update service set high_water = high_water + 1, oldest_cursor = high_water + 1')
      }),
  }
}

async function rebuild(tx: Queries, oldCursors: 'gone' | 'restart'): Promise<string> {
  const epoch = `ep_${randomUUID()}`
  await tx.query('select 1 from service for update')
  await tx.query(`create temporary table rebuilt on commit drop as
    select row_number() over (order by seq) as seq, kind, op, id, 1::bigint as version, data, true as latest
    from change where latest and op = 'upsert'`)
  await tx.query('delete from change')
  await tx.query(
    'insert into change (seq, kind, op, id, version, data, latest) select seq, kind, op, id, version, data, latest from rebuilt',
  )
  for (const table of ['booking', 'charge', 'refund']) await tx.query(`update ${table} set version = 1`)
  await tx.query(
    `update service set epoch = $1, old_cursors = $2, oldest_cursor = 0,
       high_water = (select coalesce(max(seq), 0) from change)`,
    [epoch, oldCursors],
  )
  return epoch
}
