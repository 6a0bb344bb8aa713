import fc from 'fast-check'
import { expect, test } from 'vitest'
import { backoffMs, nextDueAt, readRetryAfter } from '../../../../src/main/engine/domain/backoff.ts'

const NOW = 1_800_000_000_000
const chance = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true })
const attempts = fc.integer({ min: 1, max: 10_000 })

test('the wait has full jitter: from 0 up to min(300 s, 1 s · 2ⁿ), in proportion to the random number', () => {
  fc.assert(
    fc.property(attempts, chance, (attempt, random) => {
      const cap = Math.min(300_000, 1_000 * 2 ** attempt)
      const wait = backoffMs(attempt, () => random)
      expect(Number.isInteger(wait)).toBe(true)
      expect(wait).toBe(Math.floor(random * cap))
      expect(wait).toBeLessThan(cap)
    }),
  )
})

test('the next attempt is never before Retry-After, never more than an hour away and never in the past', () => {
  fc.assert(
    fc.property(
      attempts,
      chance,
      fc.option(fc.integer({ min: NOW - 10, max: NOW + 10 ** 9 })),
      (attempt, random, notBefore) => {
        const dueAt = nextDueAt(attempt, NOW, notBefore, () => random)
        expect(dueAt).toBeGreaterThanOrEqual(Math.min(notBefore ?? NOW, NOW + 3_600_000))
        expect(dueAt).toBeGreaterThanOrEqual(NOW)
        expect(dueAt).toBeLessThanOrEqual(NOW + 3_600_000)
      },
    ),
  )
})

test('any text in Retry-After gives an instant within the hour, or null', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.nat().map(String),
        fc.date({ noInvalidDate: true }).map((it) => it.toUTCString()),
      ),
      (text) => {
        const at = readRetryAfter(text, NOW)
        if (at === null) return
        expect(at).toBeGreaterThan(NOW)
        expect(at).toBeLessThanOrEqual(NOW + 3_600_000)
      },
    ),
  )
  expect(readRetryAfter(undefined, NOW)).toBeNull()
})
