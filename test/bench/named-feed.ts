import { existsSync } from 'node:fs'
import type { WireChange } from '../main/engine/sync/feed-server.ts'
import type { BenchFeed } from './million.ts'
import { DATA_FOLDER, readFebrl, readHistorical } from './name-records.ts'
import { scatter, wordOf } from './plain-feed.ts'

const BOOKINGS_PER_CUSTOMER = 2.5

/** A customer of the feed. */
export interface NamedCustomer {
  readonly givenName: string
  readonly surname: string
}

/** A feed whose customers have given names and surnames as frequent as in the public data, in new combinations. */
export interface NamedFeed extends BenchFeed {
  readonly customers: number
  readonly customerAt: (index: number) => NamedCustomer
}

/**
 * Makes `bookings` bookings of two fifths as many customers, with names from the public data, or with invented words
 * when the data is missing. It makes the same feed every time. It has no charges: they do not change a search by name,
 * and a fill with charges takes ten times as long.
 */
export function namedFeed(bookings: number): NamedFeed {
  const people = existsSync(DATA_FOLDER)
    ? [...readFebrl('dataset2.csv'), ...readFebrl('dataset3.csv'), ...readHistorical()].map(({ name }) => name)
    : Array.from({ length: 50_000 }, (_, at) => ({ givenName: wordOf(at % 5_000, 3), surname: wordOf(at + 7, 4) }))
  const [given, surnames] = [people.map(({ givenName }) => givenName), people.map(({ surname }) => surname)].map(
    (names) => names.filter((name) => name.length > 2),
  )
  const customers = Math.ceil(bookings / BOOKINGS_PER_CUSTOMER)
  const pick = (names: readonly string[] | undefined, index: number, salt: number): string =>
    names?.[Math.floor(scatter(index, salt) * names.length)] ?? ''
  const customerAt = (index: number): NamedCustomer => ({
    givenName: pick(given, index, 21),
    surname: pick(surnames, index, 22),
  })
  return {
    name: `named-${bookings}`,
    customers,
    customerAt,
    changes: function* () {
      for (let index = 0; index < bookings; index += 1) {
        const customer = index < customers ? index : Math.floor(scatter(index, 23) * customers)
        yield bookingOf(index, customer, customerAt(customer))
      }
    },
  }
}

const bookingOf = (index: number, customer: number, { givenName, surname }: NamedCustomer): WireChange => ({
  seq: index + 1,
  version: 1,
  op: 'upsert',
  kind: 'booking',
  id: `b${index}`,
  data: {
    reference: index.toString(36).toUpperCase().padStart(6, '0'),
    status: 'confirmed',
    channel: 'web',
    traveller: { given_name: givenName, surname, email: `c${customer}@example.org`, phone: null },
    flight: {
      number: `EI${100 + (index % 800)}`,
      origin: 'DUB',
      destination: 'LHR',
      departure: { year: 2026, month: 1 + (index % 12), day: 1 + (index % 28), hour: 6 + (index % 16), minute: 15 },
    },
    seat: null,
    service_code: null,
    card: { fingerprint: `card-of-${customer}`, last4: String(customer % 10_000).padStart(4, '0'), brand: 'visa' },
    booked_at: new Date(Date.UTC(2026, 0, 1) + index * 10_000).toISOString(),
  },
})
