import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { searchPeople } from '../../../../../src/main/engine/features/search/search.ts'
import type { Copy } from '../../../../../src/main/engine/store/copy/copy.ts'
import type { CopyStore } from '../../../../../src/main/engine/store/copy-store.ts'
import { recordStatements, scansOf } from '../../store/plans.ts'
import { makeFolder } from '../../sync/rig.ts'
import { booking, charge, refund } from '../../sync/wire.ts'
import { ANY_TIME, copyOf } from '../copy-of.ts'

let folder: ReturnType<typeof makeFolder>
let copies: CopyStore
let copy: Copy

const card = (last4: string) => ({ fingerprint: `fp-${last4}`, last4, brand: 'visa' })

const LATER = '2020-01-06T00:00:00.000Z'

/** A traveller who paid twice and has one charge given back. */
const settled = {
  givenName: 'Sana',
  surname: 'Settle',
  email: 'sana@example.org',
  phone: null,
  card: card('6006'),
  flight: 'SK 6',
}

beforeAll(() => {
  folder = makeFolder()
  const opened = copyOf(folder.path, [
    booking('davey-1', { reference: 'K3J9QX' }),
    booking('davey-2', { reference: 'K3J9QZ' }),
    charge('c1', 'davey-1'),
    charge('c2', 'davey-2'),
    booking('mary', {
      reference: 'POWELL',
      givenName: 'Mary',
      surname: 'Jones',
      email: 'mary@example.org',
      phone: '0861234999',
      card: card('4242'),
      flight: 'EI 0165',
      day: 29,
      bookedAt: '2021-01-01T00:00:00.000Z',
    }),
    booking('zoe', {
      reference: 'ZZ11ZZ',
      givenName: 'Zoë',
      surname: "O'Brien",
      email: 'zoe@example.org',
      phone: null,
      card: card('0007'),
      flight: '9K 1',
    }),
    booking('powell', {
      reference: 'AA22BB',
      givenName: 'Anne-Marie',
      surname: 'Powell',
      email: 'am@example.org',
      phone: null,
      card: card('5100'),
    }),
    booking('jonesy', {
      reference: 'CC33DD',
      givenName: 'Jonesy',
      surname: 'Adams',
      email: 'adams@example.org',
      card: card('1111'),
      phone: '+1 206 555 0142',
    }),
    booking('cruz', {
      reference: 'CRUZ01',
      givenName: 'Inez',
      surname: 'de la Cruz',
      email: 'idlc@example.org',
      phone: null,
      card: card('7171'),
      flight: 'IB 71',
    }),
    ...['estanley', 'estrachey'].map((mailbox) =>
      booking(mailbox, {
        reference: mailbox.toUpperCase(),
        givenName: 'E',
        surname: mailbox.slice(1),
        email: `${mailbox}@example.org`,
        phone: null,
        card: card('7474'),
        flight: 'IB 74',
      }),
    ),
    booking('rios', {
      reference: 'RIOS01',
      givenName: 'MARIAJOSE',
      surname: 'DELOSRIOS',
      email: 'mjdlr@example.org',
      phone: null,
      card: card('7373'),
      flight: 'IB 73',
    }),
    booking('jean', {
      reference: 'JEAN01',
      givenName: 'Jean-Pierre',
      surname: "D'Alembert",
      email: 'jpd@example.org',
      phone: null,
      card: card('7575'),
      flight: 'IB 75',
    }),
    booking('cole', {
      reference: 'COLE01',
      givenName: 'Annemarie',
      surname: 'Cole',
      email: 'cole@example.org',
      phone: null,
      card: card('7272'),
      flight: 'IB 72',
    }),
    ...['31', '33'].map((country) =>
      booking(`same-${country}`, {
        reference: `SAME${country}`,
        givenName: 'Kim',
        surname: `Country ${country}`,
        email: `kim${country}@example.org`,
        phone: `+${country}612345678`,
        card: card('3131'),
        flight: 'KL 31',
      }),
    ),
    ...['settled-1', 'settled-2'].map((id) => booking(id, { reference: id.toUpperCase(), ...settled })),
    charge('s1', 'settled-1', { card: settled.card }),
    charge('s2', 'settled-2', { card: settled.card }),
    refund('s3', 's2', { keepChargeId: 's1' }),
    ...Array.from({ length: 60 }, (_, index) =>
      booking(`crowd-${index}`, {
        reference: `CROWD${index % 10}`,
        surname: 'Crowd',
        phone: null,
        email: `crowd${index}@example.org`,
        card: card('9999'),
        flight: 'ZZ999',
      }),
    ),
  ])
  copies = opened.copies
  copy = opened.copy
})

