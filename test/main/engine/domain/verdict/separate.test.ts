import { describe, expect, it } from 'vitest'
import type { JudgedCharge } from '../../../../../src/main/engine/domain/verdict/judged.ts'
import { findSeparate } from '../../../../../src/main/engine/domain/verdict/separate.ts'
import { aCharge, aRefund, reasonsOf } from './story.ts'

const DAY = 24 * 60

interface Case {
  readonly says: string
  readonly charges: readonly JudgedCharge[]
  readonly because: readonly string[]
}

const cases: readonly Case[] = [
  {
    says: 'an outbound and a return flight',
    charges: [aCharge('a'), aCharge('b', { flight: 'EI165', departure: 202607051100 })],
    because: ['other_flight'],
  },
  {
    says: 'a connecting flight',
    charges: [aCharge('a'), aCharge('b', { flight: 'EI105', departure: 202606282355 })],
    because: ['other_flight'],
  },
  {
    says: 'a connecting flight of one traveller under the same reference',
    charges: [
      aCharge('a', { reference: 'K3J9QX' }),
      aCharge('b', { reference: 'K3J9QX', flight: 'EI105', departure: 202606282355 }),
    ],
    because: ['other_flight'],
  },
  {
    says: 'two travellers with one name under one reference',
    charges: [aCharge('a', { reference: 'K3J9QX' }), aCharge('b', { reference: 'K3J9QX' })],
    because: ['one_party'],
  },
  {
    says: 'the same flight on another day',
    charges: [aCharge('a'), aCharge('b', { at: 5, departure: 202606292015 })],
    because: ['other_day'],
  },
  {
    says: 'a failed attempt',
    charges: [aCharge('a', { state: 'failed' }), aCharge('b', { at: 5 })],
    because: ['attempt_failed'],
  },
  {
    says: 'a party on one reference',
    charges: [aCharge('a', { reference: 'K3J9QX' }), aCharge('b', { reference: 'K3J9QX', who: 'Mary Jones' })],
    because: ['one_party', 'other_traveller'],
  },
  {
    says: 'a couple with two references',
    charges: [aCharge('a'), aCharge('b', { at: 5, who: 'Mary Jones' })],
    because: ['other_traveller'],
  },
  {
    says: 'a bag that has the price of the fare',
    charges: [aCharge('a', { booking: 'r' }), aCharge('b', { booking: 'r', at: 5, purpose: 'ancillary' })],
    because: ['other_purpose'],
  },
  {
    says: 'an extra seat under the same reference',
    charges: [aCharge('a', { reference: 'K3J9QX' }), aCharge('b', { reference: 'K3J9QX', service: 'EXST' })],
    because: ['extra_seat'],
  },
  {
    says: 'a later booking that was cancelled and refunded',
    charges: [aCharge('a'), aCharge('b', { at: 90, status: 'cancelled', refunds: [aRefund({ reason: 'cancelled' })] })],
    because: ['refunded_whole'],
  },
  {
    says: 'a booking that was cancelled, refunded and bought again',
    charges: [
      aCharge('a', { status: 'cancelled', refunds: [aRefund({ reason: 'cancelled' })] }),
      aCharge('b', { at: 120 }),
    ],
    because: ['cancelled_before'],
  },
]

describe('equal amounts that are separate purchases', () => {
  it.each(cases)('$says', ({ charges, because }) => {
    const apart = findSeparate(charges.toReversed())
    expect(apart.map((one) => one.charges.map(({ id }) => id))).toEqual([['a', 'b']])
    expect(reasonsOf(apart)).toEqual(because)
  })

  it('give each reason once, however many charges there are', () => {
    const week = [1, 2, 3].map((day) => aCharge(`day ${day}`, { at: day, departure: 202606282015 + day * 10_000 }))
    const apart = findSeparate(week)
    expect(apart.map(({ charges }) => charges.length)).toEqual([3])
    expect(reasonsOf(apart)).toEqual(['other_day'])
  })

  it('give nothing when no reason is known', () => {
    expect(findSeparate([aCharge('a'), aCharge('b', { at: 5 })])).toEqual([])
  })

  it('give nothing for other amounts, other currencies and charges that are more than 31 days apart', () => {
    const home = { flight: 'EI165' }
    expect(findSeparate([aCharge('a'), aCharge('b', { ...home, amountMinor: 12_000 })])).toEqual([])
    expect(findSeparate([aCharge('a'), aCharge('b', { ...home, currency: 'USD' })])).toEqual([])
    expect(findSeparate([aCharge('a'), aCharge('b', { ...home, at: 31 * DAY })])).toHaveLength(1)
    expect(findSeparate([aCharge('a'), aCharge('b', { ...home, at: 31 * DAY + 1 })])).toEqual([])
    expect(findSeparate([aCharge('a')])).toEqual([])
  })
})
