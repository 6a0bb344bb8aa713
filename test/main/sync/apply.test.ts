import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Copy } from '../../../src/main/store/copy.ts'
import { groupOfCharge, listGroupCandidates } from '../../../src/main/store/groups.ts'
import { beginFill } from '../../../src/main/store/sync-state.ts'
import { applyPage } from '../../../src/main/sync/apply.ts'
import { recordStatements, scansOf } from '../store/plans.ts'
import type { WireChange } from './feed-server.ts'
import { expectedOf, heldBy } from './model.ts'
import { makeFolder, openCopies } from './rig.ts'
import { booking, charge, deletion, refund } from './wire.ts'

/** Runs with a copy that is empty and on disk. */
function withCopy(run: (copy: Copy) => void): void {
  const folder = makeFolder()
  const copies = openCopies(folder.path)
  try {
    const filling = copies.startFilling('e1', 0)
    if (!filling.ok) throw new Error(filling.failure.kind)
    beginFill(filling.value, { epoch: 'e1', cursor: '' })
    run(filling.value)
  } finally {
    copies.close()
    folder.remove()
  }
}

/** Time stands still here. */
const still = { clock: () => 7, stopwatch: () => 0 }

const apply = (copy: Copy, items: readonly unknown[]) =>
  applyPage(copy, { items, nextCursor: 'c', syncedAt: null }, still)

/** Few ids, names, cards and amounts, so that everything meets everything. */
const recordIds = fc.constantFrom('b1', 'b2', 'b3')
const chargeIds = fc.constantFrom('c1', 'c2', 'c3', 'c4')
const version = fc.integer({ min: 1, max: 5 })
const change: fc.Arbitrary<WireChange> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc
      .record({
        id: recordIds,
        version,
        givenName: fc.constantFrom('Davey', 'DAVEY', 'Mary'),
        email: fc.constantFrom('a@example.org', 'b@example.org'),
        status: fc.constantFrom('confirmed', 'confirmed', 'cancelled', 'dreaming'),
        serviceCode: fc.constantFrom(null, null, 'EXST'),
      })
      .map(({ id, ...parts }) => booking(id, parts)),
  },
  {
    weight: 5,
    arbitrary: fc
      .record({
        id: chargeIds,
        recordId: recordIds,
        version,
        amountMinor: fc.constantFrom(1_000, 2_000),
        purpose: fc.constantFrom('fare', 'fare', 'ancillary'),
        state: fc.constantFrom('captured', 'captured', 'captured', 'authorised'),
        capturedAt: fc.constantFrom('2020-01-05T20:03:00.000Z', '2020-01-05T20:15:00.000Z'),
      })
      .map(({ id, recordId, ...parts }) => charge(id, recordId, parts)),
  },
  {
    weight: 2,
    arbitrary: fc
      .record({
        id: fc.constantFrom('r1', 'r2'),
        chargeId: chargeIds,
        version,
        amountMinor: fc.constantFrom(500, 1_000, 2_000),
        state: fc.constantFrom('succeeded', 'failed', 'pending'),
      })
      .map(({ id, chargeId, ...parts }) => refund(id, chargeId, parts)),
  },
  {
    weight: 2,
    arbitrary: fc
      .tuple(
        fc.oneof(
          recordIds.map((id) => ['booking', id]),
          chargeIds.map((id) => ['charge', id]),
        ),
        version,
      )
      .map(([[kind = '', id = ''], v]) => deletion(kind, id, v)),
  },
)

/** One history has one content for each version: the first that is drawn. */
function asHistory(changes: readonly WireChange[]): WireChange[] {
  const known = new Map<string, WireChange>()
  return changes.map((one) => {
    const name = `${one.kind} ${one.id} ${one.version}`
    const first = known.get(name) ?? one
    known.set(name, first)
    return first
  })
}

test('late, repeated, out of order, deleted: every order of arrival ends in the naive model, groups and counters too', () => {
  fc.assert(
    fc.property(
      fc.array(change, { maxLength: 40 }).map(asHistory),
      fc.integer({ min: 1, max: 12 }),
      (history, pageSize) => {
        withCopy((copy) => {
          for (let at = 0; at < history.length; at += pageSize) apply(copy, history.slice(at, at + pageSize))
          expect(heldBy(copy)).toEqual(expectedOf(history))
        })
      },
    ),
    { numRuns: 60 },
  )
}, 90_000)

