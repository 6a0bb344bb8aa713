import type { Dice } from '../../central/demo/dice.ts'

/** A number as a person writes it, with its kind. */
export interface Written {
  readonly kind: string
  readonly text: string
  /** Its ASCII digits. */
  readonly digits: string
}

/** Issuer prefixes and lengths from the published ranges of the networks, independent of the guard's own table. */
const ISSUERS: readonly (readonly [brand: string, prefixes: readonly string[], lengths: readonly number[]])[] = [
  ['visa', ['4'], [13, 16, 18, 19]],
  ['mastercard', ['51', '52', '53', '54', '55', '2221', '2300', '2458', '2699', '2720'], [16]],
  ['amex', ['34', '37'], [15]],
  ['discover', ['6011', '644', '645', '649', '65', '622126', '622925'], [16, 19]],
  ['diners', ['300', '301', '305', '3095', '36', '38', '39'], [14, 16, 19]],
  ['jcb', ['3528', '3538', '3589'], [16, 19]],
  ['jcb', ['1800', '2131'], [15]],
  ['unionpay', ['62', '8100', '8171'], [16, 17, 18, 19]],
  [
    'maestro',
    ['5018', '5020', '5038', '5893', '6304', '6759', '6761', '6762', '6763'],
    [12, 13, 14, 15, 16, 17, 18, 19],
  ],
  ['rupay', ['60', '65', '81', '82', '508', '353', '356'], [16]],
  ['mir', ['2200', '2201', '2204'], [16, 19]],
  ['troy', ['65', '9792'], [16]],
  ['verve', ['506099', '506198', '507865', '507964', '650002', '650027'], [16, 18, 19]],
  ['uatp', ['1'], [15]],
  ['humo', ['9860'], [16]],
  ['uzcard', ['8600'], [16]],
  ['napas', ['9704'], [16, 19]],
]

/** The printed groups of a card by its length; the last group takes the rest. */
const PRINTED: Readonly<Record<number, readonly number[]>> = {
  12: [4, 4, 4],
  14: [4, 6, 4],
  15: [4, 6, 5],
  13: [4, 3, 3, 3],
}
const SEPARATORS = [
  ' ',
  '-',
  '.',
  '/',
  '  ',
  ' - ',
  '\u00a0',
  '\u2009',
  '–',
  '·',
  '_',
  ',',
  ', ',
  '\n',
  '\t',
  '\u200b',
  '|',
  '\u200d',
  '\u202f',
  '\u3000',
  '\u2060',
  '\u00ad',
  '•',
  '\\',
  '*',
  ' '.repeat(12),
]
/** The code points of the zeros of several scripts. */
const ZEROS = [0x30, 0xff10, 0x660, 0x6f0, 0x966, 0x9e6, 0xe50, 0x1d7ce]

const digitsOf = (dice: Dice, count: number): string => dice.text(count, '0123456789')

/** Adds the check digit of ISO/IEC 7812-1, found by trying all ten. */
function withCheckDigit(digits: string): string {
  const sum = (text: string) =>
    [...text]
      .reverse()
      .reduce(
        (total, digit, at) =>
          total + [...String(Number(digit) * (at % 2 === 0 ? 1 : 2))].reduce((a, b) => a + Number(b), 0),
        0,
      )
  return `${digits}${[...'0123456789'].find((last) => sum(digits + last) % 10 === 0)}`
}

/** Cuts the digits into groups of these sizes; further groups have four digits. */
function groupsOf(digits: string, sizes: readonly number[]): string[] {
  const groups: string[] = []
  for (let at = 0; at < digits.length; ) {
    const size = sizes[groups.length] ?? 4
    groups.push(digits.slice(at, at + size))
    at += size
  }
  return groups
}

