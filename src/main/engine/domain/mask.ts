import { CALLING_CODE } from '../../../shared/card-guard/calling-code.ts'

/** Always five dots, so that the mask does not show the length of the text. */
const HIDDEN = '•••••'

/**
 * Masks an e-mail address: `davey.jones@example.org` → `d•••••@example.org`. A text that is no address is masked whole.
 */
export function maskEmail(email: string): string {
  const at = email.lastIndexOf('@')
  if (at < 1) return email === '' ? '' : HIDDEN
  const [first = ''] = email
  return `${first}${HIDDEN}${email.slice(at)}`
}

/**
 * Masks a phone: `+353861234567` → `+353 •• ••• ••67`. Shows the country and the last two digits, and hides the length.
 */
export function maskPhone(phone: string): string {
  const digits = phone.replace(/\D/gu, '')
  const country = phone.trim().startsWith('+') ? `+${CALLING_CODE.exec(digits)?.[0] ?? ''} ` : ''
  return `${country}•• ••• ••${digits.length > 6 ? digits.slice(-2) : ''}`
}
