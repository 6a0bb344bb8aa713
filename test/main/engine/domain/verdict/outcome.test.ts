import { describe, expect, it, test } from 'vitest'
import { judge } from '../../../../../src/main/engine/domain/verdict/judge.ts'
import type { JudgedCharge, JudgedRefund } from '../../../../../src/main/engine/domain/verdict/judged.ts'
import { leftOf, refundedOf } from '../../../../../src/main/engine/domain/verdict/refunded.ts'
import { aCharge, aRefund, FARE, type Facts, reasonsOf, summarise } from './story.ts'

const PART = 5_000

/** Two or three payments for one purchase, each five minutes after the last. */
const tries = (...facts: readonly Facts[]): JudgedCharge[] =>
  facts.map((one, index) => aCharge(['a', 'b', 'c'][index] ?? 'd', { at: 5 * index, ...one }))

interface Case {
  readonly says: string
  readonly charges: readonly JudgedCharge[]
  /** Null when the charges are no group. */
  readonly judged: string | null
  readonly because?: readonly string[]
  readonly isOpen: boolean
  readonly atStakeMinor: number
}

const held: readonly Case[] = [
  {
    says: 'the second charge is only held: the hold drops off by itself',
    charges: tries({}, { state: 'authorised' }),
    judged: 'hold, sure: a b; keep a',
    because: ['only_held'],
    isOpen: true,
    atStakeMinor: 0,
  },
  {
    says: 'the first charge is only held: the captured one is kept',
    charges: tries({ state: 'authorised' }, {}),
    judged: 'hold, sure: a b; keep b',
    because: ['only_held'],
    isOpen: true,
    atStakeMinor: 0,
  },
  {
    says: 'two holds and no captured charge',
    charges: tries({ state: 'authorised' }, { state: 'authorised' }),
    judged: 'hold, sure: a b; keep none',
    because: ['only_held'],
    isOpen: true,
    atStakeMinor: 0,
  },
  {
    says: 'the paid booking is cancelled: the traveller flies on the other, so its hold will be captured',
    charges: tries({ status: 'cancelled' }, { state: 'authorised' }),
    judged: 'unsure, open: a b; keep none',
    because: ['only_held'],
    isOpen: true,
    atStakeMinor: 0,
  },
  {
    says: 'the captured charge is disputed: no charge is sure to stay paid',
    charges: tries({ state: 'disputed' }, { state: 'authorised' }),
    judged: 'unsure, open: a b; keep none',
    because: ['only_held', 'disputed'],
    isOpen: true,
    atStakeMinor: 0,
  },
  {
    says: 'part of the captured charge was given back as goodwill: the hold still drops off',
    charges: tries({ refunds: [aRefund({ amountMinor: 500, reason: 'goodwill' })] }, { state: 'authorised' }),
    judged: 'hold, sure: a b; keep a',
    because: ['only_held', 'refunded_part'],
    isOpen: true,
    atStakeMinor: 0,
  },
  {
    says: 'one hold beside two captured charges: the hold is not given back',
    charges: tries({ state: 'authorised' }, {}, {}),
    judged: 'duplicate, sure: a b c; keep b, give back c',
    because: ['only_held', 'several_times'],
    isOpen: true,
    atStakeMinor: FARE,
  },
  {
    says: 'the second charge was voided: nothing was captured',
    charges: tries({}, { state: 'voided' }),
    judged: 'resolved, sure: a b; keep a',
    because: ['voided'],
    isOpen: false,
    atStakeMinor: 0,
  },
  {
    says: 'one of three charges was voided',
    charges: tries({ state: 'voided' }, {}, {}),
    judged: 'duplicate, sure: a b c; keep b, give back c',
    because: ['voided'],
    isOpen: true,
    atStakeMinor: FARE,
  },
  {
    says: 'a failed attempt is in no group',
    charges: tries({ state: 'failed' }, {}),
    judged: null,
    isOpen: false,
    atStakeMinor: 0,
  },
  {
    says: 'an unsure verdict stays unsure when the second charge is only held',
    charges: [aCharge('a', { who: 'Ann Carter' }), aCharge('b', { at: 5, who: 'Anne Carter', state: 'authorised' })],
    judged: 'unsure, open: a b; keep a',
    because: ['only_held', 'name_unclear'],
    isOpen: true,
    atStakeMinor: 0,
  },
]

