import { describe, expect, it } from 'vitest'
import { decisionsByPair } from '../../../../../src/main/engine/domain/verdict/decisions.ts'
import { judge } from '../../../../../src/main/engine/domain/verdict/judge.ts'
import { pairKey } from '../../../../../src/main/engine/domain/verdict/pair-key.ts'
import { aCharge, aDecision, BEGIN, reasonsOf, summarise } from './story.ts'

const twice = [aCharge('a'), aCharge('b', { at: 5 })]
const couple = [aCharge('a'), aCharge('b', { at: 5, who: 'Mary Jones' })]
const DUPLICATE = ['duplicate, sure: a b; keep a, give back b']
const SEPARATE = ['separate, sure: a b; keep none']
const later = { decidedAt: BEGIN + 1 }

describe('a decision of a person', () => {
  it('"not a duplicate" separates a sure duplicate, and the reason names the decision', () => {
    expect(judge(twice, []).map(summarise)).toEqual(DUPLICATE)
    const groups = judge(twice, [aDecision('d', 'not_duplicate', ['a', 'b'])])
    expect(groups.map(summarise)).toEqual(SEPARATE)
    expect(reasonsOf(groups)).toEqual(['decided_not_duplicate'])
  })

  it('"duplicate" joins charges that every rule keeps separate', () => {
    expect(judge(couple, [])).toEqual([])
    const groups = judge(couple, [aDecision('d', 'duplicate', ['a', 'b'])])
    expect(groups.map(summarise)).toEqual(DUPLICATE)
    expect(reasonsOf(groups)[0]).toBe('decided_duplicate')
  })

  it('"duplicate" answers an unsure verdict', () => {
    const asked = [aCharge('a', { who: 'Ann Carter' }), aCharge('b', { at: 5, who: 'Anne Carter' })]
    expect(judge(asked, []).map(({ verdict }) => verdict)).toEqual(['unsure'])
    expect(judge(asked, [aDecision('d', 'duplicate', ['b', 'a'])]).map(summarise)).toEqual(DUPLICATE)
  })

  it('when it is withdrawn, the rules alone decide again', () => {
    const refused = aDecision('d1', 'not_duplicate', ['a', 'b'])
    const withdrawn = aDecision('d2', 'withdrawn', ['a', 'b'], { supersedes: 'd1', ...later })
    expect(judge(twice, [refused, withdrawn]).map(summarise)).toEqual(DUPLICATE)
  })

  it('when it is withdrawn, an earlier decision in force counts again', () => {
    const no = aDecision('d1', 'not_duplicate', ['a', 'b'])
    const yes = aDecision('d2', 'duplicate', ['a', 'b'], later)
    const withdrawn = aDecision('d3', 'withdrawn', ['a', 'b'], { supersedes: 'd2', decidedAt: BEGIN + 2 })
    expect(judge(twice, [no, yes, withdrawn]).map(summarise)).toEqual(SEPARATE)
  })

  it('when it is superseded, it no longer counts, whatever the times say', () => {
    const refused = aDecision('d1', 'not_duplicate', ['a', 'b'], later)
    const instead = aDecision('d2', 'duplicate', ['a', 'b'], { supersedes: 'd1' })
    expect(judge(twice, [refused, instead]).map(summarise)).toEqual(DUPLICATE)
  })

  it('of two in force on the same charges, the later counts; at the same time, the higher id', () => {
    const no = aDecision('d1', 'not_duplicate', ['a', 'b'])
    expect(judge(twice, [aDecision('d2', 'duplicate', ['a', 'b'], later), no]).map(summarise)).toEqual(DUPLICATE)
    expect(judge(twice, [aDecision('d2', 'duplicate', ['a', 'b']), no]).map(summarise)).toEqual(DUPLICATE)
    expect(judge(twice, [aDecision('d0', 'duplicate', ['a', 'b']), no]).map(summarise)).toEqual(SEPARATE)
  })

  it('is kept when a third charge joins, and its reason makes the group less sure', () => {
    const groups = judge([...twice, aCharge('c', { at: 9 })], [aDecision('d', 'not_duplicate', ['a', 'b'])])
    expect(groups.map(summarise)).toEqual(['duplicate, likely: b c; keep b, give back c'])
    expect(reasonsOf(groups)[0]).toBe('decided_apart')
  })

  it('"duplicate" counts also for strangers and for charges on another flight', () => {
    const hers = { at: 5, who: 'Priscilla Stone', card: 'hers', email: 'p@example.org' }
    const decided = [aDecision('d', 'duplicate', ['a', 'b'])]
    expect(judge([aCharge('a'), aCharge('b', hers)], decided).map(summarise)).toEqual(DUPLICATE)
    expect(judge([aCharge('a'), aCharge('b', { ...hers, flight: 'EI165' })], decided).map(summarise)).toEqual(DUPLICATE)
  })

  it('"not a duplicate" is kept when a third charge connects the two', () => {
    const typed = { who: 'Margaret Wetherbey', email: 'm@example.org' }
    const tied = [
      aCharge('a', { who: 'Margaret Wetherby' }),
      aCharge('b', { ...typed, at: 3 }),
      aCharge('c', { ...typed, at: 6, card: 'another' }),
    ]
    expect(judge(tied, [aDecision('d', 'not_duplicate', ['a', 'c'])]).map(({ chargeIds }) => chargeIds)).toEqual([
      ['a', 'b'],
    ])
  })

  it('binds only the pairs that it names', () => {
    const groups = judge([...twice, aCharge('c', { at: 9 })], [aDecision('d', 'not_duplicate', ['a', 'elsewhere'])])
    expect(groups.map(summarise)).toEqual(['duplicate, sure: a b c; keep a, give back b c'])
  })

  it('on three charges separates all three', () => {
    const groups = judge([...twice, aCharge('c', { at: 9 })], [aDecision('d', 'not_duplicate', ['a', 'b', 'c'])])
    expect(groups.map(summarise)).toEqual(['separate, sure: a b c; keep none'])
  })

  it('with an unknown verdict has no effect', () => {
    expect(judge(twice, [aDecision('d', 'perhaps', ['a', 'b'])]).map(summarise)).toEqual(DUPLICATE)
    const refused = aDecision('d1', 'not_duplicate', ['a', 'b'])
    expect(judge(twice, [refused, aDecision('d2', 'perhaps', ['a', 'b'], later)]).map(summarise)).toEqual(SEPARATE)
  })

  it('"duplicate" does not change what happens to the money: a hold stays a hold', () => {
    const held = [aCharge('a'), aCharge('b', { at: 5, who: 'Mary Jones', state: 'authorised' })]
    expect(judge(held, [aDecision('d', 'duplicate', ['a', 'b'])]).map(summarise)).toEqual(['hold, sure: a b; keep a'])
  })
})

it('a decision on a pair is found in either order of its charges', () => {
  expect(pairKey('a', 'b')).toBe(pairKey('b', 'a'))
  expect([...decisionsByPair([aDecision('d', 'duplicate', ['b', 'a', 'c'])]).keys()].sort()).toEqual(
    [pairKey('a', 'b'), pairKey('a', 'c'), pairKey('b', 'c')].sort(),
  )
})
