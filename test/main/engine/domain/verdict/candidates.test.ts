import { describe, expect, it, test } from 'vitest'
import { compareCharges } from '../../../../../src/main/engine/domain/verdict/compare.ts'
import { judge } from '../../../../../src/main/engine/domain/verdict/judge.ts'
import type { JudgedCharge, JudgedDecision } from '../../../../../src/main/engine/domain/verdict/judged.ts'
import { PAIR_RULES, type PairRule } from '../../../../../src/main/engine/domain/verdict/pair-rules.ts'
import { back, FARE, paid, type Told, word } from './story.ts'

/** The pairs that the rules get to see. */
function compared(charges: readonly JudgedCharge[], decisions: readonly JudgedDecision[] = []): string[] {
  const seen: string[] = []
  const watch: PairRule = ({ a, b }) => {
    seen.push(`${a.id} ${b.id}`)
    return null
  }
  judge(charges, decisions, { watch })
  return seen
}

/** Nothing in common with Davey but the flight. */
const STRANGER: Told = { who: 'Priscilla Stone', card: 'hers', email: 'p@example.org' }
const davey = paid('a', { phone: '+353 1 234 567' })

describe('which pairs are worth comparing', () => {
  it('strangers are not', () => {
    expect(compared([davey, paid('b', STRANGER)])).toEqual([])
    expect(compared([paid('a', { card: '', email: '' }), paid('b', { ...STRANGER, card: '', email: '' })])).toEqual([])
  })

  const shared: readonly (readonly [string, Told])[] = [
    ['a card', { card: 'card of Davey' }],
    ['an e-mail address, in whatever case', { email: 'Davey@Example.COM' }],
    ['a phone, however it is written', { phone: '+353-1-234567' }],
    ["a traveller's name, whichever part comes first", { who: 'Jones Davey' }],
    ['a booking', { booking: 'booking of a' }],
  ]
  it.each(shared)('those that share %s are', (_, more) => {
    expect(compared([davey, paid('b', { ...STRANGER, ...more })])).toEqual(['a b'])
  })

  it('nobody across two departures, though they are judged together', () => {
    expect(compared([davey, paid('b', { flight: 'EI165' }), paid('c', { departure: 202606292015 })])).toEqual([])
  })

  it('those that a person has spoken of are, whoever and wherever they are', () => {
    const elsewhere = paid('b', { ...STRANGER, flight: 'EI165' })
    expect(compared([davey, elsewhere], [word('d', 'not_duplicate', ['a', 'b'])])).toEqual(['a b'])
  })

  it('each pair once, whatever it shares', () => {
    expect(compared([davey, paid('b', { at: 1 }), paid('c', { at: 2 })])).toEqual(['a b', 'a c', 'b c'])
  })

  it('not what failed, and not what was cancelled with its money given back for that', () => {
    const gone = { status: 'cancelled', refunds: [back({ reason: 'cancelled' })] }
    expect(compared([davey, paid('b', { state: 'failed' })])).toEqual([])
    expect(compared([davey, paid('b', gone)])).toEqual([])
    expect(compared([davey, paid('b', { ...gone, status: 'confirmed' })])).toEqual(['a b'])
    expect(compared([davey, paid('b', { ...gone, refunds: [] })])).toEqual(['a b'])
    expect(compared([davey, paid('b', { ...gone, refunds: [back({ reason: 'duplicate' })] })])).toEqual(['a b'])
    const mixed = [back({ reason: 'cancelled', amountMinor: 1 }), back({ amountMinor: FARE - 1 })]
    expect(compared([davey, paid('b', { ...gone, refunds: mixed })])).toEqual(['a b'])
    const part = back({ reason: 'cancelled', amountMinor: FARE - 1 })
    expect(compared([davey, paid('b', { ...gone, refunds: [part] })])).toEqual(['a b'])
  })
})

describe('an agency', () => {
  /** So many travellers of other names on the card and address of Davey, each under a reference of their own. */
  const others = (count: number): JudgedCharge[] =>
    Array.from({ length: count }, (_, index) => paid(`${100 + index}`, { who: `Q${index}x Z${index}x`, at: index }))
  const typed = paid('b', { who: 'Davey Johns', at: 5 })

  it('has its travellers compared by name only: what all share says nothing', () => {
    expect(compared([davey, typed, ...others(38)])).toContain('a b')
    expect(compared([davey, typed, ...others(39)])).toEqual([])
    expect(compared([davey, paid('b', { at: 5 }), ...others(39)])).toEqual(['a b'])
  })

  it('is no party, however many are under one reference', () => {
    const party = others(60).map((one) => ({ ...one, reference: 'K3J9QX' }))
    expect(compared([davey, typed, ...party])).toContain('a b')
  })
})

