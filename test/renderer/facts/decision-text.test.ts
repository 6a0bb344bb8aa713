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

describe('the decision in force', () => {
  it('is the latest decision that is in force or queued', () => {
    expect(decisionInForce([mine, aDecision({ state: 'superseded' })])).toBe(mine)
    expect(decisionInForce([aDecision({ state: 'overtaken' }), aDecision()])?.state).toBe('standing')
    expect(decisionInForce([aDecision({ state: 'refused' })])).toBeNull()
  })

  it('is none after the decision was withdrawn', () => {
    expect(decisionInForce([aDecision({ verdict: 'withdrawn' }), aDecision({ state: 'superseded' })])).toBeNull()
  })
})

describe('the possible decisions', () => {
  it('are the decisions that the verdict leaves open', () => {
    expect(possibleDecisions(aGroup())).toEqual(['not_duplicate'])
    expect(possibleDecisions(aGroup({ confidence: 'likely' }))).toEqual(['not_duplicate', 'duplicate'])
    expect(possibleDecisions(aGroup({ verdict: 'unsure' }))).toEqual(['not_duplicate', 'duplicate'])
    expect(possibleDecisions(aGroup({ verdict: 'separate' }))).toEqual(['duplicate'])
    expect(possibleDecisions(aGroup({ verdict: 'resolved' }))).toEqual([])
  })

  it('are the opposite of the decision in force and its withdrawal', () => {
    expect(possibleDecisions(aGroup({ verdict: 'separate', decisions: [aDecision()] }))).toEqual([
      'duplicate',
      'withdrawn',
    ])
    expect(possibleDecisions(aGroup({ decisions: [mine] }))).toEqual(['not_duplicate', 'withdrawn'])
  })

  it('are all three when a decision covers one charge of this group and one charge of another group', () => {
    const parted = aDecision({ chargeIds: ['c0', 'c1'] })
    const group = aGroup({ confidence: 'likely', decisions: [parted] })
    expect(possibleDecisions(group)).toEqual(['not_duplicate', 'duplicate', 'withdrawn'])
    expect(chargesOfDecision(group, 'withdrawn')).toEqual(['c0', 'c1'])
    expect(chargesOfDecision(group, 'duplicate')).toEqual(['c1', 'c2'])
    expect(namedElsewhere(parted, group.chargeIds)).toBe(1)
    expect(namedElsewhere(aDecision(), group.chargeIds)).toBe(0)
  })
})

it('the note of a decision stays with the group when an earlier charge changes the group’s id', () => {
  const notes = { 'duplicate:c1': 'asked the air' }
  expect(noteKeyOf(aGroup(), 'duplicate', {})).toBe('duplicate:c1')
  expect(noteKeyOf(aGroup({ id: 'c0', chargeIds: ['c0', 'c1', 'c2'] }), 'duplicate', notes)).toBe('duplicate:c1')
  expect(noteKeyOf(aGroup({ id: 'c0', chargeIds: ['c0', 'c1', 'c2'] }), 'not_duplicate', notes)).toBe(
    'not_duplicate:c0',
  )
})

describe('a decision that the central service did not accept', () => {
  it('names the person whose decision is in force', () => {
    const overtaken = { ...mine, state: 'overtaken' as const }
    expect(unacceptedText(overtaken, [overtaken, aDecision()])).toContain('Sam Okafor had decided before')
    expect(unacceptedText(overtaken, [overtaken])).toContain('Somebody else had decided before')
    expect(unacceptedText(aDecision(), [aDecision()])).toBeNull()
  })

  it('says why the central service refused it', () => {
    const refused = { ...mine, state: 'refused' as const, problemCode: 'forbidden' }
    expect(unacceptedText(refused, [refused, aDecision()])).toBe(
      'It was not taken. The central service did not allow it.',
    )
  })
})

it('shows a decision verdict that this version does not know as its code', () => {
  expect(decisionLabel('duplicate')).toBe('One purchase')
  expect(decisionLabel('merged')).toBe('merged')
})
