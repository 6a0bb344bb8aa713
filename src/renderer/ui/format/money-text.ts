import type { Money } from '../../../shared/model/index.ts'
import { currencyExponent, formatDecimal } from '../../../shared/money.ts'
import { LOCALE } from './time-text.ts'

const formats = new Map<string, Intl.NumberFormat | null>()

function formatOf(currency: string): Intl.NumberFormat | null {
  let format = formats.get(currency)
  if (format === undefined) {
    const digits = currencyExponent(currency)
    // A currency that is no ISO code at all is still shown, as its decimal and its code.
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

/** `13999` in USD → `US$139.99`. The decimal text goes to Intl as it is, so that no float ever holds it. */
export function moneyText({ amountMinor, currency }: Money): string {
  const decimal = formatDecimal(amountMinor, currency) as `${number}`
  return formatOf(currency)?.format(decimal) ?? `${decimal} ${currency}`
}
