/**
 * The digits of a phone in reverse order. Notations of one phone differ at its beginning, so an index needs the end
 * first.
 */
export const reverseDigits = (phone: string): string =>
  [...phone.normalize('NFKC').replace(/\D/gu, '')].reverse().join('')
