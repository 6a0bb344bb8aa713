import { beside, type Figure, plain } from './figure.ts'
import { measureFillAlone } from './fill.ts'
import { measureInbox } from './inbox.ts'
import { plainFeed } from './plain-feed.ts'
import { measureScale } from './search-scale.ts'
import { measureStart } from './start.ts'

const SMALLEST = 10_000

/** The figures measured at each size, by the beginning of their names. */
const GROWING = [
  'search, median',
  'search, p95',
  'inbox, median',
  'inbox, p95',
  'start to first search',
  'start, cold, median',
  'fill, time',
  'fill, processor time',
  'fill, peak memory',
  'size on disk',
]

/**
 * Measures how search, the list of open groups, the start and the fill grow with the number of bookings: 10,000,
 * 100,000 and so on up to `largest`. For each step, and from the first size to the last, it gives the exponent x of
 * bookings^x. 1 means growth in proportion to the bookings; below 0.5 means slower growth than their square root.
 */
export async function measureGrowth(largest: number): Promise<readonly Figure[]> {
  const sizes: number[] = []
  for (let size = SMALLEST; size <= largest; size *= 10) sizes.push(size)
  const measured: (readonly Figure[])[] = []
  for (const size of sizes) measured.push(await measureAt(size))
  return GROWING.flatMap((name) => {
    const values = measured.map((figures) => figures.find((figure) => figure.name.startsWith(name)))
    const [first, last] = [values[0], values.at(-1)]
    const steps = values.flatMap((figure, at) => {
      const [size, before] = [sizes[at] ?? SMALLEST, values[at - 1]]
      if (figure === undefined) return []
      const label = `${name.trim()}, ${size} bookings`
      if (before === undefined) return [plain(label, figure.value, figure.unit)]
      const exponent = Math.log10(figure.value / before.value)
      return [beside(label, figure.value, figure.unit, before.value), plain(`${label}, exponent`, exponent, '')]
    })
    if (first === undefined || last === undefined || sizes.length < 2) return steps
    const whole = Math.log10(last.value / first.value) / (sizes.length - 1)
    return [...steps, plain(`${name.trim()}${WHOLE}`, whole, '')]
  })
}

const WHOLE = ', exponent from first to last'

/** Returns true when search grows more slowly than the square root of the bookings. */
export const isSearchFlat = (figures: readonly Figure[]): boolean =>
  figures.every(({ name, value }) => !(name.startsWith('search, ') && name.endsWith(WHOLE)) || value < 0.5)

async function measureAt(size: number): Promise<readonly Figure[]> {
  const { p50Ms, p95Ms } = await measureScale(size)
  return [
    plain('search, median', p50Ms, 'ms'),
    plain('search, p95', p95Ms, 'ms'),
    ...(await measureInbox(plainFeed(size))),
    ...(await measureStart(size)),
    ...(await measureFillAlone(size)),
  ]
}
