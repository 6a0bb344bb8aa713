import { describe, expect, it, test } from 'vitest'
import { judge } from '../../../../../src/main/engine/domain/verdict/judge.ts'
import type { JudgedCharge, JudgedRefund } from '../../../../../src/main/engine/domain/verdict/judged.ts'
import { leftOf, refundedOf } from '../../../../../src/main/engine/domain/verdict/refunded.ts'
import { back, FARE, paid, reasonsOf, type Told, tell } from './story.ts'

const PART = 5_000

/** Two or three payments for one purchase, five minutes apart. */
const tries = (...told: readonly Told[]): JudgedCharge[] =>
  told.map((one, index) => paid(['a', 'b', 'c'][index] ?? 'd', { at: 5 * index, ...one }))

interface Case {
  readonly says: string
  readonly charges: readonly JudgedCharge[]
  /** Null where nothing belongs together. */
  readonly judged: string | null
  readonly because?: readonly string[]
  readonly isOpen: boolean
  readonly atStakeMinor: number
}

const held: readonly Case[] = [
  {
    says: 'the second is only held: it drops off by itself',
    charges: tries({}, { state: 'authorised' }),
    judged: 'hold, sure: a b; keep a',
    because: ['only_held'],
    isOpen: true,
    atStakeMinor: 0,
  },
  {
    says: 'the first is only held: the one that was taken stays',
    charges: tries({ state: 'authorised' }, {}),
    judged: 'hold, sure: a b; keep b',
    because: ['only_held'],
    isOpen: true,
    atStakeMinor: 0,
  },
  {
    says: 'two holds and nothing taken',
    charges: tries({ state: 'authorised' }, { state: 'authorised' }),
    judged: 'hold, sure: a b; keep none',
    because: ['only_held'],
    isOpen: true,
    atStakeMinor: 0,
  },
  {
    says: 'the booking that was paid is cancelled: the other hold is the one they fly on, and will be taken',
    charges: tries({ status: 'cancelled' }, { state: 'authorised' }),
    judged: 'unsure, open: a b; keep none',
    because: ['only_held'],
    isOpen: true,
    atStakeMinor: 0,
  },
  {
    says: 'the one that was taken is disputed: nothing is sure to stay paid',
    charges: tries({ state: 'disputed' }, { state: 'authorised' }),
    judged: 'unsure, open: a b; keep none',
    because: ['only_held', 'disputed'],
    isOpen: true,
    atStakeMinor: 0,
  },
  {
    says: 'a present was made of the one that was taken: the hold beside it drops off all the same',
    charges: tries({ refunds: [back({ amountMinor: 500, reason: 'goodwill' })] }, { state: 'authorised' }),
    judged: 'hold, sure: a b; keep a',
    because: ['only_held', 'refunded_part'],
    isOpen: true,
    atStakeMinor: 0,
  },
  {
    says: 'one hold beside two that were taken: the hold is not given back',
    charges: tries({ state: 'authorised' }, {}, {}),
    judged: 'duplicate, sure: a b c; keep b, give back c',
    because: ['only_held', 'several_times'],
    isOpen: true,
    atStakeMinor: FARE,
  },
  {
    says: 'the second was voided: nothing was taken',
    charges: tries({}, { state: 'voided' }),
    judged: 'resolved, sure: a b; keep a',
    because: ['voided'],
    isOpen: false,
    atStakeMinor: 0,
  },
  {
    says: 'one voided of three',
    charges: tries({ state: 'voided' }, {}, {}),
    judged: 'duplicate, sure: a b c; keep b, give back c',
    because: ['voided'],
    isOpen: true,
    atStakeMinor: FARE,
  },
  {
    says: 'an attempt that failed is no part of it',
    charges: tries({ state: 'failed' }, {}),
    judged: null,
    isOpen: false,
    atStakeMinor: 0,
  },
  {
    says: 'a question stays a question when the second is only held',
    charges: [paid('a', { who: 'Ann Carter' }), paid('b', { at: 5, who: 'Anne Carter', state: 'authorised' })],
    judged: 'unsure, open: a b; keep a',
    because: ['only_held', 'name_unclear'],
    isOpen: true,
    atStakeMinor: 0,
  },
]

