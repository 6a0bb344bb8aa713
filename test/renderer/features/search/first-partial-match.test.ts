import { expect, test } from 'vitest'
import { firstPartialMatch } from '../../../../src/renderer/features/search/first-partial-match.ts'
import type { Clue, FoundPerson } from '../../../../src/shared/model/index.ts'

const clue: Clue = { kind: 'name', text: 'jones', value: 'jones' }
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
const partly: FoundPerson = { ...person, unmatched: [clue] }

test.each([
  ['who fit every word stand above the line', [person, person, partly, partly], 2, '2 more fit only in part'],
  ['one who fits a part is one', [person, partly], 1, '1 more fits only in part'],
  ['nobody who fits every word stands below it', [person, partly, person, partly], 3, '1 more fits only in part'],
  ['where all fit there is no line', [person, person], 2, null],
  ['where nobody fits every word there is none either', [partly, partly], 2, null],
  ['nobody at all', [], 0, null],
])('%s', (_, people, above, line) => expect(firstPartialMatch(people)).toEqual({ above, line }))
