import { expect, test } from 'vitest'
import { expectThere } from './proof.ts'
import { checklist } from './security.ts'

test('the security checklist is complete and in order', () => {
  expect(checklist.map(({ number }) => number)).toEqual(Array.from({ length: 25 }, (_, index) => index + 1))
})

test.each(checklist)('$number, $what: the tests that prove it exist', ({ number, proofs, whenPackaged }) => {
  if (whenPackaged !== undefined)
    console.log(`left out: security ${number}, because there is no packaging yet: ${whenPackaged}.`)
  if (whenPackaged === undefined || proofs.length > 0) expectThere(proofs)
})
