import { oneSlipFrom } from './one-slip.ts'

/** Characters that look alike. A person who types a small L in a reference means 1 or I. */
const LOOK_ALIKE: Readonly<Record<string, string>> = { O: '0', '0': 'O', I: '1', '1': 'I', L: '1I' }
/** Each letter that looks like another doubles the readings: this is the number for six such letters. */
const MOST_READINGS = 64

/**
 * Other readings of a booking reference, without the given one: people read O for 0 and I for 1 off a screen, and the
 * reverse.
 */
export function otherReadings(reference: string): string[] {
  let readings = ['']
  for (const letter of reference) {
    const others = LOOK_ALIKE[letter] ?? ''
    const all = readings.length * (others.length + 1) > MOST_READINGS ? [letter] : [letter, ...others]
    readings = readings.flatMap((reading) => all.map((one) => reading + one))
  }
  return readings.filter((reading) => reading !== reference)
}

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789'
const WHOLE = /^(?=.*\d)(?=.*[A-Z])[A-Z\d]{5,8}$/

/**
 * Every reference that is one slip away from a whole one. Empty for a text that may be a name or a number: some
 * reference is near to any.
 */
export const slipsInReference = (reference: string): string[] =>
  WHOLE.test(reference) ? oneSlipFrom(reference, ALPHABET) : []
