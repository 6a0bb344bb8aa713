/** What a text field says of the digits in it. */
export const fields = {
  'cardGuard.hidden': 'That was a card number. Only its last four digits, {last4}, are kept.',
  'cardGuard.held': 'Held back, because this may become a card number.',
  'cardGuard.enter': 'Held back, because this may become a card number. Enter if it is none.',
} as const