const refunded: readonly Case[] = [
  {
    says: 'the second was given back whole',
    charges: tries({}, { refunds: [back()] }),
    judged: 'resolved, sure: a b; keep a',
    because: ['refunded_whole'],
    isOpen: false,
    atStakeMinor: 0,
  },
  {
    says: 'given back in two parts is given back whole',
    charges: tries({}, { refunds: [back({ amountMinor: PART }), back({ amountMinor: FARE - PART })] }),
    judged: 'resolved, sure: a b; keep a',
    because: ['refunded_whole'],
    isOpen: false,
    atStakeMinor: 0,
  },
  {
    says: 'a part is missing: the rest goes back',
    charges: tries({}, { refunds: [back({ amountMinor: PART })] }),
    judged: 'duplicate, sure: a b; keep a, give back b',
    because: ['refunded_part'],
    isOpen: true,
    atStakeMinor: FARE - PART,
  },
  {
    says: 'the earlier was given back in part: the one without a refund stays paid',
    charges: tries({ refunds: [back({ amountMinor: PART })] }, {}),
    judged: 'duplicate, sure: a b; keep b, give back a',
    because: ['refunded_part'],
    isOpen: true,
    atStakeMinor: FARE - PART,
  },
  {
    says: 'the earlier was given back whole: the other stays paid',
    charges: tries({ refunds: [back({ reason: 'goodwill' })] }, {}),
    judged: 'resolved, sure: a b; keep b',
    because: ['refunded_whole'],
    isOpen: false,
    atStakeMinor: 0,
  },
  {
    says: 'both were given back in part: nobody can say which stays',
    charges: tries({ refunds: [back({ amountMinor: PART })] }, { refunds: [back({ amountMinor: PART })] }),
    judged: 'unsure, open: a b; keep none',
    because: ['refunded_part'],
    isOpen: true,
    atStakeMinor: 0,
  },
  {
    says: 'both were given back whole',
    charges: tries({ refunds: [back()] }, { refunds: [back()] }),
    judged: 'resolved, sure: a b; keep none',
    because: ['refunded_whole'],
    isOpen: false,
    atStakeMinor: 0,
  },
  ...['pending', 'pending_approval', 'manual_review', 'of a later kind'].map(
    (state): Case => ({
      says: `a refund that is ${state} reserves its money`,
      charges: tries({}, { refunds: [back({ state })] }),
      judged: 'resolved, sure: a b; keep a',
      isOpen: false,
      atStakeMinor: 0,
    }),
  ),
  ...['failed', 'rejected'].map(
    (state): Case => ({
      says: `a refund that ${state} gave nothing back`,
      charges: tries({ refunds: [back({ state })] }, { refunds: [back({ state })] }),
      judged: 'duplicate, sure: a b; keep a, give back b',
      isOpen: true,
      atStakeMinor: FARE,
    }),
  ),
  {
    says: 'three of a kind, one given back: one stays and one goes',
    charges: tries({}, { refunds: [back()] }, {}),
    judged: 'duplicate, sure: a b c; keep a, give back c',
    because: ['refunded_whole', 'several_times'],
    isOpen: true,
    atStakeMinor: FARE,
  },
]

const disputed: readonly Case[] = [
  {
    says: 'the second is disputed: the bank settles it, nothing is given back beside that, and nobody here can act',
    charges: tries({}, { state: 'disputed' }),
    judged: 'duplicate, sure: a b; keep a',
    because: ['disputed'],
    isOpen: false,
    atStakeMinor: 0,
  },
  {
    says: 'the first is disputed: the other stays paid',
    charges: tries({ state: 'disputed' }, {}),
    judged: 'duplicate, sure: a b; keep b',
    because: ['disputed'],
    isOpen: false,
    atStakeMinor: 0,
  },
  {
    says: 'both are disputed: a person must look',
    charges: tries({ state: 'disputed' }, { state: 'disputed' }),
    judged: 'unsure, open: a b; keep none',
    because: ['disputed'],
    isOpen: true,
    atStakeMinor: 0,
  },
]

