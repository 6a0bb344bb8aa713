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
  test('opens after five failures in a row, and a good answer in between counts anew', () => {
    expect(allowance(failing(4), NOW)).toBe('all')
    expect(allowance(failing(5), NOW)).toBe('none')
    expect(allowance(failing(4, afterOutcome(failing(4), 'answered', NOW)), NOW)).toBe('all')
  })

  test('opens at once when it is told to wait', () => {
    expect(allowance(afterOutcome(CLOSED, 'told_to_wait', NOW), NOW)).toBe('none')
  })

  test('lets one refund try, then rests twice as long each time, thirty seconds at most', () => {
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

  test('late failures of attempts that began before do not push the trial away', () => {
    expect(failing(8).trialAt).toBe(failing(5).trialAt)
  })

  test('a trial that told nothing is made again', () => {
    const tried = afterTrial(tryAgain(failing(5)), NOW)
    expect(allowance(tried, NOW + 5_000)).toBe('one')
    expect(afterTrial(CLOSED, NOW)).toEqual(CLOSED)
  })

  test('a clock set back by a day does not keep it open', () => {
    expect(allowance(failing(5), NOW - 86_400_000)).toBe('one')
  })
})