afterAll(() => {
  copies.close()
  folder.remove()
})

const search = (text: string) => searchPeople(copy, text, { ...ANY_TIME, stopwatch: () => 5 })
const found = (text: string): string[] => search(text).people.map((person) => person.bookingId)
const names = (text: string): string[] => search(text).people.map((person) => person.name)

describe('one clue of each kind finds the customer', () => {
  test.each([
    ['k3j9qx', ['davey-1']],
    ['K3J9', ['davey-2']],
    ['davey.jones@example.org', ['davey-2']],
    ['MARY@', ['mary']],
    ['+353 86 123 4567', ['davey-2']],
    ['(086) 123-4999', ['mary']],
    ['+353861234999', ['mary']],
    ['206 555 0142', ['jonesy']],
    ['4242', ['mary']],
    ['ei0165', ['mary']],
    ['ei 165', ['mary']],
    ['9k1', ['zoe']],
    ['29 feb', ['mary']],
    ['2020-02-29', ['mary']],
    ['29.2.2020', ['mary']],
    ['2019-02-28', []],
    ['obrien', ['zoe']],
    ["o'brien zoe", ['zoe']],
    ['o brien', ['zoe']],
    ['ZOE', ['zoe']],
    ['marie anne', ['powell']],
    ['nobody', []],
  ])('"%s" finds %j', (text, expected) => {
    expect(found(text)).toEqual(expected)
  })
})

describe('a clue with slips finds the customer', () => {
  test.each([
    ['davye', 'davey-2', 'mistyped'],
    ['jnoes davey', 'davey-2', 'mistyped exact'],
    ['mray jonse', 'mary', 'mistyped mistyped'],
    ['maria jones', 'mary', 'other_spelling exact'],
    ['obrein zoë', 'zoe', 'mistyped exact'],
    ['dav jo', 'davey-2', 'beginning beginning'],
    ['d jones', 'davey-2', 'initial exact'],
    ['ann powell', 'powell', 'beginning exact'],
    ['pow ell marie', 'powell', 'mistyped mistyped exact'],
    ['marry jonse 4242', 'mary', 'mistyped mistyped exact'],
    ['davy jonse EI164 28 feb', 'davey-2', 'mistyped mistyped exact exact'],
    ['davey.jnoes@example.org', 'davey-2', 'mistyped'],
    ['davey.jones@exmaple.org', 'davey-2', 'mistyped'],
    ['aadms@example.org', 'jonesy', 'mistyped'],
    ['ZZIIZZ', 'zoe', 'mistyped'],
    ['K3J9QZ', 'davey-2', 'exact'],
    ['avey.jone@example.org', 'davey-2', 'mistyped'],
    ['dvaey.jonse@example.org', 'davey-2', 'mistyped'],
    ['davey.jones@gmail.com', 'davey-2', 'mistyped'],
    ['ma@example.org', 'powell', 'mistyped'],
    ['am@exmaple.org', 'powell', 'mistyped'],
    ['mary+flights@example.org', 'mary', 'mistyped'],
    ['ZZllZZ', 'zoe', 'mistyped'],
    ['ZZ11ZX', 'zoe', 'mistyped'],
    ['Z1Z1ZZ', 'zoe', 'mistyped'],
    ['ZZ11Z4Z', 'zoe', 'mistyped'],
    ['Z11ZZ', 'zoe', 'mistyped'],
    ['obrien ZZ11ZX', 'zoe', 'exact mistyped'],
    ['086 123 4989', 'mary', 'mistyped'],
    ['+353 86 132 4999', 'mary', 'mistyped'],
    ['086 123 499', 'mary', 'mistyped'],
    ['086 123 49999', 'mary', 'mistyped'],
  ])('"%s" finds %s by: %s', (text, bookingId, hows) => {
    const [person] = search(text).people
    expect(person?.bookingId).toBe(bookingId)
    expect(person?.matched.map(({ how }) => how).join(' ')).toBe(hows)
    expect(person?.unmatched).toEqual([])
  })

  test('an address with one slip is found beside a nearer candidate with two', () => {
    expect(found('estachey@example.org').sort()).toEqual(['estanley', 'estrachey'])
  })

  test('the country code of a phone number decides the order of customers with the same number', () => {
    const hows = (text: string) =>
      search(text).people.map(({ bookingId, matched }) => `${bookingId} ${matched[0]?.how}`)
    expect(hows('+31 6 12345678')).toEqual(['same-31 exact', 'same-33 mistyped'])
    expect(hows('0033 6 12 34 56 78')).toEqual(['same-33 exact', 'same-31 mistyped'])
    expect(hows('06 12 34 56 78').map((how) => how.slice(-5))).toEqual(['exact', 'exact'])
    expect(hows('2345678').map((how) => how.slice(-5))).toEqual(['exact', 'exact'])
  })

  test('a reference of letters only may be a name, so one letter more or less does not make it another reference', () => {
    expect(found('powel')).toEqual(['powell'])
    expect(found('POWELX')).toEqual(['powell'])
  })

  test('when a word fits nobody, the other words find the customer, and the word is reported as unmatched', () => {
    const [person] = search('davey zabukovec').people
    expect(person).toMatchObject({ bookingId: 'davey-2', matched: [{ value: 'davey', how: 'exact' }] })
    expect(person?.unmatched).toMatchObject([{ kind: 'name', value: 'zabukovec' }])
  })

  test('wrong digits of a card do not hide a customer whose full name fits', () => {
    expect(search('mary jones 0000').people[0]).toMatchObject({ bookingId: 'mary', unmatched: [{ kind: 'last4' }] })
    expect(search('anne-marie powell 4242').people[0]).toMatchObject({ bookingId: 'powell' })
  })
})