test('a dispute that the bank has given to the company is a double again, for somebody to act on', () => {
  const [first, second] = tries({}, { state: 'disputed' })
  if (first === undefined || second === undefined) throw new Error('two tries')
  expect(judge([first, { ...second, state: 'captured' }], [])).toMatchObject([{ isOpen: true, giveBackIds: ['b'] }])
})

const gone = { status: 'cancelled' }
const cancelled: readonly Case[] = [
  {
    says: 'cancelled with its money given back, and bought again: a purchase of its own',
    charges: tries({ ...gone, refunds: [back({ reason: 'cancelled' })] }, { at: 120 }),
    judged: null,
    isOpen: false,
    atStakeMinor: 0,
  },
  {
    says: 'cancelled because it was the double, and given back as that',
    charges: tries({}, { ...gone, refunds: [back({ reason: 'duplicate' })] }),
    judged: 'resolved, sure: a b; keep a',
    because: ['refunded_whole'],
    isOpen: false,
    atStakeMinor: 0,
  },
  {
    says: 'cancelled, its money kept, and bought again hours later',
    charges: tries(gone, { at: 120 }),
    judged: 'separate, sure: a b; keep none',
    because: ['cancelled_before'],
    isOpen: false,
    atStakeMinor: 0,
  },
  {
    says: 'given up within minutes with the money kept: a question, and the one that stands is not touched',
    charges: tries(gone, {}),
    judged: 'unsure, open: a b; keep b, give back a',
    because: ['cancelled_unrefunded'],
    isOpen: true,
    atStakeMinor: FARE,
  },
  {
    says: 'an hour is the border',
    charges: tries(gone, { at: 60 }),
    judged: 'unsure, open: a b; keep b, give back a',
    because: ['cancelled_unrefunded'],
    isOpen: true,
    atStakeMinor: FARE,
  },
  {
    says: 'hours after the first was cancelled, minutes after the second was',
    charges: tries(gone, { ...gone, at: 100 }, { at: 120 }),
    judged: 'unsure, open: a b c; keep c, give back a b',
    because: ['cancelled_unrefunded'],
    isOpen: true,
    atStakeMinor: 2 * FARE,
  },
  {
    says: 'the later one was cancelled and its money kept',
    charges: tries({}, { ...gone, at: 120 }),
    judged: 'unsure, open: a b; keep a, give back b',
    because: ['cancelled_unrefunded'],
    isOpen: true,
    atStakeMinor: FARE,
  },
  {
    says: 'the one that stands is disputed: its bank may give that back, so the cancelled one is not touched',
    charges: tries(gone, { state: 'disputed' }),
    judged: 'unsure, open: a b; keep none',
    because: ['cancelled_unrefunded', 'disputed'],
    isOpen: true,
    atStakeMinor: 0,
  },
  {
    says: 'of the one that stands a part was given back: it cannot be the one that stays paid',
    charges: tries(gone, { refunds: [back({ amountMinor: PART })] }),
    judged: 'unsure, open: a b; keep none',
    because: ['cancelled_unrefunded', 'refunded_part'],
    isOpen: true,
    atStakeMinor: 0,
  },
  {
    says: 'given back because it was cancelled, after a refund for another reason had failed',
    charges: tries({ ...gone, refunds: [back({ state: 'failed' }), back({ reason: 'cancelled' })] }, { at: 120 }),
    judged: null,
    isOpen: false,
    atStakeMinor: 0,
  },
  {
    says: 'both are cancelled: nothing stays to fly on',
    charges: tries(gone, gone),
    judged: 'unsure, open: a b; keep none',
    because: ['cancelled_unrefunded'],
    isOpen: true,
    atStakeMinor: 0,
  },
  {
    says: 'a pending booking stands',
    charges: tries({ status: 'pending' }, {}),
    judged: 'duplicate, sure: a b; keep a, give back b',
    isOpen: true,
    atStakeMinor: FARE,
  },
  {
    says: 'of three the cancelled one is neither kept nor given back',
    charges: tries(gone, {}, {}),
    judged: 'duplicate, sure: a b c; keep b, give back c',
    isOpen: true,
    atStakeMinor: FARE,
  },
]

