import { describe, expect, it } from 'vitest'
import {
  byGateway,
  maySelect,
  moneyOf,
  placeOf,
  stepRow,
  sumsOf,
  visibleRows,
} from '../../../../../src/renderer/features/inbox/bulk/triage.ts'
import type { InboxRow } from '../../../../../src/shared/model/index.ts'
import { AT } from '../../../sample.ts'

const row = (groupId: string, change: Partial<InboxRow> = {}): InboxRow => ({
  groupId,
  bookingId: `booking of ${groupId}`,
  verdict: 'duplicate',
  confidence: 'sure',
  amountMinor: 9_599,
  currency: 'GBP',
  travellerName: 'Davey Jones',
  flightNumber: 'EI164',
  departure: '2026-02-28T20:15',
  charges: 2,
  gateways: ['old', 'new'],
  atStakeMinor: 9_599,
  latestAt: AT,
  onItsWay: 0,
  ...change,
})
const ids = (rows: readonly InboxRow[]) => rows.map(({ groupId }) => groupId)

describe('the inbox list', () => {
  it('shows every group once and omits skipped groups', () => {
    const pages = [
      [row('a'), row('b'), row('c')],
      [row('c'), row('d')],
    ]
    expect(ids(visibleRows(pages, ['b']))).toEqual(['a', 'c', 'd'])
  })

  it('moves from the chosen group and stops at the ends', () => {
    const rows = [row('a'), row('b'), row('c')]
    const at = (groupId: string, was = 0) => placeOf(rows, { groupId, at: was })
    expect(stepRow(rows, at('a'), 1)).toBe(1)
    expect(stepRow(rows, at('c'), 1)).toBe(2)
    expect(stepRow(rows, at('a'), -1)).toBe(0)
  })

  it('moves from the same position when the chosen group has left', () => {
    const rows = [row('a'), row('c'), row('d')]
    const place = placeOf(rows, { groupId: 'b', at: 1 })
    expect(place).toEqual({ at: 1, gone: true })
    expect(ids(rows)[stepRow(rows, place, 1)]).toBe('c')
    expect(ids(rows)[stepRow(rows, place, -1)]).toBe('a')
    expect(stepRow(rows, placeOf(rows, { groupId: null, at: -1 }), 1)).toBe(0)
  })
})

describe('a bulk refund', () => {
  it('accepts only certain duplicates with an amount to refund and without a refund in progress', () => {
    expect(maySelect(row('a'))).toBe(true)
    expect(maySelect(row('a', { confidence: 'likely' }))).toBe(false)
    expect(maySelect(row('a', { verdict: 'hold' }))).toBe(false)
    expect(maySelect(row('a', { onItsWay: 1 }))).toBe(false)
    expect(maySelect(row('a', { atStakeMinor: 0 }))).toBe(false)
  })

  it('adds up the amounts by currency and counts the gateways', () => {
    const rows = [row('a', { currency: 'EUR', gateways: ['old'] }), row('b'), row('c', { atStakeMinor: 1 })]
    expect(sumsOf(rows)).toEqual([
      { currency: 'GBP', amountMinor: 9_600, groups: 2 },
      { currency: 'EUR', amountMinor: 9_599, groups: 1 },
    ])
    expect(byGateway(rows)).toEqual([
      ['both', 2],
      ['old', 1],
    ])
  })
})

it('a row shows the amount at stake, or the held amount for a hold', () => {
  expect(moneyOf(row('a', { atStakeMinor: 500, amountMinor: 900 })).amountMinor).toBe(500)
  expect(moneyOf(row('a', { verdict: 'hold', atStakeMinor: 0, amountMinor: 900 })).amountMinor).toBe(900)
})
