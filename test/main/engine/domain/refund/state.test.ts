import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  canMove,
  eventOfCentralState,
  isEnded,
  isNewerState,
  nextState,
  REFUND_EVENTS,
  type RefundEvent,
} from '../../../../../src/main/engine/domain/refund/state.ts'
import type { IntentState } from '../../../../../src/shared/model/index.ts'
import { INTENT_STATES } from '../../../../../src/shared/model/lists.ts'

const moves = INTENT_STATES.flatMap((from) =>
  REFUND_EVENTS.flatMap((event) => {
    const to = nextState(from, event)
    return to === null ? [] : [{ from, event, to }]
  }),
)
const reach = (from: IntentState): Set<IntentState> => {
  const reached = new Set([from])
  for (const state of reached) for (const move of moves) if (move.from === state) reached.add(move.to)
  return reached
}

describe('the table of the state machine, walked through whole', () => {
  test('every state is reached from the first, and every one that is not ended can end', () => {
    expect(reach('queued')).toEqual(new Set(INTENT_STATES))
    for (const state of INTENT_STATES) expect([...reach(state)].some(isEnded), state).toBe(true)
  })

  test('nothing ends by giving up: no failure of the road ends an intent', () => {
    for (const event of ['send', 'restart', 'not_known'] as const) {
      for (const state of INTENT_STATES) expect(['sending', 'unknown', null]).toContain(nextState(state, event))
    }
  })

  test('only what is queued or not known is sent', () => {
    expect(moves.filter((it) => it.event === 'send').map((it) => it.from)).toEqual(['queued', 'unknown'])
  })

  test('only what was never sent is taken back, and only a person cancels', () => {
    expect(moves.filter((it) => it.to === 'cancelled')).toEqual([
      { from: 'queued', event: 'take_back', to: 'cancelled' },
    ])
  })

  test('only what was never tried is judged again, and only a person leads out of what they have to look at', () => {
    expect(moves.filter((it) => it.event === 'facts_changed')).toEqual([
      { from: 'queued', event: 'facts_changed', to: 'needs_review' },
    ])
    expect(moves.filter((it) => it.to === 'unknown' && it.from === 'needs_review').map((it) => it.event)).toEqual([
      'ask_again',
    ])
  })

  test('the proof of the void ends what may have been sent, and undoes nothing that was told', () => {
    expect(moves.filter((it) => it.event === 'voided').map(({ from, to }) => [from, to])).toEqual([
      ['sending', 'refused'],
      ['unknown', 'refused'],
      ['needs_review', 'refused'],
    ])
  })

  test('a move is possible where an event has it, and nowhere else', () => {
    for (const from of INTENT_STATES) {
      for (const to of INTENT_STATES) {
        const isInTable = from === to || moves.some((move) => move.from === from && move.to === to)
        expect(canMove(from, to)).toBe(isInTable)
      }
    }
  })

  test('money that moved is told as moved from every state', () => {
    for (const state of INTENT_STATES) expect(nextState(state, 'accepted'), state).toBe('confirmed')
  })

  test('what was confirmed never becomes refused without a person in between', () => {
    expect(moves.filter((it) => it.from === 'confirmed' && it.to !== 'confirmed').map((it) => it.to)).toEqual([
      'needs_review',
      'needs_review',
      'needs_review',
    ])
  })

  test('an ended intent never becomes live again but for the call back', () => {
    for (const { from, to } of moves)
      if (isEnded(from) && !isEnded(to)) expect([from, to]).toEqual(['confirmed', 'needs_review'])
  })

  test('an answer that comes late, after the feed, changes nothing that is known better', () => {
    for (const state of ['confirmed', 'pending_approval', 'needs_review', 'refused', 'cancelled'] as const) {
      expect(nextState(state, 'not_known')).toBeNull()
      expect(nextState(state, 'refused')).toBeNull()
    }
  })
})

test('whatever order the words come in, the youngest decides', () => {
  const state = fc.constantFrom('pending_approval', 'pending', 'succeeded', 'failed', 'manual_review')
  const words = fc.uniqueArray(fc.record({ state, updatedAt: fc.integer({ min: 1, max: 50 }) }), {
    selector: (word) => word.updatedAt,
    minLength: 1,
  })
  fc.assert(
    fc.property(words, (told) => {
      let known: { state: string; updatedAt: number } | null = null
      for (const word of told) if (isNewerState(word, known)) known = word
      expect(known).toEqual(told.toSorted((a, b) => b.updatedAt - a.updatedAt)[0])
    }),
  )
})

test('of one instant, no step back', () => {
  const at = (state: string) => ({ state, updatedAt: 1 })
  expect(isNewerState(at('succeeded'), at('pending'))).toBe(true)
  expect(isNewerState(at('pending'), at('succeeded'))).toBe(false)
  expect(isNewerState(at('pending'), at('pending'))).toBe(true)
})

test('a refund’s state that is not in the contract is for a person', () => {
  const events: Record<string, RefundEvent> = {
    pending: 'accepted',
    succeeded: 'accepted',
    failed: 'not_given',
    reversed: 'unclear',
  }
  for (const [state, event] of Object.entries(events)) expect(eventOfCentralState(state)).toBe(event)
})
