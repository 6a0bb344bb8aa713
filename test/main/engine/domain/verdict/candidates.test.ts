import { describe, expect, it, test } from 'vitest'
import { compareCharges } from '../../../../../src/main/engine/domain/verdict/compare.ts'
import { judge } from '../../../../../src/main/engine/domain/verdict/judge.ts'
import type { JudgedCharge, JudgedDecision } from '../../../../../src/main/engine/domain/verdict/judged.ts'
import { PAIR_RULES, type PairRule } from '../../../../../src/main/engine/domain/verdict/pair-rules.ts'
import { aCharge, aDecision, aRefund, FARE, type Facts } from './story.ts'

/** The pairs of charges that reach the rules, each as "id id". */
function compared(charges: readonly JudgedCharge[], decisions: readonly JudgedDecision[] = []): string[] {
  const seen: string[] = []
  const watch: PairRule = ({ a, b }) => {
    seen.push(`${a.id} ${b.id}`)
    return null
  }
  judge(charges, decisions, { watch })
  return seen
}

/** A traveller who shares only the flight with Davey. */
const STRANGER: Facts = { who: 'Priscilla Stone', card: 'hers', email: 'p@example.org' }
const davey = aCharge('a', { phone: '+353 1 234 567' })

describe('candidate pairs', () => {
  it('two strangers are not compared', () => {
    expect(compared([davey, aCharge('b', STRANGER)])).toEqual([])
    expect(
      compared([aCharge('a', { card: '', email: '' }), aCharge('b', { ...STRANGER, card: '', email: '' })]),
    ).toEqual([])
  })

  const shared: readonly (readonly [string, Facts])[] = [
    ['a card', { card: 'card of Davey' }],
    ['an e-mail address, in upper or lower case', { email: 'Davey@Example.COM' }],
    ['a phone, in any notation', { phone: '+353-1-234567' }],
    ["a traveller's name, in either order", { who: 'Jones Davey' }],
    ['a booking', { booking: 'booking of a' }],
  ]
  it.each(shared)('two charges that share %s are compared', (_, more) => {
    expect(compared([davey, aCharge('b', { ...STRANGER, ...more })])).toEqual(['a b'])
  })

  it('charges of two departures are not compared, though they are judged together', () => {
    expect(compared([davey, aCharge('b', { flight: 'EI165' }), aCharge('c', { departure: 202606292015 })])).toEqual([])
  })

  it('charges that a decision names are compared, whatever their traveller and flight', () => {
    const elsewhere = aCharge('b', { ...STRANGER, flight: 'EI165' })
    expect(compared([davey, elsewhere], [aDecision('d', 'not_duplicate', ['a', 'b'])])).toEqual(['a b'])
  })

  it('a pair is compared only once, however many keys it shares', () => {
    expect(compared([davey, aCharge('b', { at: 1 }), aCharge('c', { at: 2 })])).toEqual(['a b', 'a c', 'b c'])
  })

  it('a failed charge is not compared, and neither is one that was given back because its booking was cancelled', () => {
    const gone = { status: 'cancelled', refunds: [aRefund({ reason: 'cancelled' })] }
    expect(compared([davey, aCharge('b', { state: 'failed' })])).toEqual([])
    expect(compared([davey, aCharge('b', gone)])).toEqual([])
    expect(compared([davey, aCharge('b', { ...gone, status: 'confirmed' })])).toEqual(['a b'])
    expect(compared([davey, aCharge('b', { ...gone, refunds: [] })])).toEqual(['a b'])
    expect(compared([davey, aCharge('b', { ...gone, refunds: [aRefund({ reason: 'duplicate' })] })])).toEqual(['a b'])
    const mixed = [aRefund({ reason: 'cancelled', amountMinor: 1 }), aRefund({ amountMinor: FARE - 1 })]
    expect(compared([davey, aCharge('b', { ...gone, refunds: mixed })])).toEqual(['a b'])
    const part = aRefund({ reason: 'cancelled', amountMinor: FARE - 1 })
    expect(compared([davey, aCharge('b', { ...gone, refunds: [part] })])).toEqual(['a b'])
  })
})

describe('an agency', () => {
  /** Travellers with other names on the card and address of Davey, each under their own reference. */
  const others = (count: number): JudgedCharge[] =>
    Array.from({ length: count }, (_, index) => aCharge(`${100 + index}`, { who: `Q${index}x Z${index}x`, at: index }))
  const typed = aCharge('b', { who: 'Davey Johns', at: 5 })

  it('has its travellers compared by name only, because all of them share the other keys', () => {
    expect(compared([davey, typed, ...others(38)])).toContain('a b')
    expect(compared([davey, typed, ...others(39)])).toEqual([])
    expect(compared([davey, aCharge('b', { at: 5 }), ...others(39)])).toEqual(['a b'])
  })

  it('counts distinct references, so many travellers under one reference are a party and no agency', () => {
    const party = others(60).map((one) => ({ ...one, reference: 'K3J9QX' }))
    expect(compared([davey, typed, ...party])).toContain('a b')
  })
})

