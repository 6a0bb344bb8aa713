import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  countDroppedOff,
  countOpenHours,
  HOUR_MS,
  listOpenGroups,
  type OpenGroup,
  sumOpenGroups,
} from '../../../../../src/main/engine/store/copy/inbox.ts'
import { openDatabase, type Store } from '../../../../../src/main/engine/store/sqlite/open.ts'
import type { InboxFilter, InboxOrder } from '../../../../../src/shared/model/index.ts'
import { MIGRATIONS, makeFolder } from '../../sync/rig.ts'
import { recordStatements } from '../plans.ts'
import { insertOpenGroups, type OpenGroupRow } from './open-groups.ts'

const ANY: InboxFilter = { verdicts: [], gateways: [], currency: null, atLeastMinor: null, from: null, to: null }
const START = Date.UTC(2026, 10, 20)
/** Holds in the first half of the generated times have dropped off (UTC ms). */
const HELD_SINCE = START + 18 * HOUR_MS

let folder: ReturnType<typeof makeFolder>
let store: Store
let groups: readonly OpenGroupRow[]

beforeAll(() => {
  folder = makeFolder()
  const opened = openDatabase({ file: join(folder.path, 'copy-1.db'), migrationsFolder: MIGRATIONS })
  if (!opened.ok) throw new Error(opened.failure.kind)
  store = opened.value
  groups = fc.sample(generatedGroup, { numRuns: 700, seed: 11 }).map((one, index) => ({ ...one, id: `c${index}` }))
  insertOpenGroups(store, groups)
})

afterAll(() => {
  store.close()
  folder.remove()
})

/** Few different times and amounts, so that many groups differ only in their ids. */
const generatedGroup = fc.record({
  verdict: fc.constantFrom('duplicate', 'hold', 'unsure', 'separate'),
  gateways: fc.constantFrom('old', 'new', 'both', 'later'),
  currency: fc.constantFrom('EUR', 'GBP', 'JPY'),
  atStakeMinor: fc.constantFrom(0, 900, 9_599, 20_000),
  latestAt: fc.nat({ max: 72 }).map((half) => START + half * (HOUR_MS / 2)),
  isOpen: fc.integer({ min: 0, max: 3 }).map((one) => one > 0),
})

const filters: fc.Arbitrary<InboxFilter> = fc.record({
  verdicts: fc.subarray(['duplicate', 'hold', 'unsure'] as const),
  gateways: fc.subarray(['old', 'new', 'both'] as const),
  currency: fc.constantFrom(null, 'EUR', 'JPY'),
  atLeastMinor: fc.constantFrom(null, 901, 9_599),
  from: fc.constantFrom(null, START + 5 * HOUR_MS),
  to: fc.constantFrom(null, START + 20 * HOUR_MS),
})
const orders = fc.constantFrom<InboxOrder>('newest', 'oldest', 'money')

/** The meaning of a filter, written in the plainest way. */
function matches(group: OpenGroupRow, { verdicts, gateways, currency, atLeastMinor, from, to }: InboxFilter): boolean {
  return (
    group.isOpen &&
    (group.verdict !== 'hold' || group.latestAt >= HELD_SINCE) &&
    (verdicts.length === 0 || verdicts.some((one) => one === group.verdict)) &&
    (gateways.length === 0 || gateways.some((one) => one === group.gateways)) &&
    (currency === null || (group.currency === currency && group.atStakeMinor >= (atLeastMinor ?? 0))) &&
    (from === null || group.latestAt >= from) &&
    (to === null || group.latestAt < to)
  )
}

/** All rows of a list, read page by page; `between` runs after each full page. */
function walk(filter: InboxFilter, order: InboxOrder, limit: number, between: () => void = () => {}): OpenGroup[] {
  const found: OpenGroup[] = []
  for (;;) {
    const last = found.at(-1)
    const after = last === undefined ? null : { ...last, id: last.groupId, chargeIds: '' }
    const page = listOpenGroups(store, { filter, heldSince: HELD_SINCE, order, after, limit })
    found.push(...page)
    if (page.length < limit) return found
    between()
  }
}

/** The sort order: negative when a comes before b. */
const before: Readonly<Record<InboxOrder, (a: OpenGroupRow, b: OpenGroupRow) => number>> = {
  newest: (a, b) => b.latestAt - a.latestAt || compare(b.id, a.id),
  oldest: (a, b) => a.latestAt - b.latestAt || compare(a.id, b.id),
  money: (a, b) => compare(b.currency, a.currency) || b.atStakeMinor - a.atStakeMinor || compare(b.id, a.id),
}
const compare = (a: string, b: string): number => (a < b ? -1 : Number(a > b))

