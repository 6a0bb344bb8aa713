import { expect, test } from 'vitest'
import { slipsInAddress } from '../../../../../../src/main/engine/domain/search/slips/address-slips.ts'
import { otherReadings } from '../../../../../../src/main/engine/domain/search/slips/reference-slips.ts'

test.each([
  ['davey.jones@example.org', 'davey.jones@example.org', 0],
  ['davey.jones@exam', 'davey.jones@example.org', 0],
  ['davey.jnoes@example.org', 'davey.jones@example.org', 1],
  ['davey.jnoes@exmaple.org', 'davey.jones@example.org', 2],
  ['daev.jnoes@exmaple.org', 'davey.jones@example.org', null],
  ['adam@example.org', 'adams@example.org', 1],
  ['adma@example.org', 'adams@example.org', null],
  ['al@example.org', 'ad@example.org', 1],
  ['al@exmaple.org', 'al@example.org', 1],
  ['al@exmaple.org', 'ad@example.org', null],
  ['al@example.org', 'dd@example.org', null],
  ['a@example.org', 'b@example.org', null],
  ['davey@example.org', 'davey+flights@example.org', 1],
  ['davey+fly@example.org', 'davey@example.org', 1],
  ['davye@example.org', 'davey+flights@example.org', null],
  ['davey.jnoes@example.org', 'davey.jones+fly@example.org', 2],
  ['davey.jones@gmail.com', 'davey.jones@example.org', 2],
  ['davey@gmail.com', 'davey@example.org', null],
  ['al@example.com', 'al@example.org', 1],
  ['al@example.com', 'ad@example.org', null],
  ['card', 'card:5100 davey', 0],
  ['cadr', 'card:5100 davey', null],
])('%s for %s: %s slips', (typed, known, slips) => {
  expect(slipsInAddress(typed, known)).toBe(slips)
})

test('a reference has a reading for each letter that looks like a digit', () => {
  expect(otherReadings('K3J9QX')).toEqual([])
  expect(otherReadings('K0J1QX').sort()).toEqual(['K0JIQX', 'KOJ1QX', 'KOJIQX'])
  expect(otherReadings('7LX').sort()).toEqual(['71X', '7IX'])
  expect(otherReadings('O0O0I1')).toHaveLength(63)
  expect(otherReadings('O0O0O0O0').length).toBeLessThan(64)
})