const refunded: readonly Case[] = [
  {
    says: 'the second charge was given back as a whole',
    charges: tries({}, { refunds: [aRefund()] }),
    judged: 'resolved, sure: a b; keep a',
    because: ['refunded_whole'],
    isOpen: false,
    atStakeMinor: 0,
  },
  {
    says: 'two partial refunds that add up count as the whole',
    charges: tries({}, { refunds: [aRefund({ amountMinor: PART }), aRefund({ amountMinor: FARE - PART })] }),
    judged: 'resolved, sure: a b; keep a',
    because: ['refunded_whole'],
    isOpen: false,
    atStakeMinor: 0,
  },
  {
    says: 'part of the second charge was given back: the rest is given back',
    charges: tries({}, { refunds: [aRefund({ amountMinor: PART })] }),
    judged: 'duplicate, sure: a b; keep a, give back b',
    because: ['refunded_part'],
    isOpen: true,
    atStakeMinor: FARE - PART,
  },
  {
    says: 'the earlier charge was given back in part: the one without a refund is kept',
    charges: tries({ refunds: [aRefund({ amountMinor: PART })] }, {}),
    judged: 'duplicate, sure: a b; keep b, give back a',
    because: ['refunded_part'],
    isOpen: true,
    atStakeMinor: FARE - PART,
  },
  {
    says: 'the earlier charge was given back as a whole: the other is kept',
    charges: tries({ refunds: [aRefund({ reason: 'goodwill' })] }, {}),
    judged: 'resolved, sure: a b; keep b',
    because: ['refunded_whole'],
    isOpen: false,
    atStakeMinor: 0,
  },
  {
    says: 'both charges were given back in part: no rule says which to keep',
    charges: tries({ refunds: [aRefund({ amountMinor: PART })] }, { refunds: [aRefund({ amountMinor: PART })] }),
    judged: 'unsure, open: a b; keep none',
    because: ['refunded_part'],
    isOpen: true,
    atStakeMinor: 0,
  },
  {
    says: 'both charges were given back as a whole',
    charges: tries({ refunds: [aRefund()] }, { refunds: [aRefund()] }),
    judged: 'resolved, sure: a b; keep none',
    because: ['refunded_whole'],
    isOpen: false,
    atStakeMinor: 0,
  },
  ...['pending', 'pending_approval', 'manual_review', 'of a later kind'].map(
    (state): Case => ({
      says: `a refund that is ${state} counts as given back`,
      charges: tries({}, { refunds: [aRefund({ state })] }),
      judged: 'resolved, sure: a b; keep a',
      isOpen: false,
      atStakeMinor: 0,
    }),
  ),
  ...['failed', 'rejected'].map(
    (state): Case => ({
      says: `a refund that ${state} gave nothing back`,
      charges: tries({ refunds: [aRefund({ state })] }, { refunds: [aRefund({ state })] }),
      judged: 'duplicate, sure: a b; keep a, give back b',
      isOpen: true,
      atStakeMinor: FARE,
    }),
  ),
  {
    says: 'one of three charges was given back: one is kept and one is given back',
    charges: tries({}, { refunds: [aRefund()] }, {}),
    judged: 'duplicate, sure: a b c; keep a, give back c',
    because: ['refunded_whole', 'several_times'],
    isOpen: true,
    atStakeMinor: FARE,
  },
]

const disputed: readonly Case[] = [
  {
    says: 'the second charge is disputed: the bank settles it, so nothing is given back and the group is closed',
    charges: tries({}, { state: 'disputed' }),
    judged: 'duplicate, sure: a b; keep a',
    because: ['disputed'],
    isOpen: false,
    atStakeMinor: 0,
  },
  {
    says: 'the first charge is disputed: the other is kept',
    charges: tries({ state: 'disputed' }, {}),
    judged: 'duplicate, sure: a b; keep b',
    because: ['disputed'],
    isOpen: false,
    atStakeMinor: 0,
  },
  {
    says: 'both charges are disputed: a person must look',
    charges: tries({ state: 'disputed' }, { state: 'disputed' }),
    judged: 'unsure, open: a b; keep none',
    because: ['disputed'],
    isOpen: true,
    atStakeMinor: 0,
  },
]

test('a charge whose dispute the company has won is a duplicate again, and the group is open', () => {
  const [first, second] = tries({}, { state: 'disputed' })
  if (first === undefined || second === undefined) throw new Error('two tries')
  expect(judge([first, { ...second, state: 'captured' }], [])).toMatchObject([{ isOpen: true, giveBackIds: ['b'] }])
})

