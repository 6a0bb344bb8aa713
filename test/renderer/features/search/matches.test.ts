import { describe, expect, test } from 'vitest'
import { firstPartialMatch, markedLength, whyFound } from '../../../../src/renderer/features/search/matches.ts'
import type { Clue, FoundPerson, HowMatched } from '../../../../src/shared/model/index.ts'

const name = (text: string): Clue => ({ kind: 'name', text, value: text })
const last4: Clue = { kind: 'last4', text: '5100', value: '5100' }

const person: FoundPerson = {
  bookingId: 'r',
  name: 'Jon Smith',
  maskedEmail: '',
  last4s: [],
  bookings: 1,
  groups: 0,
  matched: [],
  unmatched: [],
}

describe('why a person is found', () => {
  function why(matched: readonly (readonly [Clue, HowMatched])[], unmatched: readonly Clue[] = []) {
    return whyFound({ ...person, matched: matched.map(([clue, how]) => ({ ...clue, how })), unmatched })
  }

  test.each([
    [
      { matches: 'name', misses: null },
      why([
        [name('jon'), 'exact'],
        [name('smith'), 'exact'],
      ]),
    ],
    [
      { matches: 'name, “smiht” (typing error), card 5100', misses: null },
      why([
        [name('jon'), 'exact'],
        [name('smiht'), 'mistyped'],
        [last4, 'exact'],
      ]),
    ],
    [
      { matches: '“john” (other spelling), “s” (initial)', misses: null },
      why([
        [name('john'), 'other_spelling'],
        [name('s'), 'initial'],
      ]),
    ],
    [
      { matches: 'name', misses: 'card 5100' },
      why(
        [
          [name('jon'), 'exact'],
          [name('smith'), 'exact'],
        ],
        [last4],
      ),
    ],
    [{ matches: null, misses: '“smith”' }, why([], [name('smith')])],
  ])('%j', (expected, found) => {
    expect(found).toEqual(expected)
  })
})

describe('where the partial matches begin', () => {
  const partly: FoundPerson = { ...person, unmatched: [name('jones')] }

  test.each([
    ['who fit every word stand above the line', [person, person, partly, partly], 2, '2 more fit only in part'],
    ['one who fits a part is one', [person, partly], 1, '1 more fits only in part'],
    ['nobody who fits every word stands below it', [person, partly, person, partly], 3, '1 more fits only in part'],
    ['where all fit there is no line', [person, person], 2, null],
    ['where nobody fits every word there is none either', [partly, partly], 2, null],
    ['nobody at all', [], 0, null],
  ])('%s', (_, people, above, line) => expect(firstPartialMatch(people)).toEqual({ above, line }))
})

describe('the marked letters of a name', () => {
  const named = (text: string) => [{ kind: 'name', text, value: text.toLowerCase() }] as const

  test.each([
    ['Jones', 'jon', 3],
    ['Zoë', 'zoe', 3],
    ['Jones', 'davey', 0],
    ['Jones', 'davey jo', 2],
    ['Jo', 'jones', 0],
  ])('marks in %s what “%s” explains: %i letters', (part, typed, length) => {
    expect(markedLength(part, named(typed))).toBe(length)
  })

  test('marks nothing for clues that are no name', () => {
    expect(markedLength('Jones', [{ kind: 'reference', text: 'JONES', value: 'JONES' }])).toBe(0)
  })
})
