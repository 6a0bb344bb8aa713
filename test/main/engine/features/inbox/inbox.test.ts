import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { HOLD_MS } from '../../../../../src/main/engine/domain/hold.ts'
import type { DeskFacts } from '../../../../../src/main/engine/features/customer/customer.ts'
import { readStatus } from '../../../../../src/main/engine/features/health/status.ts'
import { readInbox, readInboxHours } from '../../../../../src/main/engine/features/inbox/inbox.ts'
import { countQueue, listIntentsOfCharges } from '../../../../../src/main/engine/features/queue/queue.ts'
import type { Copy } from '../../../../../src/main/engine/store/copy/copy.ts'
import { HOUR_MS } from '../../../../../src/main/engine/store/copy/inbox.ts'
import { beginFill } from '../../../../../src/main/engine/store/copy/sync-state.ts'
import type { GroupDecision, InboxFilter, InboxOrder } from '../../../../../src/shared/model/index.ts'
import { type ScriptedCentral, startScriptedCentral } from '../../scripted-central.ts'
import { insertOpenGroups } from '../../store/copy/open-groups.ts'
import { expectOk, kindOf, makeFolder, openDesk, removeFolder, submit, type WorkingDesk } from '../../working-desk.ts'

const ANY: InboxFilter = { verdicts: [], gateways: [], currency: null, atLeastMinor: null, from: null, to: null }
const START = Date.UTC(2026, 10, 20, 13)

const SYNC = { connection: 'online', fill: null, problem: null } as const

let central: ScriptedCentral
let at: WorkingDesk
let folder: string
let decisions: readonly GroupDecision[]

beforeEach(async () => {
  folder = makeFolder()
  central = await startScriptedCentral()
  at = openDesk({ url: central.url, folder })
  decisions = []
  expectOk(await at.session.signIn('ada', 'ada'))
})

afterEach(async () => {
  await at.close()
  await central.stop()
  removeFolder(folder)
})

const knows: Pick<DeskFacts, 'intentsOf' | 'decisionsOn'> = {
  intentsOf: (chargeIds) => listIntentsOfCharges(at.view, chargeIds),
  decisionsOn: () => decisions,
}
const ask = (order: InboxOrder, after: string | null = null, filter: InboxFilter = ANY) =>
  readInbox({ copy: at.copy, knows, now: START }, { filter, order, after })

/** Adds groups that are an hour apart, oldest first, alternating between two currencies. */
function addGroups(count: number): void {
  insertOpenGroups(
    at.copy,
    Array.from({ length: count }, (_, index) => ({
      id: `c${index}`,
      verdict: 'duplicate',
      gateways: index % 3 === 0 ? 'both' : 'old',
      currency: index % 2 === 0 ? 'EUR' : 'GBP',
      atStakeMinor: 1_000 + index,
      latestAt: START + index * HOUR_MS,
      isOpen: true,
    })),
  )
}

