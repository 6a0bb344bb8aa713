import fc from 'fast-check'
import { expect, test } from 'vitest'
import { consonantsOf, countSlips, soundAlike } from '../../../../../src/main/engine/domain/names/slips.ts'

test.each([
  ['hector', 'hector', 0],
  ['hctor', 'hector', 1],
  ['hector', 'heector', 1],
  ['hector', 'hectir', 1],
  ['hector', 'hecotr', 1],
  ['hector', 'ehcotr', 2],
  ['', 'ab', 2],
  ['hector', 'alice', 4],
])('%s and %s differ by %i slips', (one, other, slips) => {
  expect(countSlips(one, other, 3)).toBe(slips)
})

test('counting slips is symmetric, and stops one above the given limit', () => {
  const word = fc.stringMatching(/^[abc]{0,7}$/)
  fc.assert(
    fc.property(word, word, fc.nat(4), (one, other, most) => {
      const slips = countSlips(one, other, most)
      expect(slips).toBe(countSlips(other, one, most))
      expect(slips).toBe(Math.min(countSlips(one, other, 10), most + 1))
    }),
  )
})

test('words that sound alike are recognised, and so is what is left of a word without its vowels', () => {
  expect(soundAlike('aleksandr', 'alexandr')).toBe(true)
  expect(soundAlike('li', 'lee')).toBe(false)
  expect(consonantsOf('mohammed')).toBe(consonantsOf('mhmd'))
})
