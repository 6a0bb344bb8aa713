/**
 * Exact decimal text for integer minor units and back, by string arithmetic: a float never holds money.
 * Shared by the screen (the amount field) and main (CSV).
 */

/** The currencies whose minor unit is not a hundredth (ISO 4217, list one). `Intl` follows CLDR, which gives HUF and IQD no decimals. */
const DECIMALS: Readonly<Record<number, string>> = {
  0: 'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF',
  3: 'BHD IQD JOD KWD LYD OMR TND',
  4: 'CLF UYW',
}

const exponents = new Map(
  Object.entries(DECIMALS).flatMap(([exponent, codes]) => codes.split(' ').map((code) => [code, Number(exponent)])),
)

/** How many decimals a currency has: JPY 0, USD 2, KWD 3. A code that ISO 4217 does not list has 2. */
export const currencyExponent = (currency: string): number => exponents.get(currency) ?? 2

/** `13999` in USD → `139.99`: a point, no grouping, all decimals of the currency. */
export function formatDecimal(amountMinor: number, currency: string): string {
  const exponent = currencyExponent(currency)
  const sign = amountMinor < 0 ? '-' : ''
  const digits = String(Math.abs(amountMinor)).padStart(exponent + 1, '0')
  if (exponent === 0) return sign + digits
  return `${sign}${digits.slice(0, -exponent)}.${digits.slice(-exponent)}`
}

/**
 * Reads an amount that an agent typed as minor units. It allows one decimal sign (point or comma) and spaces around and between
 * digits, but no grouping signs, because `1,234` could mean either.
 *
 * @returns null for anything else: no number, more decimals than the currency has, not positive, or too large to be exact.
 */
export function parseDecimal(text: string, currency: string): number | null {
  const exponent = currencyExponent(currency)
  const match = /^(\d+)(?:[.,](\d*))?$|^[.,](\d+)$/.exec(text.replace(/\s/gu, ''))
  if (match === null) return null
  const fraction = match[2] ?? match[3] ?? ''
  if (fraction.length > exponent) return null
  const amountMinor = Number((match[1] ?? '0') + fraction.padEnd(exponent, '0'))
  return Number.isSafeInteger(amountMinor) && amountMinor > 0 ? amountMinor : null
}