describe('names that are glued together, as airlines write them', () => {
  test.each([
    ['annemarie powell', 'powell'],
    ['POWELL/ANNEMARIE', 'powell'],
    ['jonesdavey', 'davey-2'],
    ['delacruz inez', 'cruz'],
    ['inez delacruz', 'cruz'],
    ['inez de la cruz', 'cruz'],
    ['maria jose de los rios', 'rios'],
    ['de los rios maria jose', 'rios'],
    ['delosrios', 'rios'],
    ['dalembert jp', 'jean'],
  ])('"%s" finds %s', (text, bookingId) => {
    const [person] = search(text).people
    expect(person?.bookingId).toBe(bookingId)
    expect(person?.unmatched).toEqual([])
  })

  test('a customer with exactly this name comes first', () => {
    expect(names('annemarie')).toEqual(['Annemarie Cole'])
  })

  test('a word that is not made of names is not split', () => {
    expect(search('zabukovec')).toMatchObject({ people: [], clues: [{ value: 'zabukovec' }] })
  })
})

test('several clues together find one customer', () => {
  expect(found('jones 4242')).toEqual(['mary'])
  expect(found('jones EI165 29 feb')).toEqual(['mary'])
  const [noneOfBoth] = search('jones EI165 28 feb').people
  expect(noneOfBoth?.unmatched, 'flight and date are one departure').toMatchObject([
    { kind: 'flight' },
    { kind: 'date' },
  ])
  expect(found('powell 5100')).toEqual(['powell'])
  expect(found('j jones')).toEqual(expect.arrayContaining(['davey-2']))
})

test('when nobody fits both name and card digits, the customers who fit either are shown', () => {
  const { people } = search('jones 0007')
  expect(people.map(({ bookingId }) => bookingId)).toEqual(['davey-2', 'mary', 'zoe', 'jonesy'])
  expect(people[0]?.unmatched).toMatchObject([{ kind: 'last4', value: '0007' }])
  expect(people[2]?.unmatched).toMatchObject([{ kind: 'name', value: 'jones' }])
})

test('when clues contradict each other, the customer of the rarest clue is shown with what does not fit them', () => {
  expect(search('K3J9QX 4242').people).toMatchObject([
    { bookingId: 'davey-1', matched: [{ kind: 'reference' }], unmatched: [{ kind: 'last4' }] },
  ])
  expect(search('4242 EI165 27 feb').people[0]).toMatchObject({
    bookingId: 'mary',
    matched: [{ kind: 'last4' }],
    unmatched: [{ kind: 'flight' }, { kind: 'date' }],
  })
  expect(search('QQ99QQ 9090').people).toEqual([])
})

test('for two references, or a name beside contradicting clues, the customers who fit one of them are shown', () => {
  expect(found('K3J9QX ZZ11ZZ')).toEqual(expect.arrayContaining(['davey-1', 'zoe']))
  expect(found('o’brien K3J9QX 9090')).toEqual(expect.arrayContaining(['davey-1', 'zoe']))
  expect(search('zabukovec 4242 27 feb').people[0]).toMatchObject({
    bookingId: 'mary',
    matched: [{ kind: 'last4' }],
    unmatched: [{ kind: 'name' }, { kind: 'date' }],
  })
})

