/**
 * Minor units of about one euro, the step for rounding, and what to subtract. Other currencies have cents and end in
 * 99.
 */
const prices: Record<string, readonly [perEuro: number, step: number, less: number]> = {
  JPY: [160, 100, 0],
  KRW: [1450, 1000, 0],
  KWD: [330, 10, 0],
  BHD: [410, 50, 0],
}

/** A price of about `euros` euros in the minor units of a currency. */
export function priceIn(currency: string, euros: number): number {
  const [perEuro, step, less] = prices[currency] ?? [100, 100, 1]
  return Math.max(1, Math.round((euros * perEuro) / step)) * step - less
}
