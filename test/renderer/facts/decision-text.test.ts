import { describe, expect, it } from 'vitest'
import {
  chargesOfDecision,
  decisionInForce,
  decisionLabel,
  namedElsewhere,
  noteKeyOf,
  possibleDecisions,
  unacceptedText,
} from '../../../src/renderer/facts/decision-text.ts'
import { aDecision, aGroup } from '../sample.ts'

const mine = aDecision({ id: null, key: 'k1', verdict: 'duplicate', state: 'queued' })

describe('the word that counts', () => {
  it('is the latest that stands or is on its way', () => {
    expect(decisionInForce([mine, aDecision({ state: 'superseded' })])).toBe(mine)
    expect(decisionInForce([aDecision({ state: 'overtaken' }), aDecision()])?.state).toBe('standing')
    expect(decisionInForce([aDecision({ state: 'refused' })])).toBeNull()
  })

  it('is none once it was taken back', () => {
    expect(decisionInForce([aDecision({ verdict: 'withdrawn' }), aDecision({ state: 'superseded' })])).toBeNull()
  })
})

describe('what may be said', () => {
  it('is what the verdict leaves open', () => {
    expect(possibleDecisions(aGroup())).toEqual(['not_duplicate'])
    expect(possibleDecisions(aGroup({ confidence: 'likely' }))).toEqual(['not_duplicate', 'duplicate'])
    expect(possibleDecisions(aGroup({ verdict: 'unsure' }))).toEqual(['not_duplicate', 'duplicate'])
    expect(possibleDecisions(aGroup({ verdict: 'separate' }))).toEqual(['duplicate'])
    expect(possibleDecisions(aGroup({ verdict: 'resolved' }))).toEqual([])
  })

  it('is the opposite of a word that stands, or to take it back', () => {
    expect(possibleDecisions(aGroup({ verdict: 'separate', decisions: [aDecision()] }))).toEqual([
      'duplicate',
      'withdrawn',
    ])
    expect(possibleDecisions(aGroup({ decisions: [mine] }))).toEqual(['not_duplicate', 'withdrawn'])
  })

  it('is everything, and to take back a word on one of these and a charge that has gone elsewhere', () => {
    const parted = aDecision({ chargeIds: ['c0', 'c1'] })
    const group = aGroup({ confidence: 'likely', decisions: [parted] })
    expect(possibleDecisions(group)).toEqual(['not_duplicate', 'duplicate', 'withdrawn'])
    expect(chargesOfDecision(group, 'withdrawn')).toEqual(['c0', 'c1'])
    expect(chargesOfDecision(group, 'duplicate')).toEqual(['c1', 'c2'])
    expect(namedElsewhere(parted, group.chargeIds)).toBe(1)
    expect(namedElsewhere(aDecision(), group.chargeIds)).toBe(0)
  })
})

it('the note of a word stays with it when an earlier charge renames the group', () => {
  const notes = { 'duplicate:c1': 'asked the air' }
  expect(noteKeyOf(aGroup(), 'duplicate', {})).toBe('duplicate:c1')
  expect(noteKeyOf(aGroup({ id: 'c0', chargeIds: ['c0', 'c1', 'c2'] }), 'duplicate', notes)).toBe('duplicate:c1')
  expect(noteKeyOf(aGroup({ id: 'c0', chargeIds: ['c0', 'c1', 'c2'] }), 'not_duplicate', notes)).toBe(
    'not_duplicate:c0',
  )
})

describe('a word that was not taken', () => {
  it('names whose stands', () => {
    const overtaken = { ...mine, state: 'overtaken' as const }
    expect(unacceptedText(overtaken, [overtaken, aDecision()])).toContain('Sam Okafor had decided before')
    expect(unacceptedText(overtaken, [overtaken])).toContain('Somebody else had decided before')
    expect(unacceptedText(aDecision(), [aDecision()])).toBeNull()
  })

  it('says why it was refused', () => {
    const refused = { ...mine, state: 'refused' as const, problemCode: 'forbidden' }
    expect(unacceptedText(refused, [refused, aDecision()])).toBe(
      'It was not taken. The central service did not allow it.',
    )
  })
})

it('shows a word of a later service as it came', () => {
  expect(decisionLabel('duplicate')).toBe('One purchase')
  expect(decisionLabel('merged')).toBe('merged')
})
