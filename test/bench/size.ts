import { statSync } from 'node:fs'
import { currentOf } from '../main/engine/sync/rig.ts'
import { type Figure, plain } from './figure.ts'
import { openBenchStore } from './million.ts'
import { plainFeed } from './plain-feed.ts'

/**
 * The parts of the file, by the beginning of the names of their tables and indexes. All other tables and indexes belong
 * to the bookings.
 */
const PARTS = [
  ['the index of names and addresses', /^(?:name_|customer_name|address_|sqlite_autoindex_(?:name_|address_))/],
  ['the EntityFilter', /^filter_layer/],
  ['groups', /^(?:duplicate_group|group_charge|sqlite_autoindex_(?:duplicate_group|group_charge))/],
] as const

/** Measures how many bytes on disk a store takes for each booking, and how much of it each part takes. */
export async function measureSize(bookings: number): Promise<readonly Figure[]> {
  const copies = await openBenchStore(plainFeed(bookings), (where) => console.error(`making a store in ${where}, once`))
  try {
    const { file, sqlite } = currentOf(copies)
    const objects = sqlite.prepare('SELECT name, pgsize AS bytes FROM dbstat WHERE aggregate = 1').all() as {
      name: string
      bytes: number
    }[]
    const bytesOf = (holds: (name: string) => boolean): number =>
      objects.filter(({ name }) => holds(name)).reduce((sum, { bytes }) => sum + bytes, 0) / bookings
    return [
      plain(`size on disk of a booking, ${bookings} bookings`, statSync(file).size / bookings, 'bytes'),
      ...PARTS.map(([what, names]) =>
        plain(
          `of which ${what}`,
          bytesOf((name) => names.test(name)),
          'bytes',
        ),
      ),
    ]
  } finally {
    copies.close()
  }
}
