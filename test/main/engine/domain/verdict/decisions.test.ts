import { describe, expect, it } from 'vitest'
import { decisionsByPair } from '../../../../../src/main/engine/domain/verdict/decisions.ts'
import { judge } from '../../../../../src/main/engine/domain/verdict/judge.ts'
import { pairKey } from '../../../../../src/main/engine/domain/verdict/pair-key.ts'
import { BEGIN, paid, reasonsOf, tell, word } from './story.ts'

const twice = [paid('a'), paid('b', { at: 5 })]
const couple = [paid('a'), paid('b', { at: 5, who: 'Mary Jones' })]
const DUPLICATE = ['duplicate, sure: a b; keep a, give back b']
const SEPARATE = ['separate, sure: a b; keep none']
const later = { decidedAt: BEGIN + 1 }

describe("a person's word", () => {
  it('"not a duplicate" takes a sure double apart, and says who said so', () => {
    expect(judge(twice, []).map(tell)).toEqual(DUPLICATE)
    const groups = judge(twice, [word('d', 'not_duplicate', ['a', 'b'])])
    expect(groups.map(tell)).toEqual(SEPARATE)
    expect(reasonsOf(groups)).toEqual(['decided_not_duplicate'])
  })

  it('"is one" puts together what every rule keeps apart', () => {
    expect(judge(couple, [])).toEqual([])
    const groups = judge(couple, [word('d', 'duplicate', ['a', 'b'])])
    expect(groups.map(tell)).toEqual(DUPLICATE)
    expect(reasonsOf(groups)[0]).toBe('decided_duplicate')
  })

  it('"is one" answers a question', () => {
    const asked = [paid('a', { who: 'Ann Carter' }), paid('b', { at: 5, who: 'Anne Carter' })]
    expect(judge(asked, []).map(({ verdict }) => verdict)).toEqual(['unsure'])
    expect(judge(asked, [word('d', 'duplicate', ['b', 'a'])]).map(tell)).toEqual(DUPLICATE)
  })

  it('withdrawn, it leaves the rules alone again', () => {
    const said = word('d1', 'not_duplicate', ['a', 'b'])
    const withdrawn = word('d2', 'withdrawn', ['a', 'b'], { supersedes: 'd1', ...later })
    expect(judge(twice, [said, withdrawn]).map(tell)).toEqual(DUPLICATE)
  })

  it('withdrawn, the word that stands beside it counts again', () => {
    const no = word('d1', 'not_duplicate', ['a', 'b'])
    const yes = word('d2', 'duplicate', ['a', 'b'], later)
    const withdrawn = word('d3', 'withdrawn', ['a', 'b'], { supersedes: 'd2', decidedAt: BEGIN + 2 })
    expect(judge(twice, [no, yes, withdrawn]).map(tell)).toEqual(SEPARATE)
  })

  it('superseded, it counts no more, whatever the clocks say', () => {
    const said = word('d1', 'not_duplicate', ['a', 'b'], later)
    const instead = word('d2', 'duplicate', ['a', 'b'], { supersedes: 'd1' })
    expect(judge(twice, [said, instead]).map(tell)).toEqual(DUPLICATE)
  })

  it('of two beside each other the later counts, then the higher id', () => {
    const no = word('d1', 'not_duplicate', ['a', 'b'])
    expect(judge(twice, [word('d2', 'duplicate', ['a', 'b'], later), no]).map(tell)).toEqual(DUPLICATE)
    expect(judge(twice, [word('d2', 'duplicate', ['a', 'b']), no]).map(tell)).toEqual(DUPLICATE)
    expect(judge(twice, [word('d0', 'duplicate', ['a', 'b']), no]).map(tell)).toEqual(SEPARATE)
  })

  it('is kept when a third charge joins, and told with what it makes less sure', () => {
    const groups = judge([...twice, paid('c', { at: 9 })], [word('d', 'not_duplicate', ['a', 'b'])])
    expect(groups.map(tell)).toEqual(['duplicate, likely: b c; keep b, give back c'])
    expect(reasonsOf(groups)[0]).toBe('decided_apart')
  })

  it('"is one" counts for strangers too, also on another flight', () => {
    const hers = { at: 5, who: 'Priscilla Stone', card: 'hers', email: 'p@example.org' }
    const said = [word('d', 'duplicate', ['a', 'b'])]
    expect(judge([paid('a'), paid('b', hers)], said).map(tell)).toEqual(DUPLICATE)
    expect(judge([paid('a'), paid('b', { ...hers, flight: 'EI165' })], said).map(tell)).toEqual(DUPLICATE)
  })

  it('"not a duplicate" is kept when a third charge ties two that have nothing else in common', () => {
    const typed = { who: 'Margaret Wetherbey', email: 'm@example.org' }
    const tied = [
      paid('a', { who: 'Margaret Wetherby' }),
      paid('b', { ...typed, at: 3 }),
      paid('c', { ...typed, at: 6, card: 'another' }),
    ]
    expect(judge(tied, [word('d', 'not_duplicate', ['a', 'c'])]).map(({ chargeIds }) => chargeIds)).toEqual([
      ['a', 'b'],
    ])
  })

  it('binds only the pairs that it names', () => {
    const groups = judge([...twice, paid('c', { at: 9 })], [word('d', 'not_duplicate', ['a', 'elsewhere'])])
    expect(groups.map(tell)).toEqual(['duplicate, sure: a b c; keep a, give back b c'])
  })

  it('on three takes all three apart', () => {
    const groups = judge([...twice, paid('c', { at: 9 })], [word('d', 'not_duplicate', ['a', 'b', 'c'])])
    expect(groups.map(tell)).toEqual(['separate, sure: a b c; keep none'])
  })

  it('of a kind that came later says nothing', () => {
    expect(judge(twice, [word('d', 'perhaps', ['a', 'b'])]).map(tell)).toEqual(DUPLICATE)
    const said = word('d1', 'not_duplicate', ['a', 'b'])
    expect(judge(twice, [said, word('d2', 'perhaps', ['a', 'b'], later)]).map(tell)).toEqual(SEPARATE)
  })

  it('"is one" changes nothing about the money: a hold is still a hold', () => {
    const held = [paid('a'), paid('b', { at: 5, who: 'Mary Jones', state: 'authorised' })]
    expect(judge(held, [word('d', 'duplicate', ['a', 'b'])]).map(tell)).toEqual(['hold, sure: a b; keep a'])
  })
})

it('what was said of a pair is found in either order', () => {
  expect(pairKey('a', 'b')).toBe(pairKey('b', 'a'))
  expect([...decisionsByPair([word('d', 'duplicate', ['b', 'a', 'c'])]).keys()].sort()).toEqual(
    [pairKey('a', 'b'), pairKey('a', 'c'), pairKey('b', 'c')].sort(),
  )
})
