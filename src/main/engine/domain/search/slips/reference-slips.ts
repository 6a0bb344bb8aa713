import { oneSlipFrom } from './one-slip.ts'

/** Nobody types a small L in a reference but for a one or an I. */
const LOOK_ALIKE: Readonly<Record<string, string>> = { O: '0', '0': 'O', I: '1', '1': 'I', L: '1I' }
/** Every letter that can be read in two ways doubles the readings: as many as six of them have. */
const MOST_READINGS = 64

/** How else a booking reference may be read off a screen: O for 0, I for 1, and the other way round. Without the one given. */
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

/** References that one slip makes of a whole one; none of one that may be a name or a number, because some reference is near to any. */
export const slipsInReference = (reference: string): string[] =>
  WHOLE.test(reference) ? oneSlipFrom(reference, ALPHABET) : []