const gone = { status: 'cancelled' }
const cancelled: readonly Case[] = [
  {
    says: 'a booking was cancelled and refunded, then bought again: the charges are separate purchases',
    charges: tries({ ...gone, refunds: [aRefund({ reason: 'cancelled' })] }, { at: 120 }),
    judged: null,
    isOpen: false,
    atStakeMinor: 0,
  },
  {
    says: 'the second booking was cancelled as the duplicate and refunded as that',
    charges: tries({}, { ...gone, refunds: [aRefund({ reason: 'duplicate' })] }),
    judged: 'resolved, sure: a b; keep a',
    because: ['refunded_whole'],
    isOpen: false,
    atStakeMinor: 0,
  },
  {
    says: 'a booking was cancelled without a refund and bought again hours later',
    charges: tries(gone, { at: 120 }),
    judged: 'separate, sure: a b; keep none',
    because: ['cancelled_before'],
    isOpen: false,
    atStakeMinor: 0,
  },
  {
    says: 'a booking was cancelled within minutes without a refund: unsure, and the active one is kept',
    charges: tries(gone, {}),
    judged: 'unsure, open: a b; keep b, give back a',
    because: ['cancelled_unrefunded'],
    isOpen: true,
    atStakeMinor: FARE,
  },
  {
    says: 'exactly an hour between the two counts as minutes',
    charges: tries(gone, { at: 60 }),
    judged: 'unsure, open: a b; keep b, give back a',
    because: ['cancelled_unrefunded'],
    isOpen: true,
    atStakeMinor: FARE,
  },
  {
    says: 'bought again hours after the first cancelled booking and minutes after the second',
    charges: tries(gone, { ...gone, at: 100 }, { at: 120 }),
    judged: 'unsure, open: a b c; keep c, give back a b',
    because: ['cancelled_unrefunded'],
    isOpen: true,
    atStakeMinor: 2 * FARE,
  },
  {
    says: 'the later booking was cancelled without a refund',
    charges: tries({}, { ...gone, at: 120 }),
    judged: 'unsure, open: a b; keep a, give back b',
    because: ['cancelled_unrefunded'],
    isOpen: true,
    atStakeMinor: FARE,
  },
  {
    says: 'the active one is disputed: the bank may give it back, so the cancelled one is not given back',
    charges: tries(gone, { state: 'disputed' }),
    judged: 'unsure, open: a b; keep none',
    because: ['cancelled_unrefunded', 'disputed'],
    isOpen: true,
    atStakeMinor: 0,
  },
  {
    says: 'part of the active one was given back: it cannot be the charge to keep',
    charges: tries(gone, { refunds: [aRefund({ amountMinor: PART })] }),
    judged: 'unsure, open: a b; keep none',
    because: ['cancelled_unrefunded', 'refunded_part'],
    isOpen: true,
    atStakeMinor: 0,
  },
  {
    says: 'a booking was refunded as cancelled after another refund had failed',
    charges: tries({ ...gone, refunds: [aRefund({ state: 'failed' }), aRefund({ reason: 'cancelled' })] }, { at: 120 }),
    judged: null,
    isOpen: false,
    atStakeMinor: 0,
  },
  {
    says: 'both bookings are cancelled: no charge is kept',
    charges: tries(gone, gone),
    judged: 'unsure, open: a b; keep none',
    because: ['cancelled_unrefunded'],
    isOpen: true,
    atStakeMinor: 0,
  },
  {
    says: 'a pending booking is active',
    charges: tries({ status: 'pending' }, {}),
    judged: 'duplicate, sure: a b; keep a, give back b',
    isOpen: true,
    atStakeMinor: FARE,
  },
  {
    says: 'the cancelled one of three is neither kept nor given back',
    charges: tries(gone, {}, {}),
    judged: 'duplicate, sure: a b c; keep b, give back c',
    isOpen: true,
    atStakeMinor: FARE,
  },
]

