import { expect, test } from 'vitest'
import { findableTokens, nameTokens } from '../../../../../src/main/engine/domain/names/name-tokens.ts'

test.each([
  ['Davey Jones', ['davey', 'jones']],
  ["Zoë O'Brien-Smith", ['zoe', 'obrien', 'smith']],
  ['Straße', ['strasse']],
  ['Bjørn Æsøp Łukasz Đặng', ['bjorn', 'aesop', 'lukasz', 'dang']],
  ['ＡＮＮＡ  anna', ['anna']],
  ['İbrahim Işık', ['ibrahim', 'isik']],
  ['李 伟', ['李', '伟']],
  ['van der Berg', ['van', 'der', 'berg']],
  ['Jo\u00adnathan\u200b \u200fQuibble', ['jonathan', 'quibble']],
  ["O'Brien O’Brien O‘Brien O´Brien O`Brien OʼBrien OʻBrien O′Brien O＇Brien", ['obrien']],
  [' -  ', []],
])('%s has the tokens %j', (name, tokens) => {
  expect(nameTokens(name)).toEqual(tokens)
})

test('a name is found when an apostrophe is typed as a space', () => {
  expect(findableTokens("Zoë O'Brien D’Arcy-Smith")).toEqual(['zoe', 'obrien', 'darcy', 'smith', 'brien', 'arcy'])
})
