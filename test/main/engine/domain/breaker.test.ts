import { describe, expect, test } from 'vitest'
import {
  afterOutcome,
  afterTrial,
  allowance,
  type Breaker,
  CLOSED,
  tryAgain,
} from '../../../../src/main/engine/domain/breaker.ts'

const NOW = 1_800_000_000_000
const failing = (times: number, from: Breaker = CLOSED) =>
  Array.from({ length: times }).reduce<Breaker>((breaker) => afterOutcome(breaker, 'failed', NOW), from)

describe('the breaker of a gateway', () => {
  test('opens after five failures in a row; an answer in between starts the count again', () => {
    expect(allowance(failing(4), NOW)).toBe('all')
    expect(allowance(failing(5), NOW)).toBe('none')
    expect(allowance(failing(4, afterOutcome(failing(4), 'answered', NOW)), NOW)).toBe('all')
  })

  test('opens at once when the gateway tells it to wait', () => {
    expect(allowance(afterOutcome(CLOSED, 'told_to_wait', NOW), NOW)).toBe('none')
  })

  test('lets one refund try, then rests twice as long after each failed trial, at most thirty seconds', () => {
    let breaker = failing(5)
    let now = NOW
    const rests: number[] = []
    for (let trial = 0; trial < 5; trial += 1) {
      const at = breaker.trialAt ?? 0
      rests.push(at - now)
      expect(allowance(breaker, at - 1)).toBe('none')
      expect(allowance(breaker, at)).toBe('one')
      expect(allowance(tryAgain(breaker), at)).toBe('none')
      now = at
      breaker = afterOutcome(tryAgain(breaker), 'failed', now)
    }
    expect(rests).toEqual([5_000, 10_000, 20_000, 30_000, 30_000])
    expect(afterOutcome(tryAgain(breaker), 'answered', now)).toEqual(CLOSED)
  })

  test('does not delay the trial when attempts that began earlier fail late', () => {
    expect(failing(8).trialAt).toBe(failing(5).trialAt)
  })

  test('makes the trial again when it showed nothing about the gateway', () => {
    const tried = afterTrial(tryAgain(failing(5)), NOW)
    expect(allowance(tried, NOW + 5_000)).toBe('one')
    expect(afterTrial(CLOSED, NOW)).toEqual(CLOSED)
  })

  test('does not stay open when the clock was set back by a day', () => {
    expect(allowance(failing(5), NOW - 86_400_000)).toBe('one')
  })
})