const unknown: readonly Case[] = [
  {
    says: 'an unknown state of a charge: a person must look',
    charges: tries({}, { state: 'frozen' }),
    judged: 'unsure, open: a b; keep none',
    isOpen: true,
    atStakeMinor: 0,
  },
  {
    says: 'an unknown state while the other charge was given back: a person must look',
    charges: tries({ refunds: [aRefund()] }, { state: 'frozen' }),
    judged: 'unsure, open: a b; keep none',
    isOpen: true,
    atStakeMinor: 0,
  },
  {
    says: 'an unknown gateway cannot give back',
    charges: tries({}, { gateway: 'third' }),
    judged: 'unsure, open: a b; keep none',
    isOpen: true,
    atStakeMinor: 0,
  },
  {
    says: 'an unknown purpose of both charges',
    charges: tries({ purpose: 'tax' }, { purpose: 'tax' }),
    judged: 'unsure, open: a b; keep none',
    isOpen: true,
    atStakeMinor: 0,
  },
  ...[5, 120].map(
    (at): Case => ({
      says: `an unknown status of the booking does not count as cancelled, ${at} minutes before the other`,
      charges: tries({ status: 'flown' }, { at }),
      judged: 'unsure, open: a b; keep none',
      isOpen: true,
      atStakeMinor: 0,
    }),
  ),
]

const gateways: readonly Case[] = [
  {
    says: 'one charge on each gateway',
    charges: tries({ gateway: 'old' }, { gateway: 'new' }),
    judged: 'duplicate, sure: a b; keep a, give back b',
    because: ['both_gateways'],
    isOpen: true,
    atStakeMinor: FARE,
  },
]

describe.each(Object.entries({ held, refunded, disputed, cancelled, unknown, gateways }))('%s', (_, cases) => {
  it.each(cases)('$says', ({ charges, judged, because = [], isOpen, atStakeMinor }) => {
    const groups = judge(charges, [])
    expect(groups.map(summarise)).toEqual(judged === null ? [] : [judged])
    expect(reasonsOf(groups)).toEqual(expect.arrayContaining([...because]))
    expect(groups.map((group) => group.isOpen)).toEqual(judged === null ? [] : [isOpen])
    expect(groups.map((group) => group.atStakeMinor)).toEqual(judged === null ? [] : [atStakeMinor])
  })
})

describe('the charge to keep', () => {
  it('is the earliest captured, not the earliest authorised', () => {
    const [slow, quick] = tries({}, {})
    if (slow === undefined || quick === undefined) throw new Error('two tries')
    const groups = judge([{ ...slow, capturedAt: quick.authorisedAt + 1 }, quick], [])
    expect(groups.map(summarise)).toEqual(['duplicate, sure: b a; keep b, give back a'])
  })

  it('is the one with the lower id when both were captured at the same time', () => {
    expect(judge([aCharge('b'), aCharge('a')], []).map(summarise)).toEqual([
      'duplicate, sure: a b; keep a, give back b',
    ])
  })
})

test('a group has the flight, the gateways, the amounts and the latest time of its charges', () => {
  const [group] = judge(tries({ gateway: 'old', amountMinor: FARE }, { gateway: 'new', amountMinor: FARE + 900 }), [])
  expect(group).toMatchObject({
    id: 'a',
    flightNumber: 'EI164',
    departure: 202606282015,
    purpose: 'fare',
    gateways: 'both',
    amountMinor: FARE,
    atStakeMinor: FARE + 900,
    currency: 'EUR',
    latestAt: aCharge('b', { at: 5 }).authorisedAt,
  })
  expect(judge(tries({ gateway: 'new' }, { gateway: 'new' }), [])[0]?.gateways).toBe('new')
})

test('money that was kept for a cancelled booking is a reason beside two active bookings', () => {
  const groups = judge([aCharge('a', gone), aCharge('b', { at: 5 }), aCharge('c', { at: 9 })], [])
  expect(groups.map(summarise)).toEqual(['duplicate, sure: a b c; keep b, give back c'])
  expect(groups[0]?.reasons.find(({ code }) => code === 'cancelled_unrefunded')?.values).toEqual({ count: 1 })
})

test('a refund that waits for approval has its own reason, not that of a refund on its way', () => {
  const states = ['pending_approval', 'pending', 'manual_review']
  const codesOf = states.map((state) => reasonsOf(judge(tries({}, { refunds: [aRefund({ state })] }), [])))
  expect(codesOf.map((codes) => codes.filter((code) => code.startsWith('refund')))).toEqual([
    ['refund_waits'],
    ['refund_on_its_way'],
    ['refund_on_its_way'],
  ])
})

test('what is left of a charge is never below zero', () => {
  const refunds: readonly JudgedRefund[] = [aRefund(), aRefund({ amountMinor: PART })]
  const charge = aCharge('a', { refunds })
  expect([refundedOf(charge), leftOf(charge)]).toEqual([FARE + PART, 0])
})
