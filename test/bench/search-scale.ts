import { performance } from 'node:perf_hooks'
import { searchPeople } from '../../src/main/engine/features/search/search.ts'
import { ANY_TIME } from '../main/engine/features/copy-of.ts'
import { currentOf } from '../main/engine/sync/rig.ts'
import { openBenchStore } from './million.ts'
import { type NamedCustomer, namedFeed } from './named-feed.ts'
import { scatter } from './plain-feed.ts'

const QUERIES = 1_000
const COUNTED = 10

/** The result of searches with one slip in each name of a customer, in a store of `bookings` bookings. */
export interface ScaleFigures {
  readonly bookings: number
  readonly customers: number
  /**
   * The share of searches with a person of the target's name among the first ten results. Several people may have that
   * name.
   */
  readonly recallAt10: number
  readonly p50Ms: number
  readonly p95Ms: number
}

/**
 * Searches a store of `bookings` bookings for customers, with one slip in each name. The fill itself creates the store
 * once.
 */
export async function measureScale(bookings: number): Promise<ScaleFigures> {
  const feed = namedFeed(bookings)
  const copies = await openBenchStore(feed, (folder) => console.error(`making a store in ${folder}, once`))
  try {
    const copy = currentOf(copies)
    const times: number[] = []
    let found = 0
    for (let at = -20; at < QUERIES; at += 1) {
      const person = feed.customerAt(Math.floor(scatter(at + 20, 31) * feed.customers))
      const text = `${withSlip(person.givenName, at, 41)} ${withSlip(person.surname, at, 51)}`
      const startedAt = performance.now()
      const { people } = searchPeople(copy, text, ANY_TIME)
      if (at < 0) continue
      times.push(performance.now() - startedAt)
      if (people.slice(0, COUNTED).some(({ name }) => name === nameOf(person))) found += 1
    }
    times.sort((a, b) => a - b)
    const timeAt = (share: number) => Number((times[Math.floor(times.length * share)] ?? 0).toFixed(2))
    return {
      bookings,
      customers: feed.customers,
      recallAt10: found / QUERIES,
      p50Ms: timeAt(0.5),
      p95Ms: timeAt(0.95),
    }
  } finally {
    copies.close()
  }
}

const nameOf = ({ givenName, surname }: NamedCustomer): string => `${givenName} ${surname}`

/** Omits, adds or replaces one letter, or swaps it with the next one. The same numbers give the same slip. */
function withSlip(name: string, at: number, salt: number): string {
  const place = Math.floor(scatter(at + 20, salt) * (name.length - 1))
  const letter = String.fromCharCode(97 + Math.floor(scatter(at + 20, salt + 1) * 26))
  const [before, own, next, behind] = [
    name.slice(0, place),
    name[place] ?? '',
    name[place + 1] ?? '',
    name.slice(place + 2),
  ]
  switch (Math.floor(scatter(at + 20, salt + 2) * 4)) {
    case 0:
      return before + next + behind
    case 1:
      return before + own + letter + next + behind
    case 2:
      return before + letter + next + behind
    default:
      return before + next + own + behind
  }
}
