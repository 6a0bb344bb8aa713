import process from 'node:process'
import { printFigures } from './figure.ts'
import { measureFill } from './fill.ts'
import { measureFilter } from './filter.ts'
import { isSearchFlat, measureGrowth } from './growth.ts'
import { measureKeystroke } from './keystroke.ts'
import { measureMemory } from './memory.ts'
import { measureSize } from './size.ts'
import { measureStart } from './start.ts'

/**
 * The benches of the store. The command names the number of bookings, a million by default: `npm run bench -- fill
 * 100000`.
 */
export const storeBenches: Readonly<Record<string, () => Promise<boolean>>> = {
  fill,
  filter,
  start,
  memory,
  size,
  growth,
  keystroke,
}

async function fill(): Promise<boolean> {
  const figures = await measureFill(bookingCount())
  printFigures(figures)
  return (figures[0]?.ratio ?? Number.POSITIVE_INFINITY) <= 2
}

/** `npm run bench -- filter 100000` measures at most 100,000 keys. */
async function filter(): Promise<boolean> {
  const figures = [...new Set([20_000, bookingCount()])].flatMap(measureFilter)
  printFigures(figures)
  const ours = figures.filter(({ name }) => name.startsWith('EntityFilter, ') && !name.includes('grown'))
  const [misses, wrong] = [/, miss$/, /, false positives$/].map((what) => ours.filter(({ name }) => what.test(name)))
  return (misses ?? []).every(({ ratio }) => (ratio ?? 0) >= 10) && (wrong ?? []).every(({ value }) => value <= 0.1)
}

/** `npm run bench -- growth 100000` measures stores of 10,000, 100,000 and so on, up to 100,000 bookings. */
async function growth(): Promise<boolean> {
  const figures = await measureGrowth(bookingCount())
  printFigures(figures)
  return isSearchFlat(figures)
}

async function start(): Promise<boolean> {
  const figures = await measureStart(bookingCount())
  printFigures(figures)
  return figures.every(({ value, unit }) => unit !== 'ms' || value <= 2_000)
}

async function keystroke(): Promise<boolean> {
  const { figures, isReached } = await measureKeystroke(bookingCount())
  printFigures(figures)
  return isReached
}

async function memory(): Promise<boolean> {
  const figures = await measureMemory(bookingCount())
  printFigures(figures)
  return (figures[0]?.value ?? Number.POSITIVE_INFINITY) <= 300
}

async function size(): Promise<boolean> {
  printFigures(await measureSize(bookingCount()))
  return true
}

function bookingCount(): number {
  const [, , , argument = '1000000'] = process.argv
  const bookings = Number(argument)
  if (!Number.isSafeInteger(bookings) || bookings < 1) throw new Error(`not a number of bookings: ${argument}`)
  return bookings
}
