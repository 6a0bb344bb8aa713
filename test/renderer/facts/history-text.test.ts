import { describe, expect, it } from 'vitest'
import { actorText, movedText, stateAfterStep, whyText } from '../../../src/renderer/facts/history-text.ts'

describe('a step in the history of a refund', () => {
  it('explains a known code in a sentence and shows an unknown code as it is', () => {
    expect(whyText('attempt_12')).toBe('Attempt 12.')
    expect(whyText('http_503')).toBe('The central service is out of service for a moment.')
    expect(whyText('submitted')).toBe('Asked for and saved.')
    expect(whyText('teapot')).toBe('Code teapot')
  })

  it('names the person, or the side where the step happened', () => {
    expect(actorText({ who: { id: 'u1', name: 'Ana Silva' }, why: 'asked' })).toBe('Ana Silva')
    expect(actorText({ who: null, why: 'attempt_1' })).toBe('This desk')
    expect(actorText({ who: null, why: 'timeout' })).toBe('This desk')
    expect(actorText({ who: null, why: 'succeeded' })).toBe('Central service')
  })

  it('shows the state before and after the step', () => {
    expect(movedText({ from: null, to: 'queued', why: 'submitted' })).toBe('Asked → Queued')
    expect(movedText({ from: 'confirmed', to: 'confirmed', why: 'succeeded' })).toBe('Accepted → Paid')
    expect(movedText({ from: 'unknown', to: 'unknown', why: 'network' })).toBe('Not known yet, as before')
  })

  it('shows a refund as paid only when the central service said that it is paid', () => {
    expect(stateAfterStep({ to: 'confirmed', why: 'succeeded' })).toBe('paid')
    expect(stateAfterStep({ to: 'confirmed', why: 'pending' })).toBe('accepted')
    expect(stateAfterStep({ to: null, why: 'submitted' })).toBeNull()
  })
})
