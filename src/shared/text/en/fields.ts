/** What a text field says of the digits in it; short, because it stands where there is little room. */
export const fields = {
  'cardGuard.hidden': 'Card number removed; last four kept: {last4}.',
  'cardGuard.held': 'Held back: this may become a card number.',
  'cardGuard.enter': 'Held back: may be a card number. Enter if not.',
} as const
