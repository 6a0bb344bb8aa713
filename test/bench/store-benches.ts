import process from 'node:process'
import { printFigures } from './figure.ts'
import { measureFill } from './fill.ts'
import { measureStart } from './start.ts'

/** What is measured of the store, each for so many bookings as the command names: `npm run bench -- fill 1000000`. */
export const storeBenches: Readonly<Record<string, () => Promise<boolean>>> = { fill, start }

async function fill(): Promise<boolean> {
  const figures = await measureFill(bookingsAsked(100_000))
  printFigures(figures)
  return (figures[0]?.ratio ?? Number.POSITIVE_INFINITY) <= 2
}

async function start(): Promise<boolean> {
  const figures = await measureStart(bookingsAsked(100_000))
  printFigures(figures)
  return figures.every(({ value, unit }) => unit !== 'ms' || value <= 2_000)
}

function bookingsAsked(withoutOne: number): number {
  const [, , , asked = String(withoutOne)] = process.argv
  const bookings = Number(asked)
  if (!Number.isSafeInteger(bookings) || bookings < 1) throw new Error(`not a number of bookings: ${asked}`)
  return bookings
}
