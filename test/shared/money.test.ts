import fc from 'fast-check'
import { expect, test } from 'vitest'
import { currencyExponent, formatDecimal, parseDecimal } from '../../src/shared/money.ts'

test('each currency has its own exponent', () => {
  expect(['JPY', 'USD', 'EUR', 'GBP', 'KWD'].map(currencyExponent)).toEqual([0, 2, 2, 2, 3])
  expect(['HUF', 'IQD', 'CLF'].map(currencyExponent), 'ISO 4217, not CLDR').toEqual([2, 3, 4])
  expect(currencyExponent('not a currency')).toBe(2)
})

test('minor units are written as exact decimals', () => {
  expect(formatDecimal(13_999, 'USD')).toBe('139.99')
  expect(formatDecimal(5, 'EUR')).toBe('0.05')
  expect(formatDecimal(40_590, 'KWD')).toBe('40.590')
  expect(formatDecimal(1_200, 'JPY')).toBe('1200')
  expect(formatDecimal(-50, 'USD')).toBe('-0.50')
})

test('typed amounts are read exactly, and wrong ones give null', () => {
  expect(parseDecimal('139.99', 'USD')).toBe(13_999)
  expect(parseDecimal(' 139,9 ', 'EUR')).toBe(13_990)
  expect(parseDecimal('1 200', 'JPY')).toBe(1_200)
  expect(parseDecimal('.5', 'USD')).toBe(50)
  expect(parseDecimal('12.', 'USD')).toBe(1_200)
  for (const wrong of ['', '.', '0', '-1', '1.234', '1,234.00', '1e3', '0x10', 'ten', '9007199254740993']) {
    expect(parseDecimal(wrong, 'USD'), wrong).toBeNull()
  }
  expect(parseDecimal('1.5', 'JPY')).toBeNull()
})

test('an amount survives being written and read again', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }),
      fc.constantFrom('JPY', 'USD', 'KWD', 'CLF'),
      (amountMinor, currency) => parseDecimal(formatDecimal(amountMinor, currency), currency) === amountMinor,
    ),
  )
})