describe('the open groups', () => {
  test('every filter in every order returns all matching groups, page by page and without repeats', () => {
    fc.assert(
      fc.property(filters, orders, fc.integer({ min: 1, max: 90 }), (filter, order, limit) => {
        const expected = groups.filter((group) => matches(group, filter)).toSorted(before[order])
        expect(walk(filter, order, limit).map(({ groupId }) => groupId)).toEqual(expected.map(({ id }) => id))
      }),
    )
  })

  test('totals and sums are equal to those of a plain count', () => {
    fc.assert(
      fc.property(filters, (filter) => {
        const fitting = Map.groupBy(
          groups.filter((group) => matches(group, filter)),
          ({ currency }) => currency,
        )
        const sums = sumOpenGroups(store, filter, HELD_SINCE)
        expect(sums.length).toBe(fitting.size)
        for (const { currency, groups: count, amountMinor } of sums) {
          const those = fitting.get(currency) ?? []
          expect(count).toBe(those.length)
          expect(amountMinor).toBe(those.reduce((sum, { atStakeMinor }) => sum + atStakeMinor, 0))
        }
        expect(sums.map((one) => one.groups)).toEqual(sums.map((one) => one.groups).toSorted((a, b) => b - a))
      }),
    )
  })

  test('the hours are equal to those of a plain count', () => {
    fc.assert(
      fc.property(filters, (filter) => {
        const hours = countOpenHours(store, filter, HELD_SINCE)
        const fitting = groups.filter((group) => matches(group, filter))
        const plain = Map.groupBy(fitting, ({ latestAt }) => Math.floor(latestAt / HOUR_MS) * HOUR_MS)
        expect(hours.map(({ at }) => at)).toEqual([...plain.keys()].toSorted((a, b) => a - b))
        for (const hour of hours) {
          const those = plain.get(hour.at) ?? []
          const of = (gateway: string) => those.filter(({ gateways }) => gateways === gateway).length
          const byGateway = { old: of('old'), new: of('new'), both: of('both') }
          expect(hour).toEqual({ at: hour.at, groups: those.length, byGateway })
        }
      }),
    )
  })

  test('dropped-off holds are the open groups that the list does not show', () => {
    for (const since of [0, HELD_SINCE, START + 9 * HOUR_MS + 1, START + 72 * HOUR_MS]) {
      const over = groups.filter(({ isOpen, verdict, latestAt }) => isOpen && verdict === 'hold' && latestAt < since)
      expect(countDroppedOff(store, since)).toBe(over.filter(({ atStakeMinor }) => atStakeMinor === 0).length)
    }
    expect(countDroppedOff(store, START + 72 * HOUR_MS)).toBeGreaterThan(0)
  })

  test('pages stay complete and without repeats while groups are added and removed between them', () => {
    fc.assert(
      fc.property(orders, fc.array(generatedGroup, { minLength: 8, maxLength: 8 }), (order, coming) => {
        store.sqlite.exec('SAVEPOINT changing')
        try {
          const present = groups.filter((group) => matches(group, ANY))
          const gone = new Set<string>()
          let turn = 0
          const found = walk(ANY, order, 97, () => {
            const comes = coming[turn % coming.length]
            const goes = present[(turn * 131) % present.length]
            if (comes !== undefined) insertOpenGroups(store, [{ ...comes, id: `new-${turn}` }])
            if (goes !== undefined) {
              gone.add(goes.id)
              store.sqlite.prepare('DELETE FROM duplicate_group WHERE id = ?').run(goes.id)
            }
            turn += 1
          }).map(({ groupId }) => groupId)
          expect(new Set(found).size).toBe(found.length)
          const seen = new Set(found)
          expect(present.filter(({ id }) => !seen.has(id) && !gone.has(id))).toEqual([])
        } finally {
          store.sqlite.exec('ROLLBACK TO changing; RELEASE changing')
        }
      }),
      { numRuns: 20 },
    )
  })

  test('a group has its traveller, flight, address and charges', () => {
    const [first] = listOpenGroups(store, { filter: ANY, heldSince: 0, order: 'oldest', after: null, limit: 1 })
    expect(first).toMatchObject({
      bookingId: `booking-of-${first?.groupId}`,
      givenName: 'Davey',
      surname: 'Jones',
      flightNumber: 'EI164',
      departure: 202702282015,
      chargeIds: [first?.groupId, `${first?.groupId}-again`],
    })
  })

  test('no statement scans a table, and every count reads only an index', () => {
    const { spy, statements } = recordStatements({ ...store, entities: undefined as never })
    const full: InboxFilter = {
      verdicts: ['duplicate'],
      gateways: ['both'],
      currency: 'EUR',
      atLeastMinor: 900,
      from: START,
      to: START + 1,
    }
    for (const filter of [ANY, full, { ...ANY, currency: 'EUR' }, { ...ANY, from: START }]) {
      for (const order of ['newest', 'oldest', 'money'] as const) {
        const after = { id: 'c1', latestAt: START, currency: 'EUR', atStakeMinor: 900 }
        listOpenGroups(spy, { filter, heldSince: START, order, after: null, limit: 100 })
        listOpenGroups(spy, { filter, heldSince: START, order, after, limit: 100 })
      }
      sumOpenGroups(spy, filter, START)
      countOpenHours(spy, filter, START)
    }
    countDroppedOff(spy, START)
    expect(statements.size).toBeGreaterThan(20)
    for (const sql of statements) {
      const names = [...sql.matchAll(/@(\w+)/g)].map(([, name]) => [name, 1])
      const plan = store.sqlite.prepare(`EXPLAIN QUERY PLAN ${sql}`).all(Object.fromEntries(names)) as {
        detail: string
      }[]
      for (const { detail } of plan) {
        expect(detail, sql).not.toMatch(/^SCAN (?!json_each|money|\(subquery|duplicate_group USING (COVERING )?INDEX)/)
        // The index gives the order: a sort would read every group before the first row.
        if (sql.includes('LIMIT')) expect(detail, sql).not.toMatch(/TEMP B-TREE FOR ORDER BY/)
        if (!sql.includes('LIMIT') && /duplicate_group/.test(detail)) expect(detail, sql).toMatch(/COVERING INDEX/)
      }
    }
  })
})
