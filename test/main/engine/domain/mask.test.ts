import { expect, test } from 'vitest'
import { maskEmail, maskPhone } from '../../../../src/main/engine/domain/mask.ts'

test('a masked e-mail address shows its first letter and its domain, and never its length', () => {
  expect(maskEmail('davey.jones@example.org')).toBe('d•••••@example.org')
  expect(maskEmail('d@example.org')).toBe('d•••••@example.org')
  expect(maskEmail('no address')).toBe('•••••')
  expect(maskEmail('')).toBe('')
})

test('a masked phone number shows its country code and its last two digits', () => {
  expect(maskPhone('+353 86 123 4567')).toBe('+353 •• ••• ••67')
  expect(maskPhone('+1 (206) 555-0142')).toBe('+1 •• ••• ••42')
  expect(maskPhone('+447700900123')).toBe('+44 •• ••• ••23')
  expect(maskPhone('0861234567')).toBe('•• ••• ••67')
  expect(maskPhone('123')).toBe('•• ••• ••')
})
