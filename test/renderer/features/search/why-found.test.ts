import { expect, test } from 'vitest'
import { whyFound } from '../../../../src/renderer/features/search/why-found.ts'
import type { Clue, FoundPerson, HowMatched } from '../../../../src/shared/model/index.ts'

const name = (text: string): Clue => ({ kind: 'name', text, value: text })
const last4: Clue = { kind: 'last4', text: '5100', value: '5100' }

function why(matched: readonly (readonly [Clue, HowMatched])[], unmatched: readonly Clue[] = []) {
  const person: FoundPerson = {
    bookingId: 'r',
    name: 'Jon Smith',
    maskedEmail: '',
    last4s: [],
    bookings: 1,
    groups: 0,
    matched: matched.map(([clue, how]) => ({ ...clue, how })),
    unmatched,
  }
  return whyFound(person)
}

test.each([
  [
    { fits: 'name', misses: null },
    why([
      [name('jon'), 'exact'],
      [name('smith'), 'exact'],
    ]),
  ],
  [
    { fits: 'name, “smiht” (typing error), card 5100', misses: null },
    why([
      [name('jon'), 'exact'],
      [name('smiht'), 'mistyped'],
      [last4, 'exact'],
    ]),
  ],
  [
    { fits: '“john” (other spelling), “s” (initial)', misses: null },
    why([
      [name('john'), 'other_spelling'],
      [name('s'), 'initial'],
    ]),
  ],
  [
    { fits: 'name', misses: 'card 5100' },
    why(
      [
        [name('jon'), 'exact'],
        [name('smith'), 'exact'],
      ],
      [last4],
    ),
  ],
  [{ fits: null, misses: '“smith”' }, why([], [name('smith')])],
])('%j', (expected, said) => {
  expect(said).toEqual(expected)
})
