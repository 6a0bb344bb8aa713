import { describe, expect, it } from 'vitest'
import { judge } from '../../../../../src/main/engine/domain/verdict/judge.ts'
import type { JudgedCharge, JudgedDecision } from '../../../../../src/main/engine/domain/verdict/judged.ts'
import { because, gatherReasons } from '../../../../../src/main/engine/domain/verdict/reasons.ts'
import { findSeparate } from '../../../../../src/main/engine/domain/verdict/separate.ts'
import type { ReasonCode } from '../../../../../src/shared/model/index.ts'
import { en } from '../../../../../src/shared/text/en.ts'
import { aCharge, aDecision, aRefund, FARE, type Facts, reasonsOf } from './story.ts'

type Story = readonly [charges: readonly JudgedCharge[], decisions?: readonly JudgedDecision[]]

/** Two payments, five minutes apart, with what differs from the default in the second and in the first. */
const two = (second: Facts, first: Facts = {}): Story => [[aCharge('a', first), aCharge('b', { at: 5, ...second })]]
const oneBooking = (more: Facts): Story => two({ booking: 'r', ...more }, { booking: 'r', ...more, at: 0 })
const names = (one: string, other: string): Story => two({ who: other }, { who: one })
const party: Story = [
  ['K3J9QX', 'M7P2WD'].flatMap((reference, index) => [
    aCharge(`davey ${index}`, { reference, at: index * 5 }),
    aCharge(`mary ${index}`, { reference, at: index * 5, who: 'Mary Jones' }),
  ]),
]

/** A story for each reason that gives it; the type demands every reason. */
const stories: Readonly<Record<ReasonCode, Story>> = {
  same_entity: two({}),
  posted_twice: oneBooking({}),
  party_twice: party,
  same_name: two({ card: 'another' }),
  name_written_otherwise: names('Zoë Keller', 'Zoe Keller'),
  name_swapped: names('Davey Jones', 'Jones Davey'),
  name_nickname: names('William Harper', 'Bill Harper'),
  name_shortened: names('Katharina Lindqvist', 'K Lindqvist'),
  name_typing_error: names('Margaret Wetherby', 'Margaret Wetherbey'),
  same_card: names('Zoë Keller', 'Zoe Keller'),
  same_email: two({}),
  same_phone: two({ email: 'dj@example.org', phone: '0123456' }, { phone: '012 3456' }),
  same_amount: two({}),
  minutes_apart: two({}),
  several_times: [[aCharge('a'), aCharge('b', { at: 5 }), aCharge('c', { at: 9 })]],
  both_gateways: two({ gateway: 'new' }),
  decided_duplicate: [two({})[0], [aDecision('d', 'duplicate', ['a', 'b'])]],
  only_held: two({ state: 'authorised' }),
  voided: two({ state: 'voided' }),
  refunded_whole: two({ refunds: [aRefund()] }),
  refund_on_its_way: two({ refunds: [aRefund({ state: 'pending' })] }),
  refund_waits: two({ refunds: [aRefund({ state: 'pending_approval' })] }),
  refunded_part: two({ refunds: [aRefund({ amountMinor: 1 })] }),
  disputed: two({ state: 'disputed' }),
  other_card: two({ card: 'another' }),
  other_email: two({ email: 'dj@example.org' }),
  hours_apart: two({ at: 300 }),
  name_unclear: names('Ann Carter', 'Anne Carter'),
  booked_apart: [[...two({})[0], aCharge('c', { at: 9, who: 'Mary Jones' })]],
  other_traveller: names('Davey Jones', 'Mary Jones'),
  one_party: two({ reference: 'K3J9QX', who: 'Mary Jones' }, { reference: 'K3J9QX' }),
  namesake: two({ card: 'another', email: 'davye@example.com' }),
  extra_seat: two({ service: 'EXST' }),
  other_purpose: two({ purpose: 'ancillary' }),
  other_amount: two({ amountMinor: 2 * FARE }),
  other_currency: two({ currency: 'USD' }),
  repeated_fee: [oneBooking({ purpose: 'ancillary', at: 20 })[0]],
  cancelled_before: two({ at: 120 }, { status: 'cancelled' }),
  cancelled_unrefunded: two({}, { status: 'cancelled' }),
  other_day: two({ departure: 202606292015 }),
  other_flight: two({ flight: 'EI165' }),
  attempt_failed: two({ state: 'failed' }),
  decided_not_duplicate: [two({})[0], [aDecision('d', 'not_duplicate', ['a', 'b'])]],
  decided_apart: [[...two({})[0], aCharge('c', { at: 9 })], [aDecision('d', 'not_duplicate', ['a', 'b'])]],
}

