import { expect, test } from 'vitest'
import { readSearch } from '../../../src/main/domain/search-query.ts'

/** The likeliest reading, or the one asked for, as `kind:value` and the unread words. */
function read(text: string, nth = 0): string {
  const reading = readSearch(text)[nth]
  if (reading === undefined) return 'no such reading'
  return [
    ...reading.clues.map(({ kind, value }) => `${kind}:${value}`),
    ...reading.unread.map((word) => `?${word}`),
  ].join(' ')
}

test.each([
  ['K3J9QX', 'reference:K3J9QX'],
  ['k3j9qx', 'reference:K3J9QX'],
  ['henry.spink58@mail.example', 'email:henry.spink58@mail.example'],
  ['Davey@', 'email:davey@'],
  ['henry.spink', 'email:henry.spink'],
  ['+353 86 123 4567', 'phone:353861234567'],
  ['00353861234567', 'phone:353861234567'],
  ['+353 (0)86 123-4567', 'phone:353861234567'],
  ['(086) 123 4567', 'phone:861234567'],
  ['086/123.4567', 'phone:861234567'],
  ['5100', 'last4:5100'],
  ['•••• 5100', 'last4:5100'],
  ['*5100', 'last4:5100'],
  ['EI164', 'flight:EI164'],
  ['ei 0164', 'flight:EI164'],
  ['9k 1', 'flight:9K1'],
  ['28 feb', 'date:--02-28'],
  ['feb 28', 'date:--02-28'],
  ['28th February 2020', 'date:2020-02-28'],
  ['28feb', 'date:--02-28'],
  ['2020-02-28', 'date:2020-02-28'],
  ['28.2.2020', 'date:2020-02-28'],
  ['28/02/2020', 'date:2020-02-28'],
  ['02/28/2020', 'date:2020-02-28'],
  ['28.2.', 'date:--02-28'],
  ['29 feb', 'date:--02-29'],
  ['jones', 'name:jones'],
  ['Zoë O’Brien', 'name:zoe name:obrien'],
  ['Anne-Marie', 'name:anne name:marie'],
  ['may', 'name:may'],
  ['jones 5100', 'name:jones last4:5100'],
  ['jones EI164 28 feb', 'name:jones flight:EI164 date:--02-28'],
  ['ei 164 28 feb 2020 jones', 'flight:EI164 date:2020-02-28 name:jones'],
  ['jon smyth', 'name:jon name:smyth'],
  ['李 伟明', 'name:李 name:伟明'],
  ['j', '?j'],
  ['j jones', 'name:j name:jones'],
  ['!? jones', 'name:jones ?!?'],
  ['jones 51', 'name:jones ?51'],
  ['', ''],
  ['31 feb', 'name:feb ?31'],
])('%s', (text, expected) => {
  expect(read(text)).toBe(expected)
})

test.each([
  ['powell', ['reference:POWELL', 'name:powell']],
  ['li 5100', ['flight:LI5100', 'name:li last4:5100']],
  ['5100 4567', ['phone:51004567', 'last4:5100 last4:4567']],
  ['j.smith', ['email:j.smith', 'name:j name:smith']],
  ['EZY123', ['flight:EZY123', 'reference:EZY123']],
])('%s can be read in two ways', (text, expected) => {
  expect(expected.map((_, nth) => read(text, nth))).toEqual(expected)
})

test('whatever is typed, nothing is lost silently: each word is in a clue or unread', () => {
  for (const text of ['a b c d e f g h i j k l', '+ - ( )', '1 22 333', 'x'.repeat(200), '28 feb 29 feb']) {
    const [reading] = readSearch(text)
    const said = [...(reading?.clues ?? []).map((one) => one.text), ...(reading?.unread ?? [])].join(' ')
    for (const word of text.split(' ')) expect(said).toContain(word)
  }
})
