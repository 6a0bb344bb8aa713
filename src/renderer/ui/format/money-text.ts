import type { Money } from '../../../shared/model/index.ts'
import { currencyExponent, formatDecimal } from '../../../shared/money.ts'
import { LOCALE } from './time-text.ts'

const formats = new Map<string, Intl.NumberFormat | null>()

/** The format of a currency; null when its code is no ISO code. */
function formatOf(currency: string): Intl.NumberFormat | null {
  let format = formats.get(currency)
  if (format === undefined) {
    const digits = currencyExponent(currency)
    // An amount in a currency without an ISO code is shown as a decimal and the code.
    format = /^[A-Z]{3}$/.test(currency)
      ? new Intl.NumberFormat(LOCALE, {
          style: 'currency',
          currency,
          minimumFractionDigits: digits,
          maximumFractionDigits: digits,
        })
      : null
    formats.set(currency, format)
  }
  return format
}

/**
 * The text of an amount: `13999` in USD → `US$139.99`. Intl receives the decimal as text, so that no float ever holds
 * it.
 */
export function moneyText({ amountMinor, currency }: Money): string {
  const decimal = formatDecimal(amountMinor, currency) as `${number}`
  return formatOf(currency)?.format(decimal) ?? `${decimal} ${currency}`
}
