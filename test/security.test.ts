import { expect, test } from 'vitest'
import { expectThere } from './proof.ts'
import { checklist } from './security.ts'

test('the checklist is whole, in order', () => {
  expect(checklist.map(({ number }) => number)).toEqual(Array.from({ length: 25 }, (_, index) => index + 1))
})

test.each(checklist)('$number, $what: the tests that prove it are there', ({ number, proofs, whenPackaged }) => {
  if (whenPackaged !== undefined) console.log(`left out: security ${number}, for want of packaging: ${whenPackaged}.`)
  if (whenPackaged === undefined || proofs.length > 0) expectThere(proofs)
})
