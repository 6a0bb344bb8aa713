import { expect, it } from 'vitest'
import { markedLength } from '../../../../src/renderer/features/search/marked-length.ts'

const named = (text: string) => [{ kind: 'name', text, value: text.toLowerCase() }] as const

it.each([
  ['Jones', 'jon', 3],
  ['Zoë', 'zoe', 3],
  ['Jones', 'davey', 0],
  ['Jones', 'davey jo', 2],
  ['Jo', 'jones', 0],
])('marks in %s what “%s” explains: %i letters', (part, typed, length) => {
  expect(markedLength(part, named(typed))).toBe(length)
})

it('marks nothing for clues that are no name', () => {
  expect(markedLength('Jones', [{ kind: 'reference', text: 'JONES', value: 'JONES' }])).toBe(0)
})