test('the same history in another order, with repeats, is the same store', () => {
  const shuffled = fc
    .array(change, { maxLength: 25 })
    .map(asHistory)
    .chain((history) =>
      fc.tuple(fc.constant(history), fc.shuffledSubarray([...history, ...history], { minLength: history.length * 2 })),
    )
  fc.assert(
    fc.property(shuffled, ([history, otherOrder]) => {
      withCopy((copy) => {
        for (const item of otherOrder) apply(copy, [item])
        expect(heldBy(copy)).toEqual(expectedOf(history))
      })
    }),
    { numRuns: 40 },
  )
}, 90_000)

test('a page is all or nothing, with its cursor', () => {
  withCopy((copy) => {
    apply(copy, [booking('b1')])
    copy.sqlite.pragma(`max_page_count = ${copy.sqlite.pragma('page_count', { simple: true })}`)
    const many = Array.from({ length: 2_000 }, (_, index) => booking(`x${index}`, { surname: `X${index}` }))
    const full = applyPage(copy, { items: many, nextCursor: 'later', syncedAt: 9 }, still)
    expect(full).toMatchObject({ ok: false, failure: { kind: 'disk_full' } })
    expect(heldBy(copy).records).toEqual(['b1@1'])
    expect(copy.sqlite.prepare('SELECT cursor FROM sync_state').pluck().get()).toBe('c')
  })
})

test('quarantine costs nothing else, says no content, and is released by a version that parses', () => {
  withCopy((copy) => {
    const bad = { ...booking('b1', { version: 2 }), data: { reference: 'SECRET', traveller: 'SECRET' } }
    apply(copy, [booking('b1'), bad, bad, 'SECRET', null, { seq: 'SECRET', kind: 'booking', id: 'b9' }])
    const rows = copy.sqlite.prepare('SELECT * FROM quarantine').all()
    expect(JSON.stringify(rows)).not.toContain('SECRET')
    expect(rows).toHaveLength(3)
    expect(heldBy(copy).records).toEqual(['b1@1'])
    apply(copy, [booking('b1', { version: 3 })])
    expect(copy.sqlite.prepare(`SELECT count(*) FROM quarantine WHERE item_id = 'b1'`).pluck().get()).toBe(0)
    expect(copy.sqlite.prepare('SELECT quarantined FROM sync_state').pluck().get()).toBe(2)
  })
})

test('a refund that is news is told, an old one is not', () => {
  withCopy((copy) => {
    const told = apply(copy, [refund('r1', 'c1', { version: 2, key: 'k' }), refund('r1', 'c1', { version: 1 })])
    expect(told).toMatchObject({
      ok: true,
      value: { refunds: [{ id: 'r1', idempotencyKey: 'k', requestedBy: { name: 'Ada' } }] },
    })
    expect(apply(copy, [refund('r1', 'c1', { version: 2 })])).toEqual({ ok: true, value: { refunds: [], workMs: 0 } })
  })
})

test('names that nobody bears any more are no longer found', () => {
  withCopy((copy) => {
    const tokens = () => copy.sqlite.prepare('SELECT token FROM name_token ORDER BY 1').pluck().all()
    apply(copy, [booking('b1'), booking('b2', { givenName: 'Zoë' })])
    expect(tokens()).toEqual(['davey', 'jones', 'zoe'])
    apply(copy, [booking('b1', { version: 2, givenName: 'David', surname: 'Jonas' })])
    expect(tokens()).toEqual(['david', 'jonas', 'jones', 'zoe'])
    apply(copy, [deletion('booking', 'b1', 3), deletion('booking', 'b2', 3)])
    expect(tokens()).toEqual([])
    expect(heldBy(copy).customers).toEqual([])
  })
})

test('every statement of the sync works on an index', () => {
  withCopy((copy) => {
    const { spy, statements } = recordStatements(copy)
    const page = [
      booking('b1'),
      booking('b2'),
      charge('c1', 'b1'),
      charge('c2', 'b2'),
      refund('r1', 'c1', { amountMinor: 5 }),
      booking('b1', { version: 2, givenName: 'Mary', email: 'mary@example.org' }),
      deletion('charge', 'c2', 2),
      charge('c2', 'b1', { version: 3 }),
      charge('c3', 'b1', { version: 3 }),
      deletion('booking', 'b2', 2),
      { seq: 0 },
    ]
    for (const item of page) apply(spy, [item])
    expect(heldBy(copy).groups).toEqual(['c1 c2 c3'])
    listGroupCandidates(spy, 0, 10)
    groupOfCharge(spy, 'c2')
    expect(statements.size).toBeGreaterThan(25)
    for (const sql of statements) expect(scansOf(copy, sql), sql).toEqual([])
  })
})