/** The reasons that the desk shows for these charges: those of their groups, and those why charges are separate. */
function findReasons([charges, decisions = []]: Story): string[] {
  const groups = judge(charges, decisions)
  const grouped = new Set(groups.flatMap(({ chargeIds }) => chargeIds))
  return reasonsOf([...groups, ...findSeparate(charges.filter(({ id }) => !grouped.has(id)))])
}

const codes = Object.keys(stories) as ReasonCode[]

describe('every reason', () => {
  it.each(codes)('%s is given by its story', (code) => {
    expect(findReasons(stories[code])).toContain(code)
  })

  it.each(codes)('%s has its sentence in the catalogue', (code) => {
    expect(en[`reason.${code}`]).toBeTruthy()
  })
})

describe('a list of reasons', () => {
  it.each<[string, Story, readonly string[]]>([
    ['of two equal charges', two({}), ['same_entity', 'same_email', 'same_amount', 'minutes_apart']],
    ['of one booking that was charged twice', oneBooking({}), ['posted_twice']],
    [
      'of a charge exactly an hour later',
      two({ at: 60 }),
      ['same_entity', 'same_email', 'same_amount', 'minutes_apart'],
    ],
    [
      'of a charge more than an hour later',
      two({ at: 61 }),
      ['same_entity', 'same_email', 'same_amount', 'hours_apart'],
    ],
    ['of a charge three days later', two({ at: 72 * 60 }), ['same_entity', 'same_email', 'same_amount', 'hours_apart']],
    [
      'of another price',
      two({ amountMinor: FARE + 1 }),
      ['same_entity', 'same_email', 'minutes_apart', 'other_amount'],
    ],
    ['of another card', two({ card: 'x' }), ['same_name', 'same_email', 'same_amount', 'minutes_apart', 'other_card']],
    [
      'of a charge that was given back',
      two({ refunds: [aRefund()] }),
      ['same_entity', 'same_email', 'same_amount', 'minutes_apart', 'refunded_whole'],
    ],
  ])('%s has exactly these codes', (_, story, expected) => {
    expect(findReasons(story)).toEqual(expected)
  })

  it('does not call a card or address different when it is not known', () => {
    expect(findReasons(two({ email: '' }, { email: '' }))).not.toContain('other_email')
    const [one, other] = [
      { card: '', who: 'Zoë Keller' },
      { card: '', who: 'Zoe Keller' },
    ]
    expect(findReasons(two(one, other))).not.toContain('other_card')
  })

  it.each(['pending_approval', 'pending', 'manual_review'])('does not call a refund that is %s given back', (state) => {
    expect(findReasons(two({ refunds: [aRefund({ state })] }))).not.toContain('refunded_whole')
  })

  it('compares the other charges with the kept charge', () => {
    const card = 'another'
    const codes = findReasons([[aCharge('a'), aCharge('b', { at: 5, card }), aCharge('c', { at: 9, card })]])
    expect(codes).toEqual(['same_name', 'same_email', 'same_amount', 'minutes_apart', 'several_times', 'other_card'])
  })

  it('does not say "several times" for three charges that are unsure', () => {
    const unclear = ['Ann Carter', 'Anne Carter', 'Ann Carter'].map((who, index) =>
      aCharge(`c${index}`, { who, amountMinor: FARE * (index + 1) }),
    )
    expect(judge(unclear, []).map(({ verdict, chargeIds }) => [verdict, chargeIds.length])).toEqual([['unsure', 3]])
    expect(findReasons([unclear])).not.toContain('several_times')
  })

  it('holds each reason once, with the largest of its numbers', () => {
    expect(gatherReasons([because('minutes_apart', { minutes: 5 }), because('minutes_apart', { minutes: 9 })])).toEqual(
      [because('minutes_apart', { minutes: 9 })],
    )
  })

  it('puts the strongest reason first, and a decision before every rule', () => {
    const [weak, strong, decided] = [because('other_email'), because('same_entity'), because('decided_duplicate')]
    expect(gatherReasons([weak, strong, decided])).toEqual([decided, strong, weak])
  })

  it('names fields for each reason', () => {
    for (const code of codes) expect(because(code).fields.length, code).toBeGreaterThan(0)
  })
})
