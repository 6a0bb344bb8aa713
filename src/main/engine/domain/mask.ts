import { CALLING_CODE } from '../../../shared/card-guard/calling-code.ts'

/** Always five, so that the mask does not tell how long the name is. */
const HIDDEN = '•••••'

/** `davey.jones@example.org` → `d•••••@example.org`. What is no address is hidden whole. */
export function maskEmail(email: string): string {
  const at = email.lastIndexOf('@')
  if (at < 1) return email === '' ? '' : HIDDEN
  const [first = ''] = email
  return `${first}${HIDDEN}${email.slice(at)}`
}

/** `+353861234567` → `+353 •• ••• ••67`: the country and the last two digits, whatever the length. */
export function maskPhone(phone: string): string {
  const digits = phone.replace(/\D/gu, '')
  const country = phone.trim().startsWith('+') ? `+${CALLING_CODE.exec(digits)?.[0] ?? ''} ` : ''
  return `${country}•• ••• ••${digits.length > 6 ? digits.slice(-2) : ''}`
}
