import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  type EntityFacts,
  entityDigest,
  normaliseFlightNumber,
  normaliseName,
} from '../../../../src/main/engine/domain/entity-hash.ts'

const base64 = (facts: EntityFacts): string => entityDigest(facts).toString('base64')

const facts = (
  givenName: string,
  surname: string,
  fingerprint: string,
  flightNumber: string,
  [minute, hour, day, month, year]: readonly [number, number, number, number, number],
): EntityFacts => ({
  givenName,
  surname,
  card: { fingerprint },
  flightNumber,
  departure: { minute, hour, day, month, year },
})

const DAVEY = 'MElF6R3j3v9Sph0IczFB1y3ULsnUeXLxBgU01UwMf5A'

describe('the hashes of the examples in central-api.md', () => {
  test.each([
    [facts('davey', 'jones', DAVEY, 'EI164', [15, 20, 28, 2, 2020]), '9GciIHQGW5K36IbAbc2uDw6fCqGAVieVZwBOJMSJ9N0='],
    [
      facts(' Davey ', 'JONES', DAVEY, 'ei 0164', [15, 20, 28, 2, 2020]),
      '9GciIHQGW5K36IbAbc2uDw6fCqGAVieVZwBOJMSJ9N0=',
    ],
    [facts('Zoë  Anne', "O'Brien", 'x', 'AS0007', [0, 0, 1, 1, 2014]), 'mK2L1Mkrv6w+5k2xsl2DlihJA9zZXWHIsHwMQzzzM7I='],
    [facts('ＡＮＮＡ', 'Straße', '', '9K 1', [5, 6, 7, 8, 2026]), 'cacw7Tc4/QVmfWO2zMChzwC9vYNs7Y751HyBL4Ys8Bk='],
  ])('%o', (input, hash) => {
    expect(base64(input)).toBe(hash)
  })
})

const person = fc.record({
  givenName: fc.string({ unit: 'grapheme', maxLength: 12 }),
  surname: fc.string({ unit: 'grapheme', maxLength: 12 }),
  card: fc.record({ fingerprint: fc.base64String({ maxLength: 16 }) }),
  flightNumber: fc
    .tuple(fc.constantFrom('EI', 'U2', '9K', 'EZY'), fc.integer({ min: 1, max: 9_999 }))
    .map(([c, n]) => c + n),
  departure: fc.record({
    year: fc.integer({ min: 2000, max: 2099 }),
    month: fc.integer({ min: 1, max: 12 }),
    day: fc.integer({ min: 1, max: 28 }),
    hour: fc.integer({ min: 0, max: 23 }),
    minute: fc.integer({ min: 0, max: 59 }),
  }),
})

test('outer and inner spaces, full-width signs and leading zeros do not change the hash', () => {
  const fullWidth = (text: string): string =>
    text.replace(/[!-~]/gu, (sign) => String.fromCodePoint((sign.codePointAt(0) ?? 0) + 0xfee0))
  fc.assert(
    fc.property(
      person,
      fc.constantFrom(' ', '\t', '\u00a0', '  \n'),
      fc.integer({ min: 0, max: 3 }),
      (one, space, zeros) => {
        const carrier = /^(?:[A-Z]{3}|..)/.exec(one.flightNumber)?.[0] ?? ''
        const other: EntityFacts = {
          ...one,
          givenName: space + fullWidth(one.givenName.replace(/ /gu, `${space} `)) + space,
          surname: space + one.surname,
          flightNumber: `${carrier.toLowerCase()}${space}${'0'.repeat(zeros)}${one.flightNumber.slice(carrier.length)}`,
        }
        expect(base64(other)).toBe(base64(one))
      },
    ),
  )
})

test('upper and lower case do not change the hash', () => {
  fc.assert(
    fc.property(person, fc.stringMatching(/^[A-Za-zÀ-ÖØ-öø-ÿ]{1,12}$/u), (one, name) => {
      fc.pre(name.toUpperCase().toLowerCase() === name.toLowerCase())
      expect(base64({ ...one, surname: name.toUpperCase() })).toBe(base64({ ...one, surname: name.toLowerCase() }))
    }),
  )
})

test('another name, card, flight or departure changes the hash, and so does a letter that moves between the names', () => {
  fc.assert(
    fc.property(person, (one) => {
      const others: EntityFacts[] = [
        { ...one, givenName: `${one.givenName}x` },
        { ...one, surname: `x${one.surname}` },
        { ...one, card: { fingerprint: `${one.card.fingerprint}x` } },
        { ...one, flightNumber: `${one.flightNumber}0` },
        { ...one, departure: { ...one.departure, minute: one.departure.minute + 1 } },
        { ...one, departure: { ...one.departure, hour: one.departure.minute, minute: one.departure.hour + 60 } },
        { ...one, departure: { ...one.departure, year: one.departure.year + 1 } },
      ]
      expect(new Set([one, ...others].map(base64)).size).toBe(others.length + 1)
    }),
  )
  const at = [1, 2, 3, 4, 2026] as const
  expect(base64(facts('ab', 'c', '', 'EI1', at))).not.toBe(base64(facts('a', 'bc', '', 'EI1', at)))
})

test('the digit of a carrier code is not part of the flight number', () => {
  expect(['u2 0123', 'U2123', '9k 01', 'ezy007', 'EI000', 'EI 10'].map(normaliseFlightNumber)).toEqual([
    'U2123',
    'U2123',
    '9K1',
    'EZY7',
    'EI0',
    'EI10',
  ])
})

test('plain text is normalised to the same result on the short way and on the long way', () => {
  const unit = fc.constantFrom('A', 'b', 'Z', '0', '1', '9')
  fc.assert(
    fc.property(fc.string({ unit, minLength: 1, maxLength: 8 }), (text) => {
      expect(normaliseFlightNumber(text)).toBe(normaliseFlightNumber(`${text} `))
      expect(normaliseName(text)).toBe(normaliseName(`${text} `))
    }),
    { numRuns: 5_000 },
  )
})
