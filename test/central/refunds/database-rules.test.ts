import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Database, openDatabase } from '../database.ts'
import { bitsOf, EntityFilter } from '../entity-filter.ts'
import { loadFeed } from '../feed/load-feed.ts'
import { aBooking, aCharge, aFeed } from '../sample-data.ts'

let db: Database

beforeAll(async () => {
  db = await openDatabase(process.env.DATABASE_URL)
  const names = ['a', 'b', 'c', 'd', 'e', 'f']
  const charges = names.map((name): [string, string, unknown] => ['charge', `ch_${name}`, aCharge('bk_1')])
  const held: [string, string, unknown] = ['charge', 'ch_held', aCharge('bk_1', { state: 'authorised' })]
  const changes = aFeed(['booking', 'bk_1', aBooking()], ...charges, held)
  await db.transaction((tx) => loadFeed(tx, { changes, archived: [] }))
})
afterAll(() => db.close())

/** Inserts a refund straight into the table, without the checks of the service. */
async function insert(change: Record<string, unknown>): Promise<string> {
  const id = `rf_${randomUUID()}`
  const row = {
    id,
    version: 1,
    keep_charge_id: null,
    amount_minor: 9599,
    currency: 'GBP',
    reason: 'goodwill',
    note: '',
    state: 'pending',
    requested_by: { id: 'u', name: 'U' },
    idempotency_key: randomUUID(),
    created_at: 0,
    updated_at: 0,
    imported: false,
    ...change,
  }
  await db.query('insert into refund select * from json_populate_record(null::refund, $1::json)', [JSON.stringify(row)])
  return id
}

test('the sum of refunds never exceeds the captured amount, not even by a change of state', async () => {
  const id = await insert({ charge_id: 'ch_a', amount_minor: 9000 })
  await expect(insert({ charge_id: 'ch_a', amount_minor: 600 })).rejects.toThrow('exceed what was captured')
  await db.query("update refund set state = 'failed' where id = $1", [id])
  await insert({ charge_id: 'ch_a', amount_minor: 9599 })
  await expect(db.query("update refund set state = 'pending' where id = $1", [id])).rejects.toThrow(
    'exceed what was captured',
  )
})

test('a refund needs a captured charge that exists', async () => {
  await expect(insert({ charge_id: 'ch_held' })).rejects.toThrow('is not captured')
  await expect(insert({ charge_id: 'ch_nowhere' })).rejects.toThrow('is not captured')
})

test('the kept charge must stay paid, and a duplicate must name one', async () => {
  const duplicate = (charge: string, keep: string | null) =>
    insert({ charge_id: charge, keep_charge_id: keep, reason: 'duplicate' })
  await duplicate('ch_b', 'ch_c')
  await expect(duplicate('ch_c', 'ch_b')).rejects.toThrow('does not stay paid')
  await expect(duplicate('ch_c', 'ch_held')).rejects.toThrow('does not stay paid')
  await expect(duplicate('ch_d', null)).rejects.toThrow('check constraint')
  await expect(insert({ charge_id: 'ch_d', keep_charge_id: 'ch_e' })).rejects.toThrow('check constraint')
})

test.each([0, -1, 2 ** 53])('the amount %i is refused', async (amount_minor) => {
  await expect(insert({ charge_id: 'ch_d', amount_minor })).rejects.toThrow()
})

test('every refund has its own key, and neither refunds nor keys are ever deleted or changed', async () => {
  const key = randomUUID()
  const id = await insert({ charge_id: 'ch_e', amount_minor: 100, idempotency_key: key })
  await expect(insert({ charge_id: 'ch_f', amount_minor: 100, idempotency_key: key })).rejects.toThrow('unique')
  await expect(insert({ charge_id: 'ch_f', idempotency_key: null })).rejects.toThrow('check constraint')
  await expect(db.query('delete from refund where id = $1', [id])).rejects.toThrow('for ever')
  const bound =
    "insert into idempotency_key (key, fingerprint, state, since, refund_id) values ($1, 'f', 'final', 0, $2)"
  await db.query(bound, [key, id])
  await expect(db.query('delete from idempotency_key where key = $1', [key])).rejects.toThrow('for ever')
  await expect(db.query("update idempotency_key set fingerprint = 'g' where key = $1", [key])).rejects.toThrow(
    'for ever',
  )
})

test('the entity filter grows by layers, without false negatives and with at most 0.1 % false positives', async () => {
  const known =
    "insert into entity (entity_hash) select encode(sha256(i::text::bytea), 'base64') from generate_series($1::int, $2::int) i"
  await db.query(known, ['1', '30000'])
  const filter = new EntityFilter()
  expect((await filter.read(db)).layers).toHaveLength(1)
  await db.query(known, ['30001', '110000'])
  const { layers } = await filter.read(db)
  expect(layers.map(({ capacity }) => capacity)).toEqual([32_768, 65_536, 131_072])
  expect(layers.reduce((sum, { count }) => sum + count, 0)).toBe(110_001)
  const decoded = layers.map(({ bits, hashes, data }) => ({ size: bits, hashes, bytes: Buffer.from(data, 'base64') }))
  const isIn = (digest: Buffer) =>
    decoded.some((layer) => bitsOf(digest, layer).every((bit) => ((layer.bytes[bit >>> 3] ?? 0) >>> (bit & 7)) & 1))
  const digests = await db.query<{ entity_hash: string }>('select entity_hash from entity')
  expect(digests.every(({ entity_hash }) => isIn(Buffer.from(entity_hash, 'base64')))).toBe(true)
  const strangers = await db.query<{ digest: string }>(
    "select encode(sha256(('stranger ' || i)::bytea), 'base64') as digest from generate_series(1, 50000) i",
  )
  expect(strangers.filter(({ digest }) => isIn(Buffer.from(digest, 'base64'))).length).toBeLessThanOrEqual(50)
})
