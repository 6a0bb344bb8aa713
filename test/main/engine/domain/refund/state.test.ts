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

describe('every row of the table of the state machine', () => {
  test('every state is reachable from the first, and every state that is not ended can reach an ended state', () => {
    expect(reach('queued')).toEqual(new Set(INTENT_STATES))
    for (const state of INTENT_STATES) expect([...reach(state)].some(isEnded), state).toBe(true)
  })

  test('no failure on the way to the central service ends an intent', () => {
    for (const event of ['send', 'restart', 'not_known'] as const) {
      for (const state of INTENT_STATES) expect(['sending', 'unknown', null]).toContain(nextState(state, event))
    }
  })

  test('only a queued or an unknown intent is sent', () => {
    expect(moves.filter((it) => it.event === 'send').map((it) => it.from)).toEqual(['queued', 'unknown'])
  })

  test('only an intent that was never sent is cancelled, and only by a person', () => {
    expect(moves.filter((it) => it.to === 'cancelled')).toEqual([
      { from: 'queued', event: 'take_back', to: 'cancelled' },
    ])
  })

  test('only an intent that was never tried is checked for changed facts, and only a person moves it out of needs_review', () => {
    expect(moves.filter((it) => it.event === 'facts_changed')).toEqual([
      { from: 'queued', event: 'facts_changed', to: 'needs_review' },
    ])
    expect(moves.filter((it) => it.to === 'unknown' && it.from === 'needs_review').map((it) => it.event)).toEqual([
      'ask_again',
    ])
  })

  test('the proof of a void ends an intent that may have been sent, and changes no intent that has its answer', () => {
    expect(moves.filter((it) => it.event === 'voided').map(({ from, to }) => [from, to])).toEqual([
      ['sending', 'refused'],
      ['unknown', 'refused'],
      ['needs_review', 'refused'],
    ])
  })

  test('a move is possible only where an event leads to it', () => {
    for (const from of INTENT_STATES) {
      for (const to of INTENT_STATES) {
        const isInTable = from === to || moves.some((move) => move.from === from && move.to === to)
        expect(canMove(from, to)).toBe(isInTable)
      }
    }
  })

  test('an accepted refund is confirmed from every state', () => {
    for (const state of INTENT_STATES) expect(nextState(state, 'accepted'), state).toBe('confirmed')
  })

  test('a confirmed intent becomes refused only after a person has looked at it', () => {
    expect(moves.filter((it) => it.from === 'confirmed' && it.to !== 'confirmed').map((it) => it.to)).toEqual([
      'needs_review',
      'needs_review',
      'needs_review',
    ])
  })

  test('an ended intent becomes live again only from confirmed to needs_review, for the call back', () => {
    for (const { from, to } of moves)
      if (isEnded(from) && !isEnded(to)) expect([from, to]).toEqual(['confirmed', 'needs_review'])
  })

  test('a late answer after the feed does not change a better known state', () => {
    for (const state of ['confirmed', 'pending_approval', 'needs_review', 'refused', 'cancelled'] as const) {
      expect(nextState(state, 'not_known')).toBeNull()
      expect(nextState(state, 'refused')).toBeNull()
    }
  })
})

test('the newest state of a refund counts, in whatever order the states arrive', () => {
  const state = fc.constantFrom('pending_approval', 'pending', 'succeeded', 'failed', 'manual_review')
  const states = fc.uniqueArray(fc.record({ state, updatedAt: fc.integer({ min: 1, max: 50 }) }), {
    selector: (one) => one.updatedAt,
    minLength: 1,
  })
  fc.assert(
    fc.property(states, (arrived) => {
      let known: { state: string; updatedAt: number } | null = null
      for (const one of arrived) if (isNewerState(one, known)) known = one
      expect(known).toEqual(arrived.toSorted((a, b) => b.updatedAt - a.updatedAt)[0])
    }),
  )
})

test('of two states of one instant, the one that is further on counts', () => {
  const at = (state: string) => ({ state, updatedAt: 1 })
  expect(isNewerState(at('succeeded'), at('pending'))).toBe(true)
  expect(isNewerState(at('pending'), at('succeeded'))).toBe(false)
  expect(isNewerState(at('pending'), at('pending'))).toBe(true)
})

test('a refund state that is not in the contract needs a person', () => {
  const events: Record<string, RefundEvent> = {
    pending: 'accepted',
    succeeded: 'accepted',
    failed: 'not_given',
    reversed: 'unclear',
  }
  for (const [state, event] of Object.entries(events)) expect(eventOfCentralState(state)).toBe(event)
})