describe('a family that is booked one by one', () => {
  const wife = aCharge('wife', { at: 9, who: 'Katharina Jones' })
  const child = aCharge('child', { at: 12, who: 'Priscilla Jones' })
  const twice = [aCharge('a'), aCharge('b', { at: 5 })]
  const countOf = (charges: readonly JudgedCharge[]): number | undefined =>
    judge(charges, [])[0]?.reasons.find(({ code }) => code === 'booked_apart')?.values.count

  it('counts the other travellers of the buyer, each reference once', () => {
    expect(countOf(twice)).toBeUndefined()
    expect(countOf([...twice, wife])).toBe(1)
    expect(countOf([...twice, wife, child])).toBe(2)
    expect(countOf([...twice, aCharge('wife', { who: 'Katharina Jones', email: 'DAVEY@example.com' })])).toBe(1)
    expect(countOf([...twice, wife, aCharge('child', { who: 'Priscilla Jones', reference: wife.reference })])).toBe(1)
  })

  it('has no buyer when the charges have neither card nor address', () => {
    const nothing = { card: '', email: '', phone: '+353 1 234 567' }
    const three = [
      aCharge('a', nothing),
      aCharge('b', { ...nothing, at: 5 }),
      aCharge('wife', { ...nothing, who: 'Katharina Jones' }),
    ]
    expect(countOf(three)).toBeUndefined()
  })

  it('does not count travellers under the same reference, travellers of other buyers or the traveller again', () => {
    const [first] = twice
    expect(
      countOf([...twice, aCharge('with', { who: 'Mary Jones', reference: first?.reference ?? '' })]),
    ).toBeUndefined()
    expect(countOf([...twice, aCharge('other', { who: 'Mary Jones', card: 'another' })])).toBeUndefined()
    expect(countOf([...twice, aCharge('other', { who: 'Mary Jones', email: 'mj@example.org' })])).toBeUndefined()
    expect(countOf([...twice, aCharge('c', { at: 8, who: 'Jones Davey' })])).toBeUndefined()
    const both = [aCharge('c', { at: 8, reference: 'both' }), aCharge('with', { who: 'Mary Jones', reference: 'both' })]
    expect(countOf([...twice, ...both])).toBeUndefined()
  })
})

describe('the confidence of a pair is sure', () => {
  const isSure = (more: Facts, first: Facts = {}, others = 0): boolean =>
    compareCharges(aCharge('a', first), aCharge('b', { at: 5, ...more }), others, PAIR_RULES).isSure

  test.each<[string, Facts, Facts, boolean]>([
    ['nothing but the time differs', {}, {}, true],
    ['a day apart', { at: 24 * 60 }, {}, true],
    ['more than a day apart', { at: 24 * 60 + 1 }, {}, false],
    ['another card', { card: 'another' }, {}, false],
    ['no card known', { card: '' }, { card: '' }, false],
    ['another amount', { amountMinor: FARE + 1 }, {}, false],
    ['a short name', { who: 'Bill Harper' }, { who: 'William Harper' }, false],
    ['one booking charged twice', { booking: 'r' }, { booking: 'r' }, true],
    ['an extra seat speaks against it', { service: 'EXST' }, { service: 'EXST' }, false],
  ])('%s', (_, more, first, expected) => {
    expect(isSure(more, first)).toBe(expected)
  })

  it('not when the buyer books a family one by one', () => {
    expect(isSure({}, {}, 1)).toBe(false)
  })
})

describe('the limits of the rules', () => {
  const verdictOf = (more: Facts, first: Facts = {}): string | undefined =>
    judge([aCharge('a', first), aCharge('b', { at: 5, ...more })], [])[0]?.verdict
  const bag: Facts = { booking: 'r', purpose: 'ancillary' }

  test.each<[string, Facts, Facts, string | undefined]>([
    ['exactly three days apart', { at: 72 * 60 }, {}, 'duplicate'],
    ['three days and a minute apart', { at: 72 * 60 + 1 }, {}, 'unsure'],
    ['a quarter more expensive', { amountMinor: FARE * 1.25 }, {}, 'duplicate'],
    ['a quarter and a cent more expensive', { amountMinor: FARE * 1.25 + 1 }, {}, 'unsure'],
    ['the first a quarter more expensive', { amountMinor: FARE }, { amountMinor: FARE * 1.25 }, 'duplicate'],
    ['another price exactly a day later', { at: 24 * 60, amountMinor: FARE + 1 }, {}, 'duplicate'],
    ['another price more than a day later', { at: 24 * 60 + 1, amountMinor: FARE + 1 }, {}, 'unsure'],
    ['a fee within five minutes', { ...bag, at: 5 }, bag, 'duplicate'],
    ['a fee six minutes later', { ...bag, at: 6 }, bag, 'unsure'],
    ['a surname with a slip within the hour', { at: 60, who: 'Davey Johns' }, {}, 'duplicate'],
    ['a surname with a slip after more than an hour', { at: 61, who: 'Davey Johns' }, {}, 'unsure'],
    ['a surname with a slip on another card', { who: 'Davey Johns', card: 'another' }, {}, 'unsure'],
  ])('%s', (_, more, first, expected) => {
    expect(verdictOf(more, first)).toBe(expected)
  })
})