/** A card number that was never issued, of any brand and in any notation, sometimes inside other text. */
export function aCardNumber(dice: Dice): Written {
  const [kind, prefixes, lengths] = dice.pick(ISSUERS)
  const length = dice.pick(lengths)
  const prefix = dice.pick(prefixes)
  const digits = withCheckDigit(prefix + digitsOf(dice, length - prefix.length - 1))
  const separator = dice.pick(SEPARATORS)
  const cut = dice.pick([
    [length],
    PRINTED[length] ?? [],
    PRINTED[length] ?? [],
    Array.from({ length: 8 }, () => dice.int(1, 6)),
  ])
  const zero = dice.pick([0x30, 0x30, 0x30, ...ZEROS])
  const written = [...groupsOf(digits, cut).join(separator)].map((character) =>
    /[0-9]/.test(character) ? String.fromCodePoint(zero + Number(character)) : character,
  )
  const [before, after] = dice.pick([
    ['', ''],
    ['', ''],
    ['card ', ''],
    ['Visa: ', ', expires soon'],
    ['jones ', ' EI164'],
    ['(', ')'],
    ['n°', ' K3J9QX'],
  ])
  return { kind, text: before + written.join('') + after, digits }
}

/** National numbering plans: calling code, first digits, lengths, grouping and trunk prefix. */
const PLANS: readonly (readonly [
  code: string,
  starts: readonly string[],
  lengths: readonly number[],
  groups: readonly number[],
  trunk: string,
])[] = [
  ['1', ['202', '415', '512', '604', '646'], [10], [3, 3, 4], ''],
  ['7', ['495', '903', '916'], [10], [3, 3, 2, 2], '8'],
  ['20', ['10', '2'], [10], [2, 4, 4], '0'],
  ['27', ['21', '82'], [9], [2, 3, 4], '0'],
  ['30', ['21', '69'], [10], [3, 3, 4], ''],
  ['31', ['20', '6'], [9], [2, 3, 4], '0'],
  ['32', ['2', '47'], [8, 9], [3, 2, 2, 2], '0'],
  ['33', ['1', '6', '7'], [9], [1, 2, 2, 2, 2], '0'],
  ['34', ['6', '91'], [9], [3, 3, 3], ''],
  ['351', ['21', '91'], [9], [3, 3, 3], ''],
  ['352', ['26', '621'], [8, 9], [3, 3, 3], ''],
  ['353', ['1', '85', '86', '87'], [8, 9], [2, 3, 4], '0'],
  ['358', ['40', '50', '9'], [8, 9, 10], [2, 3, 4], '0'],
  ['36', ['1', '20', '30'], [8, 9], [2, 3, 4], '06'],
  ['370', ['6'], [8], [3, 5], '0'],
  ['380', ['44', '67'], [9], [2, 3, 4], '0'],
  ['385', ['1', '91'], [8, 9], [2, 3, 4], '0'],
  ['39', ['02', '06', '320', '347'], [9, 10], [3, 3, 4], ''],
  ['40', ['21', '72'], [9], [3, 3, 3], '0'],
  ['41', ['44', '79'], [9], [2, 3, 2, 2], '0'],
  ['43', ['1', '664', '699'], [9, 10, 11], [3, 4, 4], '0'],
  ['44', ['20', '7400', '7700', '7911'], [10], [4, 6], '0'],
  ['45', ['2', '31'], [8], [2, 2, 2, 2], ''],
  ['46', ['70', '8'], [9], [2, 3, 4], '0'],
  ['47', ['4', '9'], [8], [3, 2, 3], ''],
  ['48', ['22', '60'], [9], [3, 3, 3], ''],
  ['49', ['30', '89', '151', '171', '176'], [10, 11], [3, 4, 4], '0'],
  ['52', ['33', '55'], [10], [2, 4, 4], ''],
  ['54', ['11', '911'], [10, 11], [3, 4, 4], '0'],
  ['55', ['11', '219'], [10, 11], [2, 5, 4], '0'],
  ['57', ['300', '601'], [10], [3, 3, 4], ''],
  ['60', ['12', '3'], [9, 10], [2, 4, 4], '0'],
  ['61', ['2', '4'], [9], [3, 3, 3], '0'],
  ['62', ['21', '812', '857'], [9, 10, 11, 12], [3, 4, 5], '0'],
  ['63', ['2', '917'], [10], [3, 3, 4], '0'],
  ['65', ['6', '8', '9'], [8], [4, 4], ''],
  ['66', ['2', '81'], [9], [2, 3, 4], '0'],
  ['81', ['3', '80', '90'], [9, 10], [2, 4, 4], '0'],
  ['82', ['2', '10'], [9, 10], [2, 4, 4], '0'],
  ['86', ['10', '138', '186'], [11], [3, 4, 4], ''],
  ['90', ['212', '532'], [10], [3, 3, 4], '0'],
  ['91', ['80', '98'], [10], [5, 5], '0'],
  ['92', ['21', '300'], [10], [3, 7], '0'],
  ['234', ['1', '803'], [8, 10], [3, 3, 4], '0'],
  ['254', ['7', '20'], [9], [3, 3, 3], '0'],
  ['420', ['2', '60'], [9], [3, 3, 3], ''],
  ['852', ['2', '6', '9'], [8], [4, 4], ''],
  ['966', ['11', '50'], [9], [2, 3, 4], '0'],
  ['971', ['4', '50'], [8, 9], [2, 3, 4], '0'],
  ['972', ['3', '52'], [8, 9], [2, 3, 4], '0'],
]

