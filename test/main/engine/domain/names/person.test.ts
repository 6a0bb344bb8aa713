import fc from 'fast-check'
import { expect, test } from 'vitest'
import { foldPerson, spellOutPerson } from '../../../../../src/main/engine/domain/names/person.ts'

const part = fc.oneof(
  fc.constantFrom(
    'John',
    'JOHNMR',
    'annamrs',
    'Marymiss',
    'Smr',
    'mr',
    'Dr',
    'Jr',
    'Zoë',
    "O'Brien",
    'van der Berg',
    '',
  ),
  fc.string({ unit: fc.constantFrom('a', 'B', 'm', 'r', 's', '1', 'ü', ' ', '-'), maxLength: 8 }),
)

test('a plain name is spelled out as the folding of the person spells it', () => {
  fc.assert(
    fc.property(part, part, (givenName, surname) => {
      const { given, surname: family } = foldPerson({ givenName, surname })
      expect(spellOutPerson({ givenName, surname })).toEqual([given.spelledOut, family.spelledOut])
    }),
    { numRuns: 5_000 },
  )
})
