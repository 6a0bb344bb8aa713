import process from 'node:process'
import { printFigures } from './figure.ts'
import { measureFill } from './fill.ts'
import { measureFilter } from './filter.ts'
import { isSearchFlat, measureGrowth } from './growth.ts'
import { measureKeystroke } from './keystroke.ts'
import { measureMemory } from './memory.ts'
import { measureSize } from './size.ts'
import { measureStart } from './start.ts'

/** What is measured of the store, each for so many bookings as the command names, a million without: `npm run bench -- fill 100000`. */
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
  const figures = await measureFill(bookingsAsked())
  printFigures(figures)
  return (figures[0]?.ratio ?? Number.POSITIVE_INFINITY) <= 2
}

/** `npm run bench -- filter 100000`: of so many keys at most. */
async function filter(): Promise<boolean> {
  const figures = [...new Set([20_000, bookingsAsked()])].flatMap(measureFilter)
  printFigures(figures)
  const ours = figures.filter(({ name }) => name.startsWith('EntityFilter, ') && !name.includes('grown'))
  const [misses, wrong] = [/, miss$/, /, false positives$/].map((what) => ours.filter(({ name }) => what.test(name)))
  return (misses ?? []).every(({ ratio }) => (ratio ?? 0) >= 10) && (wrong ?? []).every(({ value }) => value <= 0.1)
}

/** `npm run bench -- growth 100000`: with stores of 10,000, 100,000 and so on, up to so many bookings. */
async function growth(): Promise<boolean> {
  const figures = await measureGrowth(bookingsAsked())
  printFigures(figures)
  return isSearchFlat(figures)
}

async function start(): Promise<boolean> {
  const figures = await measureStart(bookingsAsked())
  printFigures(figures)
  return figures.every(({ value, unit }) => unit !== 'ms' || value <= 2_000)
}

async function keystroke(): Promise<boolean> {
  const { figures, isReached } = await measureKeystroke(bookingsAsked())
  printFigures(figures)
  return isReached
}

async function memory(): Promise<boolean> {
  const figures = await measureMemory(bookingsAsked())
  printFigures(figures)
  return (figures[0]?.value ?? Number.POSITIVE_INFINITY) <= 300
}

async function size(): Promise<boolean> {
  printFigures(await measureSize(bookingsAsked()))
  return true
}

function bookingsAsked(): number {
  const [, , , asked = '1000000'] = process.argv
  const bookings = Number(asked)
  if (!Number.isSafeInteger(bookings) || bookings < 1) throw new Error(`not a number of bookings: ${asked}`)
  return bookings
}
