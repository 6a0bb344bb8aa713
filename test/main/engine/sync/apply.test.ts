import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Copy, type Departure, startBatch } from '../../../../src/main/engine/store/copy/copy.ts'
import { groupOfCharge } from '../../../../src/main/engine/store/copy/groups.ts'
import { beginFill } from '../../../../src/main/engine/store/copy/sync-state.ts'
import { applyPage } from '../../../../src/main/engine/sync/apply.ts'
import { judgeNext } from '../../../../src/main/engine/verdicts/recount.ts'
import { recordStatements, scansOf } from '../store/plans.ts'
import { history } from './histories.ts'
import { expectedOf, heldBy } from './model.ts'
import { storedGroups } from './recount.ts'
import { makeFolder, openCopies } from './rig.ts'
import { booking, charge, decision, deletion, refund } from './wire.ts'

/** Runs a check with an empty copy on disk. */
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

/** A clock and a stopwatch that do not move. */
const STOPPED_TIME = { clock: () => 7, stopwatch: () => 0 }

const apply = (copy: Copy, items: readonly unknown[]) =>
  applyPage(copy, { items, nextCursor: 'c', syncedAt: null }, STOPPED_TIME)

/** Printed in the titles, so that a failed run can be repeated. */
const seed = Date.now()

test(`changes that are late, repeated, out of order or deleted end in the naive model in every order, groups and counters included (seed ${seed})`, () => {
  fc.assert(
    fc.property(history(60), fc.integer({ min: 1, max: 12 }), (changes, pageSize) => {
      withCopy((copy) => {
        for (let at = 0; at < changes.length; at += pageSize) {
          apply(copy, changes.slice(at, at + pageSize))
          expect(heldBy(copy)).toEqual(expectedOf(changes.slice(0, at + pageSize)))
        }
      })
    }),
    { numRuns: 120, seed },
  )
})

test(`the same history in another order and with repeats gives the same copy (seed ${seed})`, () => {
  const shuffled = history(35).chain((changes) =>
    fc.tuple(fc.constant(changes), fc.shuffledSubarray([...changes, ...changes], { minLength: changes.length * 2 })),
  )
  fc.assert(
    fc.property(shuffled, fc.integer({ min: 1, max: 5 }), ([changes, otherOrder], stepOf) => {
      withCopy((copy) => {
        for (const item of otherOrder) apply(copy, [item])
        expect(heldBy(copy)).toEqual(expectedOf(changes))
        judgeAll(copy, stepOf)
        expect(heldBy(copy).groups, 'judged in steps as after a fill').toEqual(expectedOf(changes).groups)
      })
    }),
    { numRuns: 60, seed },
  )
})

test('a charge that has left a departure no longer joins it through a decision that names the charge', () => {
  const changes = [
    booking('b1', { day: 29 }),
    booking('b2'),
    charge('c1', 'b1'),
    charge('c2', 'b2'),
    charge('c3', 'b2'),
    decision('d1', ['c1', 'c3']),
    charge('c1', 'b4', { version: 2 }),
  ]
  withCopy((copy) => {
    for (const change of changes) apply(copy, [change])
    expect(heldBy(copy)).toEqual(expectedOf(changes))
  })
})

test('a page is applied as a whole with its cursor, or not at all', () => {
  withCopy((copy) => {
    apply(copy, [booking('b1')])
    copy.sqlite.pragma(`max_page_count = ${copy.sqlite.pragma('page_count', { simple: true })}`)
    const many = Array.from({ length: 2_000 }, (_, index) => booking(`x${index}`, { surname: `X${index}` }))
    const full = applyPage(copy, { items: many, nextCursor: 'later', syncedAt: 9 }, STOPPED_TIME)
    expect(full).toMatchObject({ ok: false, failure: { kind: 'disk_full' } })
    expect(heldBy(copy).bookings).toEqual(['b1@1'])
    expect(copy.sqlite.prepare('SELECT cursor FROM sync_state').pluck().get()).toBe('c')
  })
})

test('quarantine affects no other change, stores no content, and ends with a version that parses', () => {
  withCopy((copy) => {
    const bad = { ...booking('b1', { version: 2 }), data: { reference: 'SECRET', traveller: 'SECRET' } }
    apply(copy, [booking('b1'), bad, bad, 'SECRET', null, { seq: 'SECRET', kind: 'booking', id: 'b9' }])
    const rows = copy.sqlite.prepare('SELECT * FROM quarantine').all()
    expect(JSON.stringify(rows)).not.toContain('SECRET')
    expect(rows).toHaveLength(3)
    expect(heldBy(copy).bookings).toEqual(['b1@1'])
    apply(copy, [booking('b1', { version: 3 })])
    expect(copy.sqlite.prepare(`SELECT count(*) FROM quarantine WHERE item_id = 'b1'`).pluck().get()).toBe(0)
    expect(copy.sqlite.prepare('SELECT quarantined FROM sync_state').pluck().get()).toBe(2)
  })
})

test('a newer version of a refund is reported, and an older one is not', () => {
  withCopy((copy) => {
    const applied = apply(copy, [refund('r1', 'c1', { version: 2, key: 'k' }), refund('r1', 'c1', { version: 1 })])
    expect(applied).toMatchObject({
      ok: true,
      value: { refunds: [{ id: 'r1', idempotencyKey: 'k', requestedBy: { name: 'Ada' } }] },
    })
    expect(apply(copy, [refund('r1', 'c1', { version: 2 })])).toEqual({ ok: true, value: { refunds: [], workMs: 0 } })
  })
})

test('tokens without postings are removed from the vocabulary', () => {
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

test('every statement of the sync uses an index', () => {
  withCopy((copy) => {
    const { spy, statements } = recordStatements(copy)
    const page = [
      booking('b1'),
      booking('b2', { reference: 'ZZZ999' }),
      charge('c1', 'b1'),
      charge('c2', 'b2'),
      refund('r1', 'c1', { amountMinor: 5 }),
      decision('d1', ['c1', 'c2'], { verdict: 'duplicate' }),
      decision('d1', ['c1', 'c2'], { verdict: 'duplicate', version: 2 }),
      deletion('decision', 'd1', 3),
      booking('b1', { version: 2, givenName: 'Mary', email: 'mary@example.org' }),
      deletion('charge', 'c2', 2),
      charge('c2', 'b1', { version: 3 }),
      charge('c3', 'b1', { version: 3 }),
      deletion('booking', 'b2', 2),
      { seq: 0 },
    ]
    for (const item of page) apply(spy, [item])
    expect(storedGroups(copy).map(({ members }) => members.map(({ chargeId }) => chargeId))).toEqual([
      ['c1', 'c2', 'c3'],
    ])
    judgeAll(spy, 10)
    groupOfCharge(spy, 'c2')
    expect(statements.size).toBeGreaterThan(30)
    for (const sql of statements) expect(scansOf(copy, sql), sql).toEqual([])
  })
})

/** Judges all groups again, about `stepOf` charges at a time. */
function judgeAll(copy: Copy, stepOf: number): void {
  copy.sqlite.exec('DELETE FROM duplicate_group')
  const batch = startBatch(copy, 'after_fill')
  let after: Departure | null = null
  do after = judgeNext(copy, batch, after, stepOf)
  while (after !== null)
}
