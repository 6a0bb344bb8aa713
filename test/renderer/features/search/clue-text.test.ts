import { expect, test } from 'vitest'
import { clueText, kindText, readAsText } from '../../../../src/renderer/features/search/clue-text.ts'
import type { ClueKind } from '../../../../src/shared/model/index.ts'

const said = (kind: ClueKind, text: string, value: string) => {
  const clue = { kind, text, value }
  return [readAsText(clue), kindText(clue), clueText(clue)]
}

test.each([
  ['name', 'Smyth', 'smyth', '“Smyth” as name', 'name', '“Smyth”'],
  ['name', 'Müller', 'muller', '“Müller” as name', 'name', '“Müller”'],
  ['date', '28 feb', '--02-28', '“28 feb” as date', 'date', 'date 28 Feb'],
  ['date', '28/2', '--02-28', '“28/2” as date 28 Feb', 'date 28 Feb', 'date 28 Feb'],
  ['date', '29 feb', '--02-29', '“29 feb” as date', 'date', 'date 29 Feb'],
  ['date', '2020-02-28', '2020-02-28', '“2020-02-28” as date 28 Feb 2020', 'date 28 Feb 2020', 'date 28 Feb 2020'],
  ['flight', 'ei 0164', 'EI164', '“ei 0164” as flight EI164', 'flight EI164', 'flight EI164'],
  ['last4', '•••• 1111', '1111', '“•••• 1111” as card', 'card', 'card 1111'],
  ['phone', '+353 86 555', '35386555', '“+353 86 555” as phone', 'phone', 'phone 35386555'],
] as const)('names the %s clue %j', (kind, text, value, ...expected) => {
  expect(said(kind, text, value)).toEqual(expected)
})
