import { describe, expect, it, test } from 'vitest'
import type { Rules } from '../../../../../src/main/engine/domain/verdict/compare.ts'
import { judge } from '../../../../../src/main/engine/domain/verdict/judge.ts'
import type { JudgedCharge } from '../../../../../src/main/engine/domain/verdict/judged.ts'
import { PAIR_RULES, type Pair } from '../../../../../src/main/engine/domain/verdict/pair-rules.ts'
import type { ReasonCode } from '../../../../../src/shared/model/index.ts'
import { aCharge, FARE, reasonsOf, summarise } from './story.ts'

type RuleName = keyof typeof PAIR_RULES

/** Charges whose verdict one rule decides. */
interface Case {
  readonly says: string
  readonly charges: readonly JudgedCharge[]
  readonly judged: readonly string[]
  /** The verdict without the rule; the same verdict when the rule only gives a reason. */
  readonly without: readonly string[]
  /** The reason that only this rule gives; null when the rule separates the charges. */
  readonly because: ReasonCode | null
}

const HOUR = 60
const DAY = 24 * HOUR
const SURE = ['duplicate, sure: a b; keep a, give back b']
const LIKELY = ['duplicate, likely: a b; keep a, give back b']
const UNSURE = ['unsure, open: a b; keep a, give back b']
const APART: readonly string[] = []

