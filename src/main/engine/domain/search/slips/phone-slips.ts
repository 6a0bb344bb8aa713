import { oneSlipFrom } from './one-slip.ts'

/** Phones agree on their last nine digits; how the country or the trunk is written before them differs. */
export const PHONE_DIGITS = 9
/** Numbers of small countries; what is shorter is only the end of one, and near to many. */
const SHORTEST_WHOLE = 8

/** The ends of the numbers, from last digit to first, that one slip makes of one given in that way; none of a mere end. */
export function slipsInPhone(reversed: string): string[] {
  if (reversed.length < SHORTEST_WHOLE) return []
  const ends = oneSlipFrom(reversed, '0123456789').map((one) => one.slice(0, PHONE_DIGITS))
  return [...new Set(ends)].filter((end) => end.length >= SHORTEST_WHOLE && !reversed.startsWith(end))
}
