import type { WireChange } from '../main/engine/sync/feed-server.ts'
import type { BenchFeed } from './million.ts'

const DAY_MS = 86_400_000
/** The end of the feed. It is fixed, so that the same numbers make the same feed on any day. */
export const FEED_END = Date.UTC(2026, 10, 21)
const DAYS = 150
/** Every 20th booking has a duplicate. Then: bookings for each customer, and passengers of each departure. */
const TWICE_EVERY = 20
const BOOKINGS_PER_CUSTOMER = 2.5
const SEATS = 120

/**
 * A plain feed of `bookings` bookings. A twentieth of them have a duplicate under a second reference. People and
 * flights are invented, each booking has one charge, and the feed is the same every time.
 */
export function plainFeed(bookings: number): BenchFeed {
  return { name: `plain-${bookings}`, changes: () => changesOf(bookings) }
}

/**
 * The changes of one more day of such a feed: `more` bookings of the same people on the same flights. A later day
 * passes a higher `from`.
 */
export const dayAfter = (bookings: number, more: number, from = bookings): Iterable<WireChange> =>
  changesOf(bookings, { from, to: from + more })

function* changesOf(bookings: number, { from, to } = { from: 0, to: bookings }): Generator<WireChange> {
  // Each booking has four changes at most, so the seqs of a later day are higher than all earlier ones.
  let seq = from * 4
  for (let index = from; index < to; index += 1) {
    for (let time = 0; time < (index % TWICE_EVERY === 0 ? 2 : 1); time += 1) {
      for (const change of purchase(index, time, bookings)) yield { seq: ++seq, version: 1, op: 'upsert', ...change }
    }
  }
}

/** One booking with its charge. `time` 1 is the second attempt, eleven minutes later on another gateway. */
function purchase(index: number, time: number, bookings: number): Pick<WireChange, 'kind' | 'id' | 'data'>[] {
  const customer = Math.floor(scatter(index, 1) * (bookings / BOOKINGS_PER_CUSTOMER))
  const at = FEED_END - Math.floor(scatter(index, 2) * DAYS * DAY_MS) - 3_600_000 + time * 688_000
  const departureOf = Math.floor(scatter(index, 3) * Math.ceil(bookings / SEATS))
  const id = `${index}-${time}`
  const card = {
    fingerprint: `card-of-${customer}`,
    last4: String(customer % 10_000).padStart(4, '0'),
    brand: 'visa',
  }
  const iso = new Date(at).toISOString()
  const traveller = {
    given_name: wordOf(customer, 3),
    surname: wordOf(customer + 7, 4),
    email: `c${customer}@example.org`,
    phone: null,
  }
  const day = new Date(FEED_END + (departureOf % 180) * DAY_MS)
  const departure = {
    year: day.getUTCFullYear(),
    month: day.getUTCMonth() + 1,
    day: day.getUTCDate(),
    hour: 6 + (departureOf % 16),
    minute: 15,
  }
  const flight = { number: `EI${100 + Math.floor(departureOf / 180)}`, origin: 'DUB', destination: 'LHR', departure }
  return [
    {
      kind: 'booking',
      id: `b-${id}`,
      data: {
        reference: referenceOf(index * 2 + time),
        status: 'confirmed',
        channel: 'web',
        traveller,
        flight,
        seat: null,
        service_code: null,
        card,
        booked_at: iso,
      },
    },
    {
      kind: 'charge',
      id: `c-${id}`,
      data: {
        booking_id: `b-${id}`,
        purpose: 'fare',
        amount_minor: 4_999 + (index % 400) * 100,
        currency: ['EUR', 'GBP', 'USD'][index % 3],
        state: 'captured',
        gateway: (index + time) % 2 === 0 ? 'old' : 'new',
        gateway_reference: `g-${id}`,
        card,
        authorised_at: iso,
        captured_at: iso,
      },
    },
  ]
}

/** Returns a fraction in [0, 1) that looks random and depends only on its two numbers (a 32-bit mix). */
export function scatter(index: number, salt: number): number {
  let mixed = (index + 1) * 0x9e3779b1 + salt * 0x85ebca6b
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x21f0aaad)
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97)
  return ((mixed ^ (mixed >>> 15)) >>> 0) / 2 ** 32
}

const SYLLABLES = [
  'ba',
  'cor',
  'den',
  'fal',
  'gri',
  'hol',
  'jun',
  'kas',
  'lor',
  'mi',
  'nev',
  'os',
  'pel',
  'qui',
  'ran',
  'sol',
]

/** Makes a word of `syllables` syllables. */
export function wordOf(number: number, syllables: number): string {
  const word = Array.from({ length: syllables }, (_, at) => SYLLABLES[Math.floor(scatter(number, at + 11) * 16)]).join(
    '',
  )
  return word.charAt(0).toUpperCase() + word.slice(1)
}

const LETTERS = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789'

/** Six letters and digits. Every number has a different reference. */
const referenceOf = (number: number): string =>
  Array.from({ length: 6 }, (_, at) => LETTERS[Math.floor(number / 32 ** at) % 32]).join('')