const cases: Readonly<Record<RuleName, readonly Case[]>> = {
  extraSeat: [
    {
      says: 'an extra seat for the same traveller is a separate purchase',
      charges: [aCharge('a'), aCharge('b', { at: 5, service: 'EXST' })],
      judged: ['separate, sure: a b; keep none'],
      without: SURE,
      because: 'extra_seat',
    },
    {
      says: 'two extra seats may be one extra seat, bought twice',
      charges: [aCharge('a', { service: 'EXST' }), aCharge('b', { at: 5, service: 'EXST' })],
      judged: UNSURE,
      without: SURE,
      because: 'extra_seat',
    },
  ],
  oneParty: [
    {
      says: 'two travellers with one name under one reference are separate',
      charges: [aCharge('a', { reference: 'K3J9QX' }), aCharge('b', { reference: 'K3J9QX' })],
      judged: APART,
      without: SURE,
      because: null,
    },
  ],
  otherPurpose: [
    {
      says: 'a bag with the price of the fare is separate',
      charges: [aCharge('a', { booking: 'r' }), aCharge('b', { booking: 'r', at: 1, purpose: 'ancillary' })],
      judged: APART,
      without: SURE,
      because: null,
    },
  ],
  otherTraveller: [
    {
      says: 'two travellers on one card with their own references are separate',
      charges: [aCharge('a'), aCharge('b', { at: 5, who: 'Mary Jones' })],
      judged: APART,
      without: LIKELY,
      because: null,
    },
  ],
  nameUnclear: [
    {
      says: 'Ann and Anne on one card may be two people',
      charges: [aCharge('a', { who: 'Ann Carter' }), aCharge('b', { at: 5, who: 'Anne Carter' })],
      judged: UNSURE,
      without: LIKELY,
      because: 'name_unclear',
    },
    {
      says: 'a surname with one other letter on one card within the hour is a slip',
      charges: [aCharge('a', { who: 'Davey Jones' }), aCharge('b', { at: 5, who: 'Davey Johns' })],
      judged: LIKELY,
      without: LIKELY,
      because: 'name_typing_error',
    },
    {
      says: 'a name in another script does not count as a slip',
      charges: [aCharge('a', { who: '健太 王' }), aCharge('b', { at: 5, who: 'Chloe Warendorf' })],
      judged: UNSURE,
      without: LIKELY,
      because: 'name_unclear',
    },
    {
      says: '"Jr" does not count as a slip',
      charges: [aCharge('a', { who: 'John Harper' }), aCharge('b', { at: 5, who: 'John Harper Jr' })],
      judged: UNSURE,
      without: LIKELY,
      because: 'name_unclear',
    },
    {
      says: 'the same slip the next morning is unsure',
      charges: [aCharge('a', { who: 'Davey Jones' }), aCharge('b', { at: 16 * HOUR, who: 'Davey Johns' })],
      judged: UNSURE,
      without: LIKELY,
      because: 'name_unclear',
    },
  ],
  namesake: [
    {
      says: 'the same name with another card and address is another person',
      charges: [aCharge('a'), aCharge('b', { at: 5, card: 'another', email: 'dj@example.org' })],
      judged: APART,
      without: LIKELY,
      because: null,
    },
    {
      says: 'a mistyped address and another card, minutes later, may be a second attempt',
      charges: [aCharge('a'), aCharge('b', { at: 5, card: 'another', email: 'davye@example.com' })],
      judged: UNSURE,
      without: LIKELY,
      because: 'namesake',
    },
  ],
  bookedApart: [
    {
      says: 'a family that is booked one by one may have two people with one name',
      charges: [
        aCharge('a'),
        aCharge('b', { at: 5 }),
        aCharge('mother', { at: 10, who: 'Katharina Jones' }),
        aCharge('daughter', { at: 15, who: 'Priscilla Jones' }),
      ],
      judged: UNSURE,
      without: LIKELY,
      because: 'booked_apart',
    },
    {
      says: 'one of a couple that is booked one by one is booked twice',
      charges: [aCharge('a'), aCharge('b', { at: 5 }), aCharge('wife', { at: 10, who: 'Katharina Jones' })],
      judged: LIKELY,
      without: LIKELY,
      because: 'booked_apart',
    },
  ],
  otherAmount: [
    {
      says: 'twice the price is unsure',
      charges: [aCharge('a'), aCharge('b', { at: 5, amountMinor: 2 * FARE })],
      judged: UNSURE,
      without: LIKELY,
      because: 'other_amount',
    },
    {
      says: 'a slightly other price can change between two attempts',
      charges: [aCharge('a'), aCharge('b', { at: 5, amountMinor: FARE + 900 })],
      judged: LIKELY,
      without: LIKELY,
      because: 'other_amount',
    },
    {
      says: 'a slightly other price on another card is unsure',
      charges: [aCharge('a'), aCharge('b', { at: 5, card: 'another', amountMinor: FARE + 900 })],
      judged: UNSURE,
      without: LIKELY,
      because: 'other_amount',
    },
    {
      says: 'a fare difference on one booking is a separate purchase',
      charges: [aCharge('a', { booking: 'r' }), aCharge('b', { booking: 'r', at: 5, amountMinor: 2_500 })],
      judged: APART,
      without: LIKELY,
      because: null,
    },
  ],
  otherCurrency: [
    {
      says: 'one charge in euros and one in dollars are unsure',
      charges: [aCharge('a'), aCharge('b', { at: 5, currency: 'USD' })],
      judged: UNSURE,
      without: LIKELY,
      because: 'other_currency',
    },
  ],
  postedTwice: [
    {
      says: 'one booking was charged again a minute later',
      charges: [aCharge('a', { booking: 'r' }), aCharge('b', { booking: 'r', at: 1 })],
      judged: SURE,
      without: SURE,
      because: 'posted_twice',
    },
    {
      says: 'an extra seat that was charged again is a duplicate',
      charges: [
        aCharge('a', { booking: 'r', service: 'EXST' }),
        aCharge('b', { booking: 'r', service: 'EXST', at: 1 }),
      ],
      judged: SURE,
      without: SURE,
      because: 'posted_twice',
    },
    {
      says: 'the same fee half an hour later may be a second bag',
      charges: [
        aCharge('a', { booking: 'r', purpose: 'ancillary' }),
        aCharge('b', { booking: 'r', purpose: 'ancillary', at: 30 }),
      ],
      judged: UNSURE,
      without: SURE,
      because: 'repeated_fee',
    },
  ],
  late: [
    {
      says: 'the same purchase four days later may be intended',
      charges: [aCharge('a'), aCharge('b', { at: 4 * DAY })],
      judged: UNSURE,
      without: LIKELY,
      because: 'hours_apart',
    },
  ],
  sameEntity: [
    {
      says: 'two bookings have one entity hash',
      charges: [aCharge('a'), aCharge('b', { at: 5 })],
      judged: SURE,
      without: SURE,
      because: 'same_entity',
    },
  ],
  sameTraveller: [
    {
      says: 'the same name on another card',
      charges: [aCharge('a'), aCharge('b', { at: 5, card: 'another' })],
      judged: LIKELY,
      without: LIKELY,
      because: 'same_name',
    },
    {
      says: 'Zoë and Zoe',
      charges: [aCharge('a', { who: 'Zoë Keller' }), aCharge('b', { at: 5, who: 'Zoe Keller' })],
      judged: SURE,
      without: SURE,
      because: 'name_written_otherwise',
    },
    {
      says: 'Davey Jones and Jones Davey',
      charges: [aCharge('a', { who: 'Davey Jones' }), aCharge('b', { at: 5, who: 'Jones Davey' })],
      judged: SURE,
      without: SURE,
      because: 'name_swapped',
    },
    {
      says: 'William and Bill',
      charges: [aCharge('a', { who: 'William Harper' }), aCharge('b', { at: 5, who: 'Bill Harper' })],
      judged: LIKELY,
      without: LIKELY,
      because: 'name_nickname',
    },
    {
      says: 'Katharina and K.',
      charges: [aCharge('a', { who: 'Katharina Lindqvist' }), aCharge('b', { at: 5, who: 'K Lindqvist' })],
      judged: LIKELY,
      without: LIKELY,
      because: 'name_shortened',
    },
    {
      says: 'Wetherby and Wetherbey',
      charges: [aCharge('a', { who: 'Margaret Wetherby' }), aCharge('b', { at: 5, who: 'Margaret Wetherbey' })],
      judged: LIKELY,
      without: LIKELY,
      because: 'name_typing_error',
    },
  ],
  card: [
    {
      says: 'the second attempt used another card',
      charges: [aCharge('a'), aCharge('b', { at: 5, card: 'another' })],
      judged: LIKELY,
      without: LIKELY,
      because: 'other_card',
    },
    {
      says: 'one card with two spellings of the name',
      charges: [aCharge('a', { who: 'Zoë Keller' }), aCharge('b', { at: 5, who: 'Zoe Keller' })],
      judged: SURE,
      without: SURE,
      because: 'same_card',
    },
  ],
  contact: [
    {
      says: 'one e-mail address in two notations',
      charges: [aCharge('a', { email: 'Davey@example.com' }), aCharge('b', { at: 5, email: 'davey@Example.com' })],
      judged: SURE,
      without: SURE,
      because: 'same_email',
    },
    {
      says: 'another address and one phone in two notations',
      charges: [
        aCharge('a', { phone: '+353 1 234 567' }),
        aCharge('b', { at: 5, email: 'dj@example.org', phone: '+353-1-234567' }),
      ],
      judged: SURE,
      without: SURE,
      because: 'same_phone',
    },
    {
      says: 'another address and no phone',
      charges: [aCharge('a'), aCharge('b', { at: 5, email: 'dj@example.org' })],
      judged: SURE,
      without: SURE,
      because: 'other_email',
    },
  ],
  sameAmount: [
    {
      says: 'the same amount',
      charges: [aCharge('a'), aCharge('b', { at: 5 })],
      judged: SURE,
      without: SURE,
      because: 'same_amount',
    },
  ],
  soonAfter: [
    {
      says: 'minutes apart',
      charges: [aCharge('a'), aCharge('b', { at: 5 })],
      judged: SURE,
      without: SURE,
      because: 'minutes_apart',
    },
    {
      says: 'hours apart',
      charges: [aCharge('a'), aCharge('b', { at: 6 * HOUR })],
      judged: SURE,
      without: SURE,
      because: 'hours_apart',
    },
  ],
  bothGateways: [
    {
      says: 'the charges are on two gateways',
      charges: [aCharge('a', { gateway: 'old' }), aCharge('b', { at: 5, gateway: 'new' })],
      judged: SURE,
      without: SURE,
      because: 'both_gateways',
    },
  ],
}

