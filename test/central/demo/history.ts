import type { ArchivedBooking, History } from '../feed/load-feed.ts'
import { Chronicle } from './chronicle.ts'
import { addDaveysCall } from './davey.ts'
import { doubles } from './doubles.ts'
import { lookalikes } from './lookalikes.ts'

const dayMs = 24 * 3600 * 1000
/** The days that the feed covers, and the days of the archive before it. */
const keptDays = 150
const archiveDays = 1500

/**
 * A seeded history of about `bookings` bookings up to `now` (UTC ms): everyday purchases, every case of the labelled
 * feed, states that the feed lacks, the call of the demo, and an archive of a tenth as many bookings that only the
 * service knows.
 */
export function demoHistory({ seed, bookings, now }: { seed: number; bookings: number; now: number }): History {
  const chronicle = new Chronicle(seed)
  const sometime = () => now - Math.floor(chronicle.dice.fraction() * (keptDays - 4) * dayMs) - 4 * dayMs
  addDaveysCall(chronicle, now)
  for (const [count, story] of [...doubles, ...lookalikes]) {
    const times = Math.max(1, Math.round((count * bookings) / 20_000))
    for (let index = 0; index < times; index++) story(chronicle, sometime())
  }
  while (chronicle.bookings < bookings) {
    // Ordinary purchases reach up to five minutes ago.
    const at = now - 5 * 60_000 - Math.floor(chronicle.dice.fraction() * keptDays * dayMs)
    chronicle.buy(chronicle.purchase(at))
  }
  return { changes: chronicle.changes(), archived: archive(seed + 1, Math.round(bookings / 10), now) }
}

function archive(seed: number, bookings: number, now: number): ArchivedBooking[] {
  const chronicle = new Chronicle(seed, 'old')
  return Array.from({ length: bookings }, () => {
    const at = now - (keptDays + 30 + chronicle.dice.int(0, archiveDays)) * dayMs
    const { bookingId, booking, chargeId, charge } = chronicle.buy(chronicle.purchase(at))
    return { id: bookingId, booking, charges: [{ id: chargeId, charge }] }
  })
}
