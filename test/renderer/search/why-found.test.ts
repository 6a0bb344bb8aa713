import { expect, test } from 'vitest'
import type { Clue, FoundPerson, HowMatched } from '../../../src/preload/model.ts'
import { whyFound } from '../../../src/renderer/search/why-found.ts'

const name = (text: string): Clue => ({ kind: 'name', text, value: text })
const last4: Clue = { kind: 'last4', text: '5100', value: '5100' }

function why(matched: readonly (readonly [Clue, HowMatched])[], unmatched: readonly Clue[] = []): string {
  const person: FoundPerson = {
    recordId: 'r',
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
    'matched by name',
    why([
      [name('jon'), 'exact'],
      [name('smith'), 'exact'],
    ]),
  ],
  [
    'matched by name, “smiht” (typing error), card 5100',
    why([
      [name('jon'), 'exact'],
      [name('smiht'), 'mistyped'],
      [last4, 'exact'],
    ]),
  ],
  [
    'matched by “john” (other spelling), “s” (initial)',
    why([
      [name('john'), 'other_spelling'],
      [name('s'), 'initial'],
    ]),
  ],
  [
    'matched by name; not card 5100',
    why(
      [
        [name('jon'), 'exact'],
        [name('smith'), 'exact'],
      ],
      [last4],
    ),
  ],
  ['not “smith”', why([], [name('smith')])],
])('%s', (expected, said) => {
  expect(said).toBe(expected)
})
