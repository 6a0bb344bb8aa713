/** One decimal digit of any script, at its place in a text. */
interface Digit {
  readonly value: string
  /** Its place in UTF-16 units. */
  readonly from: number
  readonly to: number
}

/** A range of digits in a run; `to` is the index after the last one. */
export interface Span {
  readonly from: number
  readonly to: number
}

/** Digits in a row with nothing but separators between them. */
export interface DigitRun {
  readonly digits: readonly Digit[]
  /** The digits as one string of 0 to 9. */
  readonly values: string
  /** The groups of digits without a separator between them. */
  readonly groups: readonly Span[]
  /** For each digit the index of its group in `groups`. */
  readonly groupOf: readonly number[]
}

/** The group of a digit. */
export const groupAt = (run: DigitRun, at: number): Span => run.groups[run.groupOf[at] ?? 0] ?? { from: 0, to: 0 }

/** A run continues over at most this many separators in a row. Spaces and invisible characters do not count. */
const MOST_SIGNS = 16

/** The mark of a hidden number, or one character. */
const PIECE = /•{2,}|./gsu

/** A separator between the digits of a number: any character but a letter, a digit or a currency sign. */
const SEPARATOR = /^[\p{P}\p{Z}\p{C}\p{M}\p{Sm}\p{Sk}\p{So}]$/u
const UNSEEN = /^[\p{Z}\p{C}\p{M}]$/u

/**
 * Finds the runs of digits in a text, with the decimal digits of every script, also circled and raised ones. The mark of a
 * hidden number (`•••• 1234`) ends a run, and its last four digits begin a new one.
 */
export function digitRuns(text: string): DigitRun[] {
  const runs: DigitRun[] = []
  let digits: Digit[] = []
  let gap = 0
  const close = (): void => {
    if (digits.length > 0) runs.push(asRun(digits))
    digits = []
    gap = 0
  }
  for (const { 0: piece, index } of text.matchAll(PIECE)) {
    const values = digitsOf(piece)
    if (values !== '') {
      digits.push(...[...values].map((value) => ({ value, from: index, to: index + piece.length })))
      gap = 0
      continue
    }
    if (!UNSEEN.test(piece)) gap += 1
    if (!SEPARATOR.test(piece) || gap > MOST_SIGNS) close()
  }
  close()
  return runs
}

function asRun(digits: readonly Digit[]): DigitRun {
  const starts = digits.flatMap(({ from }, at) => (at === 0 || from > (digits[at - 1]?.to ?? 0) ? [at] : []))
  const groups = starts.map((from, group) => ({ from, to: starts[group + 1] ?? digits.length }))
  return {
    digits,
    values: digits.map(({ value }) => value).join(''),
    groups,
    groupOf: groups.flatMap(({ from, to }, group) => Array<number>(to - from).fill(group)),
  }
}

/** The decimal digits that a character stands for; none, one, or two as in `⑫`. */
function digitsOf(piece: string): string {
  if (/^[0-9]$/.test(piece)) return piece
  if (/^\p{Nd}$/u.test(piece)) return decimalOf(piece)
  return /^\p{No}$/u.test(piece) ? piece.normalize('NFKC').replace(/\D/gu, '') : ''
}

/** The text with every script's decimal digits written as 0 to 9. */
export const toAsciiDigits = (text: string): string => text.replace(/\p{Nd}/gu, decimalOf)

/** Unicode keeps the ten digits of a script side by side, from zero on. */
function decimalOf(digit: string): string {
  const code = digit.codePointAt(0) ?? 0
  let zero = code
  while (/^\p{Nd}$/u.test(String.fromCodePoint(zero - 1))) zero -= 1
  return String((code - zero) % 10)
}