const named = Object.entries(cases).flatMap(([rule, stories]) => stories.map((story) => ({ rule, ...story })))

/** All rules but this one. */
const omit = (rule: string): Rules => Object.fromEntries(Object.entries(PAIR_RULES).filter(([name]) => name !== rule))

describe('every rule decides at least one case that has another result without it', () => {
  it.each(named)('$rule: $says', ({ rule, charges, judged, without, because }) => {
    const [withIt, withoutIt] = [judge(charges, [], PAIR_RULES), judge(charges, [], omit(rule))]
    expect(withIt.map(summarise)).toEqual(judged)
    expect(withoutIt.map(summarise)).toEqual(without)
    expect(withoutIt).not.toEqual(withIt)
    if (because === null) return
    expect(reasonsOf(withIt)).toContain(because)
    expect(reasonsOf(withoutIt)).not.toContain(because)
  })

  test('a name with slips in both parts counts as a slip when an address or a phone agrees too', () => {
    const [a, b] = [aCharge('a'), aCharge('b')]
    const pair: Pair = {
      a,
      b,
      name: { likeness: 'unclear', differs: 'both' },
      sameBooking: false,
      sameCard: true,
      sameEmail: false,
      nearEmail: false,
      samePhone: false,
      sameMoney: true,
      minutes: 5,
      othersApart: 0,
    }
    const codeOf = (more: Partial<Pair>) => PAIR_RULES.nameUnclear({ ...pair, ...more })?.reason.code
    expect(codeOf({})).toBe('name_unclear')
    expect(codeOf({ sameEmail: true })).toBe('name_typing_error')
    expect(codeOf({ samePhone: true })).toBe('name_typing_error')
    expect(codeOf({ samePhone: true, sameCard: false })).toBe('name_unclear')
    expect(codeOf({ samePhone: true, minutes: 61 })).toBe('name_unclear')
  })

  test('every rule has a case', () => {
    expect(Object.entries(cases).filter(([, stories]) => stories.length === 0)).toEqual([])
    expect(Object.keys(cases).sort()).toEqual(Object.keys(PAIR_RULES).sort())
  })
})
