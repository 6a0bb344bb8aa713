import { expect, test } from 'vitest'
import { partsOfGlued, splitGlued } from '../../../../../src/main/engine/domain/search/glued-names.ts'

const POSTINGS = new Map(
  Object.entries({
    ana: 400,
    anam: 6,
    aria: 9,
    cruz: 120,
    de: 700,
    la: 300,
    maria: 2_000,
    martin: 900,
    mar: 8,
    tin: 7,
    robert: 4_000,
    son: 6,
    robertson: 80,
    so: 50,
    young: 90,
    or: 12,
    rare: 1,
    word: 1,
    silva: 90,
    e: 40,
    d: 3,
    l: 2,
  }),
)

// biome-ignore format: a table
test.each([
  ['anamaria', ['ana', 'maria']],
  ['delacruz', ['de', 'la', 'cruz']],
  ['mariadelacruz', ['maria', 'de', 'la', 'cruz']],
  ['soyoung', ['so', 'young']],
  ['orcruz', null],
  ['martin', null],
  ['robertson', null],
  ['silvaesilva', ['silva', 'e', 'silva']],
  ['rareword', null],
  ['zabukovec', null],
])('%s is split into %j', (word, names) => {
  expect(splitGlued(word, POSTINGS, 400_000)).toEqual(names)
})

test('a part has at least two letters or is a particle, and is never the whole word', () => {
  expect(partsOfGlued('delac')).toEqual(['de', 'del', 'dela', 'e', 'el', 'ela', 'elac', 'l', 'la', 'lac', 'ac'])
})