test('a reference that begins like a flight number is found while it is typed', () => {
  for (const typed of ['aa22', 'aa22b', 'aa22bb']) expect(found(typed)).toEqual(['powell'])
})

test('exact matches come before beginnings; among equals, customers with open groups come first, then the latest', () => {
  expect(names('jones')).toEqual(['Davey Jones', 'Mary Jones', 'Jonesy Adams'])
  expect(search('jones').people[0]).toEqual({
    bookingId: 'davey-2',
    name: 'Davey Jones',
    maskedEmail: 'd•••••@example.org',
    last4s: ['5100'],
    bookings: 2,
    groups: 1,
    matched: [{ kind: 'name', text: 'jones', value: 'jones', how: 'exact' }],
    unmatched: [],
  })
})

test('a settled duplicate does not count as an open group', () => {
  expect(search('sana').people).toMatchObject([{ name: 'Sana Settle', bookings: 2, groups: 0 }])
})

test('a word with two meanings is the reference when there is one, else the name', () => {
  expect(found('powell')).toEqual(['mary'])
  expect(names('jonesy')[0]).toBe('Jonesy Adams')
})

test('a hold that has dropped off is not counted and puts no customer first', () => {
  const holdFolder = makeFolder()
  const held = { authorisedAt: '2020-01-05T20:03:01.000Z', state: 'authorised', capturedAt: null }
  const opened = copyOf(holdFolder.path, [
    booking('held-1', { reference: 'HELD11' }),
    booking('held-2', { reference: 'HELD22' }),
    charge('h1', 'held-1', { capturedAt: '2020-01-05T20:03:01.000Z' }),
    charge('h2', 'held-2', held),
    booking('later', { email: 'other.davey@example.org', card: card('9999'), flight: 'SK 7', bookedAt: LATER }),
  ])
  const at = (heldSince: number) =>
    searchPeople(opened.copy, 'davey jones', { ...ANY_TIME, heldSince }).people.map((one) => [
      one.bookingId,
      one.groups,
    ])
  const dropsOff = Date.parse(held.authorisedAt)
  try {
    expect(at(dropsOff)).toEqual([
      ['held-2', 1],
      ['later', 0],
    ])
    expect(at(dropsOff + 1)).toEqual([
      ['later', 0],
      ['held-2', 0],
    ])
  } finally {
    opened.copies.close()
    holdFolder.remove()
  }
})

test('the answer holds the clues and the unread words, and states when a long list was cut', () => {
  expect(search('jones 51')).toMatchObject({ clues: [{ kind: 'name' }], unread: ['51'] })
  const crowd = search('crowd')
  expect([crowd.people.length, crowd.more]).toEqual([50, true])
  expect(search('').people).toEqual([])
  expect(searchPeople(null, 'jones', ANY_TIME).people).toEqual([])
})

test('every text gets an answer', () => {
  const piece = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 40 }),
    fc.constantFrom(
      "' OR 1=1 --",
      '%',
      '@',
      '+',
      '28 feb',
      'EI',
      '0164',
      '\u{10ffff}',
      'card:',
      'ref',
      'tel no.',
      'mr',
      'my name is',
      'SMITH/JOHNMR',
      'K3J 9QX',
      'davey dot jones at example dot org',
      '٠٨٦',
      '李小龙',
      '--02-28',
      '99/99/9999',
    ),
  )
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 6 }), (pieces) => {
      const text = pieces.join(' ').slice(0, 200)
      expect(search(text).people.length).toBeLessThanOrEqual(50)
    }),
    { numRuns: 300 },
  )
})

test('every statement of every kind of search uses an index', () => {
  const { spy, statements } = recordStatements(copy)
  const everything = 'ZZ11ZZ zoe@example.org +353861234567 0007 EI164 28 feb jones davey'.split(/ (?!feb)/)
  for (const a of everything) {
    searchPeople(spy, a, ANY_TIME)
    for (const b of everything) searchPeople(spy, `${a} ${b}`, ANY_TIME)
  }
  searchPeople(spy, 'davey EI164 28 feb 5100', ANY_TIME)
  for (const mistyped of [
    'dvaey.jones@exmaple.org',
    'ZZIIZZ',
    'mray zabukovec',
    'mary jones 0000',
    'jones ZZ11ZX 086 123 4989',
    '086 123 4989',
    'ab@example.org',
    'nobody.at@example.org',
    'maria jose de los rios',
    'annemarie powell',
  ]) {
    searchPeople(spy, mistyped, ANY_TIME)
  }
  expect(statements.size).toBeGreaterThan(15)
  for (const sql of statements) expect(scansOf(copy, sql), sql).toEqual([])
})