describe('a family that is booked one by one', () => {
  const wife = paid('wife', { at: 9, who: 'Katharina Jones' })
  const child = paid('child', { at: 12, who: 'Priscilla Jones' })
  const twice = [paid('a'), paid('b', { at: 5 })]
  const countOf = (charges: readonly JudgedCharge[]): number | undefined =>
    judge(charges, [])[0]?.reasons.find(({ code }) => code === 'booked_apart')?.values.count

  it('counts the other travellers of the buyer, each reference once', () => {
    expect(countOf(twice)).toBeUndefined()
    expect(countOf([...twice, wife])).toBe(1)
    expect(countOf([...twice, wife, child])).toBe(2)
    expect(countOf([...twice, paid('wife', { who: 'Katharina Jones', email: 'DAVEY@example.com' })])).toBe(1)
    expect(countOf([...twice, wife, paid('child', { who: 'Priscilla Jones', reference: wife.reference })])).toBe(1)
  })

  it("whoever left neither a card nor an address is nobody's buyer", () => {
    const nothing = { card: '', email: '', phone: '+353 1 234 567' }
    const three = [
      paid('a', nothing),
      paid('b', { ...nothing, at: 5 }),
      paid('wife', { ...nothing, who: 'Katharina Jones' }),
    ]
    expect(countOf(three)).toBeUndefined()
  })

  it('does not count whoever was booked with them, nor other buyers, nor the traveller again', () => {
    const [first] = twice
    expect(countOf([...twice, paid('with', { who: 'Mary Jones', reference: first?.reference ?? '' })])).toBeUndefined()
    expect(countOf([...twice, paid('other', { who: 'Mary Jones', card: 'another' })])).toBeUndefined()
    expect(countOf([...twice, paid('other', { who: 'Mary Jones', email: 'mj@example.org' })])).toBeUndefined()
    expect(countOf([...twice, paid('c', { at: 8, who: 'Jones Davey' })])).toBeUndefined()
    const both = [paid('c', { at: 8, reference: 'both' }), paid('with', { who: 'Mary Jones', reference: 'both' })]
    expect(countOf([...twice, ...both])).toBeUndefined()
  })
})

describe('when a pair is sure', () => {
  const isSure = (more: Told, first: Told = {}, others = 0): boolean =>
    compareCharges(paid('a', first), paid('b', { at: 5, ...more }), others, PAIR_RULES).isSure

  test.each<[string, Told, Told, boolean]>([
    ['nothing but the time differs', {}, {}, true],
    ['a day apart', { at: 24 * 60 }, {}, true],
    ['more than a day apart', { at: 24 * 60 + 1 }, {}, false],
    ['another card', { card: 'another' }, {}, false],
    ['no card told', { card: '' }, { card: '' }, false],
    ['another amount', { amountMinor: FARE + 1 }, {}, false],
    ['a short name', { who: 'Bill Harper' }, { who: 'William Harper' }, false],
    ['posted twice', { booking: 'r' }, { booking: 'r' }, true],
    ['against it', { service: 'EXST' }, { service: 'EXST' }, false],
  ])('%s', (_, more, first, expected) => {
    expect(isSure(more, first)).toBe(expected)
  })

  it('not in a family that is booked one by one', () => {
    expect(isSure({}, {}, 1)).toBe(false)
  })
})

describe('the borders of the rules', () => {
  const verdictOf = (more: Told, first: Told = {}): string | undefined =>
    judge([paid('a', first), paid('b', { at: 5, ...more })], [])[0]?.verdict
  const bag: Told = { booking: 'r', purpose: 'ancillary' }

  test.each<[string, Told, Told, string | undefined]>([
    ['three days', { at: 72 * 60 }, {}, 'duplicate'],
    ['a minute more', { at: 72 * 60 + 1 }, {}, 'unsure'],
    ['a quarter dearer', { amountMinor: FARE * 1.25 }, {}, 'duplicate'],
    ['a cent more', { amountMinor: FARE * 1.25 + 1 }, {}, 'unsure'],
    ['a quarter cheaper counts alike', { amountMinor: FARE }, { amountMinor: FARE * 1.25 }, 'duplicate'],
    ['a moved price after a day', { at: 24 * 60, amountMinor: FARE + 1 }, {}, 'duplicate'],
    ['and after more than a day', { at: 24 * 60 + 1, amountMinor: FARE + 1 }, {}, 'unsure'],
    ['a fee within five minutes', { ...bag, at: 5 }, bag, 'duplicate'],
    ['and later', { ...bag, at: 6 }, bag, 'unsure'],
    ['a surname with a slip within the hour', { at: 60, who: 'Davey Johns' }, {}, 'duplicate'],
    ['and later', { at: 61, who: 'Davey Johns' }, {}, 'unsure'],
    ['a surname with a slip on another card', { who: 'Davey Johns', card: 'another' }, {}, 'unsure'],
  ])('%s', (_, more, first, expected) => {
    expect(verdictOf(more, first)).toBe(expected)
  })
})
