import fc from 'fast-check'
import { expect, test } from 'vitest'
import known from '../../../../../resources/names/known.json' with { type: 'json' }
import {
  compareNames,
  type NameLikeness,
  type PersonName,
  travellerKey,
} from '../../../../../src/main/engine/domain/names/name-match.ts'
import { gatherKnownNames } from '../../../../names/known-names.ts'
import { PAIRS } from './name-pairs.ts'

test.each(PAIRS)('%s / %s: %s', (one, other, likeness) => {
  expect(compareNames(personOf(one), personOf(other)).likeness).toBe<NameLikeness>(likeness)
  expect(compareNames(personOf(other), personOf(one)).likeness).toBe<NameLikeness>(likeness)
})

test.each<[string, string, string | null]>([
  ['Ann | Lee', 'Ann | Lee', null],
  ['Li | Wei', 'Wei | Li', null],
  ['Hctor | Lee', 'Hector | Lee', 'given_name'],
  ['Hector | Fulker', 'Hector | Fuller', 'surname'],
  ['John | Smith', 'John | Smith Jr', 'given_name'],
  ['Hctor | Fulker', 'Hector | Fuller', 'both'],
])('%s / %s differ in: %s', (one, other, differs) => {
  expect(compareNames(personOf(one), personOf(other)).differs).toBe(differs)
})

test('names that differ only in spelling and order share one key', () => {
  const alike = ['Zoë | van der Berg', 'ZOE | Vanderberg', 'van der Berg | Zoe', 'Mrs Zoe | Van-Der-Berg']
  expect(new Set(alike.map((name) => travellerKey(personOf(name)))).size).toBe(1)
  expect(travellerKey(personOf('Jörg | Müller'))).toBe(travellerKey(personOf('Joerg | Mueller')))
  expect(travellerKey(personOf('Amy | Smith'))).not.toBe(travellerKey(personOf('May | Smith')))
})

test('the committed lists of names hold what the packages hold', () => {
  expect(known).toEqual(gatherKnownNames())
})

const word = fc.oneof(
  fc.constantFrom(...PAIRS.flat().flatMap((name) => name.split(' | '))),
  fc.string({ unit: 'grapheme', maxLength: 12 }),
  fc.stringMatching(/^[a-eé]{1,6}([ -][a-e]{1,4})?$/),
)
const person = fc.record({ givenName: word, surname: word })

test('the comparison is symmetric, and every name is equal to itself', () => {
  fc.assert(
    fc.property(person, person, (one, other) => {
      expect(compareNames(one, other)).toEqual(compareNames(other, one))
      const { likeness, differs } = compareNames(one, other)
      expect(differs === null).toBe(likeness === 'equal' || likeness === 'swapped')
      expect(compareNames(one, { ...one })).toEqual({ likeness: 'equal', differs: null })
    }),
    { numRuns: 2000 },
  )
})

test('the key of a name does not change when it is folded again', () => {
  fc.assert(
    fc.property(person, (name) => {
      const [givenName = '', surname = ''] = travellerKey(name).split(' ')
      // The parts of a key are in alphabetical order: a surname that is first may read like a given name and a title.
      const again = [travellerKey({ givenName, surname }), travellerKey({ givenName: surname, surname: givenName })]
      expect(again).toContain(travellerKey(name))
    }),
  )
})

function personOf(written: string): PersonName {
  const [givenName = '', surname = ''] = written.split(' | ')
  return { givenName, surname }
}
