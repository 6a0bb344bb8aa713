import { expect, test } from 'vitest'
import { expectThere } from '../proof.ts'
import { faults } from './faults.ts'

test('all forty faults are listed in order', () => {
  expect(faults.map(({ number }) => number)).toEqual(Array.from({ length: 40 }, (_, index) => index + 1))
})

test.each(faults)('fault $number, $what: the tests that play it exist', ({ number, proofs, closest }) => {
  expectThere(proofs)
  if (closest !== undefined) console.log(`left out: fault ${number} itself. ${closest}`)
})