const unknown: readonly Case[] = [
  {
    says: 'a state that came later: a person must look',
    charges: tries({}, { state: 'frozen' }),
    judged: 'unsure, open: a b; keep none',
    isOpen: true,
    atStakeMinor: 0,
  },
  {
    says: 'the same where the other was given back: who knows what stays paid',
    charges: tries({ refunds: [back()] }, { state: 'frozen' }),
    judged: 'unsure, open: a b; keep none',
    isOpen: true,
    atStakeMinor: 0,
  },
  {
    says: 'a gateway that came later cannot be asked to give back',
    charges: tries({}, { gateway: 'third' }),
    judged: 'unsure, open: a b; keep none',
    isOpen: true,
    atStakeMinor: 0,
  },
  {
    says: 'a purpose that came later',
    charges: tries({ purpose: 'tax' }, { purpose: 'tax' }),
    judged: 'unsure, open: a b; keep none',
    isOpen: true,
    atStakeMinor: 0,
  },
  ...[5, 120].map(
    (at): Case => ({
      says: `a booking in a state that came later is not called cancelled, ${at} minutes before the other`,
      charges: tries({ status: 'flown' }, { at }),
      judged: 'unsure, open: a b; keep none',
      isOpen: true,
      atStakeMinor: 0,
    }),
  ),
]

const gateways: readonly Case[] = [
  {
    says: 'once on each gateway',
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
    expect(groups.map(tell)).toEqual(judged === null ? [] : [judged])
    expect(reasonsOf(groups)).toEqual(expect.arrayContaining([...because]))
    expect(groups.map((group) => group.isOpen)).toEqual(judged === null ? [] : [isOpen])
    expect(groups.map((group) => group.atStakeMinor)).toEqual(judged === null ? [] : [atStakeMinor])
  })
})

describe('which stays paid', () => {
  it('the earliest captured, not the earliest authorised', () => {
    const [slow, quick] = tries({}, {})
    if (slow === undefined || quick === undefined) throw new Error('two tries')
    const groups = judge([{ ...slow, capturedAt: quick.authorisedAt + 1 }, quick], [])
    expect(groups.map(tell)).toEqual(['duplicate, sure: b a; keep b, give back a'])
  })

  it('of one instant the one with the lower id', () => {
    expect(judge([paid('b'), paid('a')], []).map(tell)).toEqual(['duplicate, sure: a b; keep a, give back b'])
  })
})

test('a group is told with the flight, the gateways, the money and the time of its charges', () => {
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
    latestAt: paid('b', { at: 5 }).authorisedAt,
  })
  expect(judge(tries({ gateway: 'new' }, { gateway: 'new' }), [])[0]?.gateways).toBe('new')
})

test('money kept for a cancelled booking is told beside the two that stand', () => {
  const groups = judge([paid('a', gone), paid('b', { at: 5 }), paid('c', { at: 9 })], [])
  expect(groups.map(tell)).toEqual(['duplicate, sure: a b c; keep b, give back c'])
  expect(groups[0]?.reasons.find(({ code }) => code === 'cancelled_unrefunded')?.values).toEqual({ count: 1 })
})

test('a refund that waits for approval is not told as one on its way', () => {
  const states = ['pending_approval', 'pending', 'manual_review']
  const told = states.map((state) => reasonsOf(judge(tries({}, { refunds: [back({ state })] }), [])))
  expect(told.map((codes) => codes.filter((code) => code.startsWith('refund')))).toEqual([
    ['refund_waits'],
    ['refund_on_its_way'],
    ['refund_on_its_way'],
  ])
})

test('what is left is never less than nothing', () => {
  const refunds: readonly JudgedRefund[] = [back(), back({ amountMinor: PART })]
  const charge = paid('a', { refunds })
  expect([refundedOf(charge), leftOf(charge)]).toEqual([FARE + PART, 0])
})