describe('the inbox', () => {
  test('pages through all groups, each with its address, traveller and flight', () => {
    addGroups(250)
    for (const order of ['newest', 'oldest', 'money'] as const) {
      const pages = [expectOk(ask(order))]
      for (let after = pages[0]?.after ?? null; after !== null; after = pages.at(-1)?.after ?? null) {
        pages.push(expectOk(ask(order, after)))
      }
      const ids = pages.flatMap(({ rows }) => rows.map(({ groupId }) => groupId))
      expect(pages.map(({ rows }) => rows.length)).toEqual([100, 100, 50])
      expect(new Set(ids).size).toBe(250)
    }
    const { rows, total, atStake } = expectOk(ask('oldest'))
    expect(total).toBe(250)
    expect(atStake.map(({ currency, groups }) => [currency, groups])).toEqual([
      ['EUR', 125],
      ['GBP', 125],
    ])
    expect(rows[0]).toEqual({
      groupId: 'c0',
      bookingId: 'booking-of-c0',
      verdict: 'duplicate',
      confidence: 'sure',
      amountMinor: 1_000,
      currency: 'EUR',
      atStakeMinor: 1_000,
      gateways: ['old', 'new'],
      latestAt: START,
      travellerName: 'Davey Jones',
      flightNumber: 'EI164',
      departure: '2027-02-28T20:15',
      charges: 2,
      onItsWay: 0,
    })
  })

  test('marks groups with writes on their way from this desk, and hides none', () => {
    addGroups(3)
    expectOk(submit(at, 'c1-again', { amountMinor: 1_001 }))
    const decision = { id: null, key: 'k', note: '', by: { id: 'u1', name: 'Ada' }, at: 1, problemCode: null } as const
    decisions = [
      { ...decision, verdict: 'not_duplicate', chargeIds: ['c2', 'c2-again'], state: 'queued' },
      { ...decision, verdict: 'not_duplicate', chargeIds: ['c0', 'c0-again'], state: 'standing' },
    ]
    const { rows } = expectOk(ask('oldest'))
    expect(rows.map(({ groupId, onItsWay }) => [groupId, onItsWay])).toEqual([
      ['c0', 0],
      ['c1', 1],
      ['c2', 1],
    ])
  })

  test('accepts a page cursor only for an order over the same key', () => {
    addGroups(120)
    const byTime = expectOk(ask('newest')).after
    const byMoney = expectOk(ask('money')).after
    expect(kindOf(ask('money', byTime))).toBe('bad_argument')
    expect(kindOf(ask('oldest', byMoney))).toBe('bad_argument')
    expect(kindOf(ask('newest', 'somewhere'))).toBe('bad_argument')
    expect(kindOf(ask('oldest', byTime))).toBe('ok')
  })

  test('hides a hold once it has dropped off, and shows it as a duplicate when it was captured after all', () => {
    addGroups(2)
    at.copy.sqlite.exec("UPDATE duplicate_group SET verdict = 'hold', at_stake_minor = 0 WHERE id = 'c1'")
    const seenAfter = (ms: number) => {
      const now = START + HOUR_MS + ms
      const { rows, total } = expectOk(
        readInbox({ copy: at.copy, knows, now }, { filter: ANY, order: 'newest', after: null }),
      )
      const hours = readInboxHours(at.copy, { ...ANY, from: START, to: START + 2 * HOUR_MS }, now)
      const status = readStatus({ copy: at.copy as Copy, isCopyProven: true, now }, SYNC, countQueue(at.view))
      return [rows.map(({ groupId }) => groupId), total, hours.map(({ groups }) => groups), status.groups]
    }
    beginFill(at.copy as Copy, { epoch: 'e1', cursor: '0' })
    at.copy.sqlite.exec('UPDATE sync_state SET groups = 2')
    expect(seenAfter(HOLD_MS)).toEqual([['c1', 'c0'], 2, [1, 1], 2])
    expect(seenAfter(HOLD_MS + 1)).toEqual([['c0'], 1, [1, 0], 1])
    at.copy.sqlite.exec("UPDATE duplicate_group SET verdict = 'duplicate', at_stake_minor = 9 WHERE id = 'c1'")
    expect(seenAfter(HOLD_MS + 1)).toEqual([['c1', 'c0'], 2, [1, 1], 2])
  })

  test('is empty before there is a copy', () => {
    const nothing = readInbox({ copy: null, knows, now: START }, { filter: ANY, order: 'newest', after: null })
    expect(nothing).toEqual({ ok: true, value: { rows: [], total: 0, atStake: [], after: null } })
    expect(readInboxHours(null, { ...ANY, from: START, to: START + HOUR_MS }, START)).toHaveLength(1)
  })

  test('counts every hour of the chosen time, also empty ones', () => {
    addGroups(3)
    const hours = readInboxHours(at.copy, { ...ANY, from: START - HOUR_MS - 1, to: START + 4 * HOUR_MS }, START)
    expect(hours.map((hour) => [hour.at - START, hour.groups, hour.byGateway.old, hour.byGateway.new])).toEqual([
      [-2 * HOUR_MS, 0, 0, 0],
      [-HOUR_MS, 0, 0, 0],
      [0, 1, 0, 0],
      [HOUR_MS, 1, 1, 0],
      [2 * HOUR_MS, 1, 1, 0],
      [3 * HOUR_MS, 0, 0, 0],
    ])
  })

  test('counts the last 48 hours by default, and at most 31 days', () => {
    addGroups(1)
    const hours = readInboxHours(at.copy, ANY, START + 60_000)
    expect(hours).toHaveLength(49)
    expect(hours.at(-1)).toEqual({ at: START, groups: 1, byGateway: { old: 0, new: 0, both: 1 } })
    expect(readInboxHours(at.copy, { ...ANY, from: 0 }, START)).toHaveLength(31 * 24 + 1)
    expect(readInboxHours(at.copy, { ...ANY, from: START, to: START - 5 * HOUR_MS }, START)).toEqual([])
  })
})
