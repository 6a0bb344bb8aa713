/** The digits of a phone from last to first: its end is what callers and agents agree on. */
export const reverseDigits = (phone: string): string =>
  [...phone.normalize('NFKC').replace(/\D/gu, '')].reverse().join('')
