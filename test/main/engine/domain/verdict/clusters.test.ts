import { describe, expect, it } from 'vitest'
import { judge } from '../../../../../src/main/engine/domain/verdict/judge.ts'
import { aCharge, type Facts, reasonsOf, summarise } from './story.ts'

/** Makes the travellers of a party: one reference and one card for all of them. */
const of =
  (reference: string, at: number) =>
  (id: string, who: string, more: Facts = {}) =>
    aCharge(id, { reference, at, who, ...more })
const first = of('K3J9QX', 0)
const again = of('M7P2WD', 6)

describe('a party that was booked twice', () => {
  it('has a duplicate for each traveller, with the reason that the whole party was booked twice', () => {
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
    expect(groups.map(summarise)).toEqual([
      'duplicate, sure: a1 b1; keep a1, give back b1',
      'duplicate, sure: a2 b2; keep a2, give back b2',
      'duplicate, sure: a3 b3; keep a3, give back b3',
    ])
    for (const { reasons } of groups) {
      expect(reasons).toContainEqual(expect.objectContaining({ code: 'party_twice', values: { count: 3 } }))
    }
  })

  it('with twins: each twin is paired with their own charge', () => {
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

  it('pairs the last two travellers with each other, though their names alone would be unclear', () => {
    const left = [first('a2', 'Ann Carter'), again('b2', 'Anne Carter')]
    expect(judge(left, []).map(summarise)).toEqual(['unsure, open: a2 b2; keep a2, give back b2'])
    const all = judge([...left, first('a1', 'Davey Jones'), again('b1', 'Davey Jones')], [])
    expect(all.map(summarise)).toEqual([
      'duplicate, sure: a1 b1; keep a1, give back b1',
      'duplicate, likely: a2 b2; keep a2, give back b2',
    ])
    expect(reasonsOf(all.slice(1))).toEqual(expect.arrayContaining(['party_twice', 'name_unclear']))
  })

  it('leaves the last travellers to a person when they can be paired in two ways', () => {
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

  it('leaves the last two to a person when they differ in more than their names', () => {
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

  it('does not pair the last two when they are clearly two people', () => {
    const groups = judge(
      [first('a1', 'Davey Jones'), again('b1', 'Davey Jones'), first('a2', 'Mary Jones'), again('b2', 'Peter Harper')],
      [],
    )
    expect(groups.map(summarise)).toEqual(['duplicate, sure: a1 b1; keep a1, give back b1'])
    expect(reasonsOf(groups)).not.toContain('party_twice')
  })

  it('does not count the bags of a single traveller as a party', () => {
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

describe('more than two charges', () => {
  it('of one purchase: one charge is kept and two are given back', () => {
    const groups = judge([aCharge('a'), aCharge('b', { at: 5 }), aCharge('c', { at: 9 })], [])
    expect(groups.map(summarise)).toEqual(['duplicate, sure: a b c; keep a, give back b c'])
    expect(groups[0]?.reasons).toContainEqual(expect.objectContaining({ code: 'several_times', values: { count: 3 } }))
  })

  it('have the confidence of their weakest pair', () => {
    const groups = judge([aCharge('a'), aCharge('b', { at: 5 }), aCharge('c', { at: 9, card: 'another' })], [])
    expect(groups.map(summarise)).toEqual(['duplicate, likely: a b c; keep a, give back b c'])
  })

  it('are never joined by a third charge when two of them are travellers of one reference', () => {
    const groups = judge(
      [first('senior', 'John Harper'), first('junior', 'John Harper'), again('whose', 'John Harper')],
      [],
    )
    expect(groups.map(({ chargeIds }) => chargeIds)).toHaveLength(1)
    expect(groups[0]?.chargeIds).not.toEqual(expect.arrayContaining(['senior', 'junior']))
  })

  it('are never joined by a third charge when two of one reference have nothing else in common', () => {
    const typed = { who: 'Margaret Wetherbey', email: 'm@example.org' }
    const groups = judge(
      [
        aCharge('a', { who: 'Margaret Wetherby', reference: 'K3J9QX' }),
        aCharge('b', { ...typed, at: 3 }),
        aCharge('c', { ...typed, at: 6, card: 'another', reference: 'K3J9QX' }),
      ],
      [],
    )
    expect(groups.map(({ chargeIds }) => chargeIds)).toEqual([['a', 'b']])
  })

  it('with nothing in common are no group', () => {
    const stranger = aCharge('c', { who: 'Peter Harper', card: 'his', email: 'ph@example.org' })
    expect(judge([aCharge('a'), stranger], [])).toEqual([])
    expect(judge([aCharge('a')], [])).toEqual([])
  })

  it('give no reason about an extra seat when the duplicate pair is another one', () => {
    const groups = judge([aCharge('a'), aCharge('b', { at: 5 }), aCharge('cello', { at: 6, service: 'EXST' })], [])
    expect(groups.map(summarise)).toEqual(['duplicate, sure: a b; keep a, give back b'])
  })
})
