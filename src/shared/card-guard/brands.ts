import { type DigitRun, groupAt } from './digit-runs.ts'

/** How many digits the longest card number has. */
export const MOST_DIGITS = 19

/** The card numbers of one brand. */
export interface CardBrand {
  readonly name: string
  /** The first and the last prefix of one issuer range; both have the same width. */
  readonly prefixes: readonly (readonly [from: string, to: string])[]
  readonly lengths: readonly number[]
  /** A number with this many digits or more is whole as soon as it is typed. A shorter one may still grow. */
  readonly usual: number
}

const each = (...prefixes: string[]): [string, string][] => prefixes.map((prefix) => [prefix, prefix])

/**
 * Issuer ranges by ISO/IEC 7812, as the networks publish them. Ranges overlap where networks share cards. Only its range
 * distinguishes a card number of 13 digits from a ticket number, so the wide Maestro range begins at 14 digits.
 */
// biome-ignore format: a table
export const CARD_BRANDS: readonly CardBrand[] = [
  { name: 'visa', prefixes: each('4'), lengths: [13, 16, 18, 19], usual: 16 },
  { name: 'mastercard', prefixes: [['51', '55'], ['2221', '2720']], lengths: [16], usual: 16 },
  { name: 'amex', prefixes: each('34', '37'), lengths: [15], usual: 15 },
  { name: 'discover', prefixes: [...each('6011', '65'), ['644', '649']], lengths: [16, 17, 18, 19], usual: 16 },
  { name: 'diners', prefixes: [['300', '305'], ...each('3095', '36', '38', '39')], lengths: [14, 15, 16, 17, 18, 19], usual: 14 },
  { name: 'jcb', prefixes: [['3528', '3589']], lengths: [16, 17, 18, 19], usual: 16 },
  { name: 'jcb', prefixes: each('1800', '2131'), lengths: [15], usual: 15 },
  { name: 'unionpay', prefixes: each('62', '81'), lengths: [16, 17, 18, 19], usual: 16 },
  { name: 'maestro', prefixes: each('5018', '5020', '5038', '5893', '6304', '6390', '6759', '6761', '6762', '6763'), lengths: [12, 13], usual: 16 },
  { name: 'maestro', prefixes: [...each('50'), ['56', '69']], lengths: [14, 15, 16, 17, 18, 19], usual: 16 },
  { name: 'rupay', prefixes: each('353', '356', '508', '60', '65', '81', '82'), lengths: [16], usual: 16 },
  { name: 'mir', prefixes: [['2200', '2204']], lengths: [16, 17, 18, 19], usual: 16 },
  { name: 'troy', prefixes: each('65', '9792'), lengths: [16], usual: 16 },
  { name: 'verve', prefixes: [['506099', '506198'], ['507865', '507964'], ['650002', '650027']], lengths: [16, 18, 19], usual: 16 },
  { name: 'uatp', prefixes: each('1'), lengths: [15], usual: 15 },
  { name: 'humo', prefixes: each('9860'), lengths: [16], usual: 16 },
  { name: 'uzcard', prefixes: each('8600'), lengths: [16], usual: 16 },
  { name: 'napas', prefixes: each('9704'), lengths: [16, 19], usual: 16 },
]

/** Whether these digits begin like a card of this brand. Fewer digits than a prefix are compared as far as they go. */
export const beginsLike = (digits: string, { prefixes }: CardBrand): boolean =>
  prefixes.some(([from, to]) => {
    const start = digits.slice(0, from.length)
    return start >= from.slice(0, start.length) && start <= to.slice(0, start.length)
  })

/** The Luhn check of ISO/IEC 7812-1: double every second digit from the right; the sum is a multiple of ten. */
export function passesLuhn(digits: string): boolean {
  let sum = 0
  for (let at = 0; at < digits.length; at += 1) {
    const digit = digits.charCodeAt(digits.length - 1 - at) - 48
    const doubled = digit * 2
    sum += at % 2 === 0 ? digit : doubled > 9 ? doubled - 9 : doubled
  }
  return sum % 10 === 0
}

/** Whether the group at `at` has exactly four digits left and a group of at most six follows, as card numbers are printed. */
export function isGroupedLikeCard(run: DigitRun, at: number): boolean {
  const first = groupAt(run, at)
  if (first.to - at !== 4 || first.to === run.digits.length) return false
  const second = groupAt(run, first.to)
  return second.to - second.from <= 6
}
