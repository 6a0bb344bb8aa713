import { beside, type Figure, plain } from './figure.ts'
import { measureFill } from './fill.ts'
import { measureInbox } from './inbox.ts'
import { plainFeed } from './plain-feed.ts'
import { measureStart } from './start.ts'

const SMALLEST = 10_000

/** What is measured at each size, by the beginning of its figure's name. */
const GROWING = [
  'fill of ',
  'fill, processor time',
  'fill, peak memory',
  'start to first search',
  'start, cold, median',
]

/**
 * How the list of open groups, the fill and the start grow with the bookings: each at 10,000, 100,000 and so on up to `largest`, and for every step the
 * exponent x of bookings^x. 1 grows as the bookings do; below 0.5 is slower than their square root.
 */
export async function measureGrowth(largest: number): Promise<readonly Figure[]> {
  const sizes: number[] = []
  for (let size = SMALLEST; size <= largest; size *= 10) sizes.push(size)
  const measured: (readonly Figure[])[] = []
  for (const size of sizes) {
    const groups = await measureInbox(plainFeed(size))
    measured.push([...groups, ...(await measureFill(size)), ...(await measureStart(size))])
  }
  return GROWING.flatMap((name) => {
    const values = measured.map((figures) => figures.find((figure) => figure.name.startsWith(name)))
    return values.flatMap((figure, at) => {
      const [size, before] = [sizes[at] ?? SMALLEST, values[at - 1]]
      if (figure === undefined) return []
      const label = `${name.trim()}, ${size} bookings`
      if (before === undefined) return [plain(label, figure.value, figure.unit)]
      const exponent = Math.log10(figure.value / before.value)
      return [beside(label, figure.value, figure.unit, before.value), plain(`${label}, exponent`, exponent, '')]
    })
  })
}
