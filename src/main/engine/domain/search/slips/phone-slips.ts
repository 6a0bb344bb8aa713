import { oneSlipFrom } from './one-slip.ts'

/** Notations of one phone agree on this many last digits. The prefixes before them differ. */
export const PHONE_DIGITS = 9
/** The length of a whole phone in small countries. Fewer digits are only the end of a phone, and near to many. */
const SHORTEST_WHOLE = 8

/**
 * The last digits of every phone that is one slip away, without the given one itself. All are in reverse order
 * (`reverseDigits`). Empty when only the end of a phone is given.
 */
export function slipsInPhone(reversed: string): string[] {
  if (reversed.length < SHORTEST_WHOLE) return []
  const ends = oneSlipFrom(reversed, '0123456789').map((one) => one.slice(0, PHONE_DIGITS))
  return [...new Set(ends)].filter((end) => end.length >= SHORTEST_WHOLE && !reversed.startsWith(end))
}
