import { describe, expect, it } from 'vitest'
import { judge } from '../../../../../src/main/engine/domain/verdict/judge.ts'
import { paid, reasonsOf, type Told, tell } from './story.ts'

/** One traveller of a party: all under one reference, on one card. */
const of =
  (reference: string, at: number) =>
  (id: string, who: string, more: Told = {}) =>
    paid(id, { reference, at, who, ...more })
const first = of('K3J9QX', 0)
const again = of('M7P2WD', 6)

describe('a party that was booked twice', () => {
  it('finds each traveller again, and says that it was the whole party', () => {
    const groups = judge(
      [
        first('a1', 'Davey Jones'),
        first('a2', 'Mary Jones'),
        first('a3', 'Priscilla Jones'),
        again('b1', 'Davey Jones'),
        again('b2', 'Mary Jones'),
        again('b3', 'Priscilla Jones'),
      ],
      [],
    )
    expect(groups.map(tell)).toEqual([
      'duplicate, sure: a1 b1; keep a1, give back b1',
      'duplicate, sure: a2 b2; keep a2, give back b2',
      'duplicate, sure: a3 b3; keep a3, give back b3',
    ])
    for (const { reasons } of groups) {
      expect(reasons).toContainEqual(expect.objectContaining({ code: 'party_twice', values: { count: 3 } }))
    }
  })

  it('has each twin find themselves and not the other', () => {
    const groups = judge(
      [
        first('ann', 'Ann Carter'),
        first('anne', 'Anne Carter'),
        again('anne again', 'Anne Carter'),
        again('ann again', 'Ann Carter'),
      ],
      [],
    )
    expect(groups.map(({ chargeIds }) => chargeIds)).toEqual([
      ['ann', 'ann again'],
      ['anne', 'anne again'],
    ])
  })

  it('puts the two that are left together, though their names alone would be a question', () => {
    const left = [first('a2', 'Ann Carter'), again('b2', 'Anne Carter')]
    expect(judge(left, []).map(tell)).toEqual(['unsure, open: a2 b2; keep a2, give back b2'])
    const all = judge([...left, first('a1', 'Davey Jones'), again('b1', 'Davey Jones')], [])
    expect(all.map(tell)).toEqual([
      'duplicate, sure: a1 b1; keep a1, give back b1',
      'duplicate, likely: a2 b2; keep a2, give back b2',
    ])
    expect(reasonsOf(all.slice(1))).toEqual(expect.arrayContaining(['party_twice', 'name_unclear']))
  })

  it('leaves the rest to a person when it may be matched in two ways', () => {
    const groups = judge(
      [
        first('a1', 'Davey Jones'),
        again('b1', 'Davey Jones'),
        first('a2', 'Ann Carter'),
        again('b2', 'Anne Carter'),
        again('b3', 'Anne Carter'),
      ],
      [],
    )
    expect(groups.map(({ verdict, chargeIds }) => [verdict, chargeIds.length])).toContainEqual(['duplicate', 2])
    expect(groups.filter(({ chargeIds }) => chargeIds.includes('a2')).map(({ verdict }) => verdict)).toEqual(['unsure'])
  })

  it('leaves the rest to a person when more than the names differs', () => {
    const groups = judge(
      [
        first('a1', 'Davey Jones'),
        again('b1', 'Davey Jones'),
        first('a2', 'Ann Carter'),
        again('b2', 'Anne Carter', { currency: 'USD' }),
      ],
      [],
    )
    expect(groups.map(({ verdict }) => verdict)).toEqual(['duplicate', 'unsure'])
  })

  it('leaves the rest alone when the travellers are two people', () => {
    const groups = judge(
      [first('a1', 'Davey Jones'), again('b1', 'Davey Jones'), first('a2', 'Mary Jones'), again('b2', 'Peter Harper')],
      [],
    )
    expect(groups.map(tell)).toEqual(['duplicate, sure: a1 b1; keep a1, give back b1'])
    expect(reasonsOf(groups)).not.toContain('party_twice')
  })

  it('takes the bags of a single traveller for no party', () => {
    const bag = { purpose: 'ancillary', amountMinor: 4_000 }
    const groups = judge(
      [
        first('a', 'Davey Jones', { booking: 'r1' }),
        again('b', 'Davey Jones', { booking: 'r2' }),
        first('bag of a', 'Davey Jones', { booking: 'r1', ...bag }),
        again('bag of b', 'Davey Jones', { booking: 'r2', ...bag }),
      ],
      [],
    )
    expect(groups.map(({ chargeIds }) => chargeIds)).toEqual([
      ['a', 'b'],
      ['bag of a', 'bag of b'],
    ])
    expect(reasonsOf(groups)).not.toContain('party_twice')
  })
})

describe('more than two', () => {
  it('three of a kind: one stays, two go back', () => {
    const groups = judge([paid('a'), paid('b', { at: 5 }), paid('c', { at: 9 })], [])
    expect(groups.map(tell)).toEqual(['duplicate, sure: a b c; keep a, give back b c'])
    expect(groups[0]?.reasons).toContainEqual(expect.objectContaining({ code: 'several_times', values: { count: 3 } }))
  })

  it('is as sure as its weakest link', () => {
    const groups = judge([paid('a'), paid('b', { at: 5 }), paid('c', { at: 9, card: 'another' })], [])
    expect(groups.map(tell)).toEqual(['duplicate, likely: a b c; keep a, give back b c'])
  })

  it('never joins two travellers of one reference by a third charge', () => {
    const groups = judge(
      [first('senior', 'John Harper'), first('junior', 'John Harper'), again('whose', 'John Harper')],
      [],
    )
    expect(groups.map(({ chargeIds }) => chargeIds)).toHaveLength(1)
    expect(groups[0]?.chargeIds).not.toEqual(expect.arrayContaining(['senior', 'junior']))
  })

  it('never joins two of one reference that have nothing else in common by a third charge', () => {
    const typed = { who: 'Margaret Wetherbey', email: 'm@example.org' }
    const groups = judge(
      [
        paid('a', { who: 'Margaret Wetherby', reference: 'K3J9QX' }),
        paid('b', { ...typed, at: 3 }),
        paid('c', { ...typed, at: 6, card: 'another', reference: 'K3J9QX' }),
      ],
      [],
    )
    expect(groups.map(({ chargeIds }) => chargeIds)).toEqual([['a', 'b']])
  })

  it('leaves strangers on one flight alone', () => {
    const stranger = paid('c', { who: 'Peter Harper', card: 'his', email: 'ph@example.org' })
    expect(judge([paid('a'), stranger], [])).toEqual([])
    expect(judge([paid('a')], [])).toEqual([])
  })

  it('a seat bought on purpose is not told where the pair belongs to something else', () => {
    const groups = judge([paid('a'), paid('b', { at: 5 }), paid('cello', { at: 6, service: 'EXST' })], [])
    expect(groups.map(tell)).toEqual(['duplicate, sure: a b; keep a, give back b'])
  })
})
