import { describe, expect, it, test } from 'vitest'
import type { Rules } from '../../../../../src/main/engine/domain/verdict/compare.ts'
import { judge } from '../../../../../src/main/engine/domain/verdict/judge.ts'
import type { JudgedCharge } from '../../../../../src/main/engine/domain/verdict/judged.ts'
import { PAIR_RULES, type Pair } from '../../../../../src/main/engine/domain/verdict/pair-rules.ts'
import type { ReasonCode } from '../../../../../src/shared/model/index.ts'
import { FARE, paid, reasonsOf, tell } from './story.ts'

type RuleName = keyof typeof PAIR_RULES

/** A story that one rule decides. */
interface Case {
  readonly says: string
  readonly charges: readonly JudgedCharge[]
  readonly judged: readonly string[]
  /** What is judged without the rule; the same where the rule gives a reason only. */
  readonly without: readonly string[]
  /** The reason that only this rule gives; none where it takes the group apart. */
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
      says: 'a seat for the cello, bought for the same traveller, is a purchase of its own',
      charges: [paid('a'), paid('b', { at: 5, service: 'EXST' })],
      judged: ['separate, sure: a b; keep none'],
      without: SURE,
      because: 'extra_seat',
    },
    {
      says: 'two extra seats may be one that was bought twice',
      charges: [paid('a', { service: 'EXST' }), paid('b', { at: 5, service: 'EXST' })],
      judged: UNSURE,
      without: SURE,
      because: 'extra_seat',
    },
  ],
  oneParty: [
    {
      says: 'father and son of one name under one reference',
      charges: [paid('a', { reference: 'K3J9QX' }), paid('b', { reference: 'K3J9QX' })],
      judged: APART,
      without: SURE,
      because: null,
    },
  ],
  otherPurpose: [
    {
      says: 'a bag that costs as much as its fare',
      charges: [paid('a', { booking: 'r' }), paid('b', { booking: 'r', at: 1, purpose: 'ancillary' })],
      judged: APART,
      without: SURE,
      because: null,
    },
  ],
  otherTraveller: [
    {
      says: 'a couple on one card, booked apart',
      charges: [paid('a'), paid('b', { at: 5, who: 'Mary Jones' })],
      judged: APART,
      without: LIKELY,
      because: null,
    },
  ],
  nameUnclear: [
    {
      says: 'Ann and Anne on one card may be twins',
      charges: [paid('a', { who: 'Ann Carter' }), paid('b', { at: 5, who: 'Anne Carter' })],
      judged: UNSURE,
      without: LIKELY,
      because: 'name_unclear',
    },
    {
      says: 'a surname written otherwise on one card within the hour is a slip of the hand',
      charges: [paid('a', { who: 'Davey Jones' }), paid('b', { at: 5, who: 'Davey Johns' })],
      judged: LIKELY,
      without: LIKELY,
      because: 'name_typing_error',
    },
    {
      says: 'of a name in another script nobody can say that it is a slip',
      charges: [paid('a', { who: '健太 王' }), paid('b', { at: 5, who: 'Chloe Warendorf' })],
      judged: UNSURE,
      without: LIKELY,
      because: 'name_unclear',
    },
    {
      says: 'a father and his son are no slip of the hand',
      charges: [paid('a', { who: 'John Harper' }), paid('b', { at: 5, who: 'John Harper Jr' })],
      judged: UNSURE,
      without: LIKELY,
      because: 'name_unclear',
    },
    {
      says: 'the same slip the next morning is a question',
      charges: [paid('a', { who: 'Davey Jones' }), paid('b', { at: 16 * HOUR, who: 'Davey Johns' })],
      judged: UNSURE,
      without: LIKELY,
      because: 'name_unclear',
    },
  ],
  namesake: [
    {
      says: 'another Davey Jones, with a card and a mail of his own',
      charges: [paid('a'), paid('b', { at: 5, card: 'another', email: 'dj@example.org' })],
      judged: APART,
      without: LIKELY,
      because: null,
    },
    {
      says: 'a mistyped address and another card, minutes later: they may have tried again',
      charges: [paid('a'), paid('b', { at: 5, card: 'another', email: 'davye@example.com' })],
      judged: UNSURE,
      without: LIKELY,
      because: 'namesake',
    },
  ],
  bookedApart: [
    {
      says: 'who books a whole family one by one may have a father and a son of one name in it',
      charges: [
        paid('a'),
        paid('b', { at: 5 }),
        paid('mother', { at: 10, who: 'Katharina Jones' }),
        paid('daughter', { at: 15, who: 'Priscilla Jones' }),
      ],
      judged: UNSURE,
      without: LIKELY,
      because: 'booked_apart',
    },
    {
      says: 'a couple books one by one, and one of them twice',
      charges: [paid('a'), paid('b', { at: 5 }), paid('wife', { at: 10, who: 'Katharina Jones' })],
      judged: LIKELY,
      without: LIKELY,
      because: 'booked_apart',
    },
  ],
  otherAmount: [
    {
      says: 'twice the price is a question',
      charges: [paid('a'), paid('b', { at: 5, amountMinor: 2 * FARE })],
      judged: UNSURE,
      without: LIKELY,
      because: 'other_amount',
    },
    {
      says: 'the price has moved a little between two attempts',
      charges: [paid('a'), paid('b', { at: 5, amountMinor: FARE + 900 })],
      judged: LIKELY,
      without: LIKELY,
      because: 'other_amount',
    },
    {
      says: 'a little more on another card is a question again',
      charges: [paid('a'), paid('b', { at: 5, card: 'another', amountMinor: FARE + 900 })],
      judged: UNSURE,
      without: LIKELY,
      because: 'other_amount',
    },
    {
      says: 'the difference to another fare on one booking is a purchase of its own',
      charges: [paid('a', { booking: 'r' }), paid('b', { booking: 'r', at: 5, amountMinor: 2_500 })],
      judged: APART,
      without: LIKELY,
      because: null,
    },
  ],
  otherCurrency: [
    {
      says: 'once in euros and once in dollars',
      charges: [paid('a'), paid('b', { at: 5, currency: 'USD' })],
      judged: UNSURE,
      without: LIKELY,
      because: 'other_currency',
    },
  ],
  postedTwice: [
    {
      says: 'one booking charged again a minute later',
      charges: [paid('a', { booking: 'r' }), paid('b', { booking: 'r', at: 1 })],
      judged: SURE,
      without: SURE,
      because: 'posted_twice',
    },
    {
      says: 'an extra seat charged again is no third seat',
      charges: [paid('a', { booking: 'r', service: 'EXST' }), paid('b', { booking: 'r', service: 'EXST', at: 1 })],
      judged: SURE,
      without: SURE,
      because: 'posted_twice',
    },
    {
      says: 'the same fee half an hour later may be a second bag',
      charges: [
        paid('a', { booking: 'r', purpose: 'ancillary' }),
        paid('b', { booking: 'r', purpose: 'ancillary', at: 30 }),
      ],
      judged: UNSURE,
      without: SURE,
      because: 'repeated_fee',
    },
  ],
  late: [
    {
      says: 'who books the same seat again after four days may have meant it',
      charges: [paid('a'), paid('b', { at: 4 * DAY })],
      judged: UNSURE,
      without: LIKELY,
      because: 'hours_apart',
    },
  ],
  sameEntity: [
    {
      says: 'two bookings with one entity hash',
      charges: [paid('a'), paid('b', { at: 5 })],
      judged: SURE,
      without: SURE,
      because: 'same_entity',
    },
  ],
  sameTraveller: [
    {
      says: 'the same name to the letter, on another card',
      charges: [paid('a'), paid('b', { at: 5, card: 'another' })],
      judged: LIKELY,
      without: LIKELY,
      because: 'same_name',
    },
    {
      says: 'Zoë and Zoe',
      charges: [paid('a', { who: 'Zoë Keller' }), paid('b', { at: 5, who: 'Zoe Keller' })],
      judged: SURE,
      without: SURE,
      because: 'name_written_otherwise',
    },
    {
      says: 'Davey Jones and Jones Davey',
      charges: [paid('a', { who: 'Davey Jones' }), paid('b', { at: 5, who: 'Jones Davey' })],
      judged: SURE,
      without: SURE,
      because: 'name_swapped',
    },
    {
      says: 'William and Bill',
      charges: [paid('a', { who: 'William Harper' }), paid('b', { at: 5, who: 'Bill Harper' })],
      judged: LIKELY,
      without: LIKELY,
      because: 'name_nickname',
    },
    {
      says: 'Katharina and K.',
      charges: [paid('a', { who: 'Katharina Lindqvist' }), paid('b', { at: 5, who: 'K Lindqvist' })],
      judged: LIKELY,
      without: LIKELY,
      because: 'name_shortened',
    },
    {
      says: 'Wetherby and Wetherbey',
      charges: [paid('a', { who: 'Margaret Wetherby' }), paid('b', { at: 5, who: 'Margaret Wetherbey' })],
      judged: LIKELY,
      without: LIKELY,
      because: 'name_typing_error',
    },
  ],
  card: [
    {
      says: 'the first card was refused, or so it seemed',
      charges: [paid('a'), paid('b', { at: 5, card: 'another' })],
      judged: LIKELY,
      without: LIKELY,
      because: 'other_card',
    },
    {
      says: 'one card under two spellings of the name',
      charges: [paid('a', { who: 'Zoë Keller' }), paid('b', { at: 5, who: 'Zoe Keller' })],
      judged: SURE,
      without: SURE,
      because: 'same_card',
    },
  ],
  contact: [
    {
      says: 'the tickets went to one address',
      charges: [paid('a', { email: 'Davey@example.com' }), paid('b', { at: 5, email: 'davey@Example.com' })],
      judged: SURE,
      without: SURE,
      because: 'same_email',
    },
    {
      says: 'another address, one phone, however it is written',
      charges: [
        paid('a', { phone: '+353 1 234 567' }),
        paid('b', { at: 5, email: 'dj@example.org', phone: '+353-1-234567' }),
      ],
      judged: SURE,
      without: SURE,
      because: 'same_phone',
    },
    {
      says: 'another address and no phone',
      charges: [paid('a'), paid('b', { at: 5, email: 'dj@example.org' })],
      judged: SURE,
      without: SURE,
      because: 'other_email',
    },
  ],
  sameAmount: [
    {
      says: 'the same money',
      charges: [paid('a'), paid('b', { at: 5 })],
      judged: SURE,
      without: SURE,
      because: 'same_amount',
    },
  ],
  soonAfter: [
    {
      says: 'minutes apart',
      charges: [paid('a'), paid('b', { at: 5 })],
      judged: SURE,
      without: SURE,
      because: 'minutes_apart',
    },
    {
      says: 'hours apart',
      charges: [paid('a'), paid('b', { at: 6 * HOUR })],
      judged: SURE,
      without: SURE,
      because: 'hours_apart',
    },
  ],
  bothGateways: [
    {
      says: 'the first attempt went to the other gateway',
      charges: [paid('a', { gateway: 'old' }), paid('b', { at: 5, gateway: 'new' })],
      judged: SURE,
      without: SURE,
      because: 'both_gateways',
    },
  ],
}

const named = Object.entries(cases).flatMap(([rule, stories]) => stories.map((story) => ({ rule, ...story })))

/** Every rule but this one. */
const omit = (rule: string): Rules => Object.fromEntries(Object.entries(PAIR_RULES).filter(([name]) => name !== rule))

describe('every rule has a story that is judged otherwise without it', () => {
  it.each(named)('$rule: $says', ({ rule, charges, judged, without, because }) => {
    const [withIt, withoutIt] = [judge(charges, [], PAIR_RULES), judge(charges, [], omit(rule))]
    expect(withIt.map(tell)).toEqual(judged)
    expect(withoutIt.map(tell)).toEqual(without)
    expect(withoutIt).not.toEqual(withIt)
    if (because === null) return
    expect(reasonsOf(withIt)).toContain(because)
    expect(reasonsOf(withoutIt)).not.toContain(because)
  })

  test('a name with slips in both parts is a slip of the hand when an address or a phone agrees, too', () => {
    const [a, b] = [paid('a'), paid('b')]
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

  test('no rule is without a story', () => {
    expect(Object.entries(cases).filter(([, stories]) => stories.length === 0)).toEqual([])
    expect(Object.keys(cases).sort()).toEqual(Object.keys(PAIR_RULES).sort())
  })
})