const PHONE_SHAPES = ['e164', 'spaced', 'zeros', 'trunk', 'national', 'brackets'] as const
const BARE_SHAPES = ['bare', 'bareSpaced'] as const

/** A phone number of one of many countries, in E.164, international or national notation. */
export const aPhoneNumber = (dice: Dice): Written => phoneIn(dice, PHONE_SHAPES)

/** A phone number with calling code but without + or 00: only its digits distinguish it from part of a card number. */
export const aBarePhoneNumber = (dice: Dice): Written => phoneIn(dice, BARE_SHAPES)

function phoneIn(dice: Dice, shapes: readonly (typeof PHONE_SHAPES | typeof BARE_SHAPES)[number][]): Written {
  const [code, starts, lengths, sizes, trunk] = dice.pick(PLANS)
  const start = dice.pick(starts)
  const national = start + digitsOf(dice, dice.pick(lengths) - start.length)
  const separator = dice.pick([' ', '-', '.', ' '])
  const grouped = groupsOf(national, sizes)
  const shape = dice.pick(shapes)
  const text = {
    e164: `+${code}${national}`,
    spaced: `+${code} ${grouped.join(separator)}`,
    zeros: `00${code}${separator}${grouped.join(separator)}`,
    trunk: `+${code} ${trunk === '0' ? '(0)' : ''}${grouped.join(separator)}`,
    national: `${trunk}${grouped.join(separator)}`,
    bare: `${code}${national}`,
    bareSpaced: `${code} ${grouped.join(separator)}`,
    brackets: `(${trunk}${grouped[0]}) ${grouped.slice(1).join(separator)}`,
  }[shape]
  return { kind: 'phone', text, digits: text.replace(/\D/g, '') }
}

/** Accounting codes of large airlines. */
const AIRLINES =
  '001 005 006 012 014 016 020 027 037 045 047 050 053 055 057 064 065 072 074 075 077 079 080 081 082 083 086 098 105 108 117 125 126 131 139 147 157 160 176 180 182 203 205 217 220 229 230 232 235 237 257 265 281 297 324 328 390 421 479 512 514 544 555 566 577 589 603 607 618 643 657 672 695 724 731 738 745 774 781 784 838 843 876 880 900 957 999'.split(
    ' ',
  )

/** A ticket number: the three digits of the airline and a serial number of ten. */
export function aTicketNumber(dice: Dice): Written {
  const [airline, serial] = [dice.pick(AIRLINES), digitsOf(dice, 10)]
  const text = airline + dice.pick(['-', ' ', '']) + serial
  return { kind: 'ticket', text, digits: airline + serial }
}

/** A booking reference of six characters. */
export function aReference(dice: Dice): Written {
  const text = dice.text(6, 'ABCDEFGHJKLMNPQRSTUVWXYZ0123456789')
  return { kind: 'reference', text, digits: text.replace(/\D/g, '') }
}
