import type { Currency } from './homes.ts'

/** Minor units per euro, and how shops round: a multiple of `step`, `less` a little. */
const prices: Record<Currency, { perEuro: number; step: number; less: number }> = {
  USD: { perEuro: 110, step: 100, less: 1 },
  EUR: { perEuro: 100, step: 100, less: 1 },
  GBP: { perEuro: 85, step: 100, less: 1 },
  JPY: { perEuro: 150, step: 100, less: 0 },
  KWD: { perEuro: 330, step: 250, less: 0 },
}

/** About so many euros in a currency, in minor units. */
export function priceIn(currency: Currency, euros: number): number {
  const { perEuro, step, less } = prices[currency]
  return Math.max(Math.round((euros * perEuro) / step), 1) * step - less
}
