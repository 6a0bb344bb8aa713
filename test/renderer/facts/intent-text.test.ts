import { describe, expect, it } from 'vitest'
import { agentText, callerText, isUnseen, problemText, waitingText } from '../../../src/renderer/facts/intent-text.ts'
import { intentToken, SHOWN_STATES, shownState } from '../../../src/renderer/ui/format/state-tokens.ts'
import { say } from '../../../src/shared/text/index.ts'
import { AT, anIntent } from '../sample.ts'

const caller = { amount: '£95.99', last4: '5100' }

describe('the displayed state of a refund', () => {
  it('is accepted until the central service says that the refund is paid', () => {
    expect(shownState({ state: 'confirmed', centralState: 'pending' })).toBe('accepted')
    expect(shownState({ state: 'confirmed', centralState: 'succeeded' })).toBe('paid')
  })

  it('is neither paid nor refused while the result is unknown', () => {
    expect(shownState({ state: 'unknown', centralState: null })).toBe('unknown')
  })

  it('has a different label for each state', () => {
    const words = SHOWN_STATES.map((face) => intentToken(face).label)
    expect(new Set(words).size).toBe(SHOWN_STATES.length)
  })
})

describe('the reason why a refund waits', () => {
  it('names the agent who must sign in', () => {
    expect(waitingText(anIntent({ waitingFor: 'owner' }))).toBe('Waits until Ana Silva signs in.')
  })

  it('is empty after the refund has ended', () => {
    expect(waitingText(anIntent({ state: 'confirmed' }))).toBeNull()
  })

  it('asks the agent to read a refusal', () => {
    const refused = anIntent({ state: 'refused', waitingFor: 'person' })
    expect(isUnseen(refused)).toBe(true)
    expect(isUnseen({ ...refused, waitingFor: null })).toBe(false)
    expect(isUnseen(anIntent({ state: 'needs_review', waitingFor: 'person' }))).toBe(false)
  })
})

describe('the sentence for the caller', () => {
  it('exists for every displayed state and promises a payment only for accepted and paid refunds', () => {
    const promising = SHOWN_STATES.filter((face) =>
      /confirmed|has been paid/.test(say(`intent.${face}.caller`, caller)),
    )
    expect(promising).toEqual(['accepted', 'paid'])
  })

  it('does not say that nothing was paid when a colleague was faster', () => {
    const stale = callerText(anIntent({ state: 'refused', problemCode: 'stale' }))
    expect(stale).toContain('colleague')
    expect(stale).not.toContain('nothing was paid')
    expect(callerText(anIntent({ state: 'refused' }))).toContain('nothing was paid')
  })
})

describe('the result of a refund', () => {
  const later = { state: 'needs_review', waitingFor: 'person', endedAt: AT } as const

  it('asks the agent to call back when the refund failed after it was accepted', () => {
    for (const centralState of ['failed', 'rejected', 'manual_review', 'something_new']) {
      expect(agentText(anIntent({ ...later, centralState }), 'u1')).toContain('Call the caller back')
      expect(callerText(anIntent({ ...later, centralState }))).toContain('I told you')
    }
    expect(callerText(anIntent({ ...later, centralState: 'manual_review' }))).not.toContain('nothing was paid')
  })

  it('has different texts for a rejection, a failure, a proof of no execution and a faster colleague', () => {
    const refused = { state: 'refused', waitingFor: 'person' } as const
    const ways = [
      { centralState: 'rejected', problemCode: 'rejected' },
      { centralState: 'failed', problemCode: 'failed' },
      { problemCode: 'voided' },
      { problemCode: 'stale' },
      { problemCode: 'exceeds_captured' },
    ].map((change) => anIntent({ ...refused, ...change }))
    expect(new Set(ways.map((intent) => agentText(intent, 'u1'))).size).toBe(ways.length)
    expect(new Set(ways.map(callerText)).size).toBe(ways.length)
  })

  it('names who may decide: a supervisor who did not request the refund', () => {
    const waits = anIntent({ state: 'pending_approval', waitingFor: 'approval' })
    expect(agentText(waits, 'u1')).toContain('A supervisor other than you')
    expect(agentText(waits, 'u3')).toContain('A supervisor other than Ana Silva')
  })
})

describe('the text of the last answer', () => {
  it('is a sentence for a known code and the code itself otherwise', () => {
    expect(problemText('stale')).toBe('Somebody gave money back on this charge first.')
    expect(problemText('teapot')).toBe('Code teapot')
  })
})
