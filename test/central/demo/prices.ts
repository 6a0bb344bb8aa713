import type { Currency } from './homes.ts'

/** Minor units for one euro, and the rounding of shops: a multiple of `step` minus `less`. */
const prices: Record<Currency, { perEuro: number; step: number; less: number }> = {
  USD: { perEuro: 110, step: 100, less: 1 },
  EUR: { perEuro: 100, step: 100, less: 1 },
  GBP: { perEuro: 85, step: 100, less: 1 },
  JPY: { perEuro: 150, step: 100, less: 0 },
  KWD: { perEuro: 330, step: 250, less: 0 },
}

/** An amount of about this many euros in a currency, in minor units. */
export function priceIn(currency: Currency, euros: number): number {
  const { perEuro, step, less } = prices[currency]
  return Math.max(Math.round((euros * perEuro) / step), 1) * step - less
}
