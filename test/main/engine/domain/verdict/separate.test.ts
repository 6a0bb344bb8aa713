import { describe, expect, it } from 'vitest'
import type { JudgedCharge } from '../../../../../src/main/engine/domain/verdict/judged.ts'
import { findSeparate } from '../../../../../src/main/engine/domain/verdict/separate.ts'
import { back, paid, reasonsOf } from './story.ts'

const DAY = 24 * 60

interface Case {
  readonly says: string
  readonly charges: readonly JudgedCharge[]
  readonly because: readonly string[]
}

const cases: readonly Case[] = [
  {
    says: 'out and home again',
    charges: [paid('a'), paid('b', { flight: 'EI165', departure: 202607051100 })],
    because: ['other_flight'],
  },
  {
    says: 'a connecting flight',
    charges: [paid('a'), paid('b', { flight: 'EI105', departure: 202606282355 })],
    because: ['other_flight'],
  },
  {
    says: 'a connecting flight under the same reference: one traveller',
    charges: [
      paid('a', { reference: 'K3J9QX' }),
      paid('b', { reference: 'K3J9QX', flight: 'EI105', departure: 202606282355 }),
    ],
    because: ['other_flight'],
  },
  {
    says: 'father and son of one name under one reference',
    charges: [paid('a', { reference: 'K3J9QX' }), paid('b', { reference: 'K3J9QX' })],
    because: ['one_party'],
  },
  {
    says: 'the same flight on another day',
    charges: [paid('a'), paid('b', { at: 5, departure: 202606292015 })],
    because: ['other_day'],
  },
  {
    says: 'an attempt that failed',
    charges: [paid('a', { state: 'failed' }), paid('b', { at: 5 })],
    because: ['attempt_failed'],
  },
  {
    says: 'a party on one reference',
    charges: [paid('a', { reference: 'K3J9QX' }), paid('b', { reference: 'K3J9QX', who: 'Mary Jones' })],
    because: ['one_party', 'other_traveller'],
  },
  {
    says: 'a couple, booked apart',
    charges: [paid('a'), paid('b', { at: 5, who: 'Mary Jones' })],
    because: ['other_traveller'],
  },
  {
    says: 'a bag that costs as much as the fare',
    charges: [paid('a', { booking: 'r' }), paid('b', { booking: 'r', at: 5, purpose: 'ancillary' })],
    because: ['other_purpose'],
  },
  {
    says: 'a seat for the cello under the same reference',
    charges: [paid('a', { reference: 'K3J9QX' }), paid('b', { reference: 'K3J9QX', service: 'EXST' })],
    because: ['extra_seat'],
  },
  {
    says: 'the later one was cancelled and given back',
    charges: [paid('a'), paid('b', { at: 90, status: 'cancelled', refunds: [back({ reason: 'cancelled' })] })],
    because: ['refunded_whole'],
  },
  {
    says: 'cancelled, given back, and bought again',
    charges: [paid('a', { status: 'cancelled', refunds: [back({ reason: 'cancelled' })] }), paid('b', { at: 120 })],
    because: ['cancelled_before'],
  },
]

describe('equal amounts that are purchases of their own', () => {
  it.each(cases)('$says', ({ charges, because }) => {
    const apart = findSeparate(charges.toReversed())
    expect(apart.map((one) => one.charges.map(({ id }) => id))).toEqual([['a', 'b']])
    expect(reasonsOf(apart)).toEqual(because)
  })

  it('says each reason once, however many there are', () => {
    const week = [1, 2, 3].map((day) => paid(`day ${day}`, { at: day, departure: 202606282015 + day * 10_000 }))
    const apart = findSeparate(week)
    expect(apart.map(({ charges }) => charges.length)).toEqual([3])
    expect(reasonsOf(apart)).toEqual(['other_day'])
  })

  it('says nothing where it knows no reason', () => {
    expect(findSeparate([paid('a'), paid('b', { at: 5 })])).toEqual([])
  })

  it('says nothing of other amounts, of other currencies, and of what no statement shows together', () => {
    const home = { flight: 'EI165' }
    expect(findSeparate([paid('a'), paid('b', { ...home, amountMinor: 12_000 })])).toEqual([])
    expect(findSeparate([paid('a'), paid('b', { ...home, currency: 'USD' })])).toEqual([])
    expect(findSeparate([paid('a'), paid('b', { ...home, at: 31 * DAY })])).toHaveLength(1)
    expect(findSeparate([paid('a'), paid('b', { ...home, at: 31 * DAY + 1 })])).toEqual([])
    expect(findSeparate([paid('a')])).toEqual([])
  })
})
