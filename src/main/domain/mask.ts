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
  const country = phone.trim().startsWith('+') ? `+${COUNTRY_CODE.exec(digits)?.[0] ?? ''} ` : ''
  return `${country}•• ••• ••${digits.length > 6 ? digits.slice(-2) : ''}`
}

/** ITU-T E.164: codes of one and two digits; all others have three. */
const COUNTRY_CODE = /^(?:[17]|2[07]|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58]|\d{3})/
