import type { Booking } from '../model.ts'
import type { Dice } from './dice.ts'

/** A daily flight; its number, route and departure time at the origin never change. */
export interface Route {
  number: string
  origin: string
  destination: string
  hour: number
  minute: number
}

/** The carriers of the demo: their hub, their first flight number and their destinations. */
const carriers: readonly [carrier: string, hub: string, firstNumber: number, destinations: string][] = [
  ['EI', 'DUB', 150, 'LHR LGW AMS CDG FRA MAD BCN LIS FCO JFK BOS ORD MAN EDI'],
  ['BA', 'LHR', 300, 'DUB EDI CDG AMS FRA MAD FCO ARN JFK BOS SFO HND KWI LIS'],
  ['AF', 'CDG', 1010, 'LHR DUB AMS FRA MAD BCN FCO LIS JFK SFO HND'],
  ['LH', 'FRA', 900, 'LHR DUB CDG AMS MAD FCO ARN WAW KWI JFK HND'],
  ['KL', 'AMS', 1700, 'LHR DUB CDG FRA BCN LIS ARN WAW JFK'],
  ['IB', 'MAD', 3100, 'LHR DUB CDG FRA LIS FCO JFK BOS'],
  ['TP', 'LIS', 440, 'LHR CDG AMS FRA MAD BOS'],
  ['SK', 'ARN', 520, 'LHR AMS FRA CDG WAW'],
  ['UA', 'SFO', 180, 'JFK BOS ORD SEA LHR FRA HND'],
  ['AA', 'JFK', 90, 'SFO BOS ORD SEA LHR MAD DUB'],
  ['AS', 'SEA', 7, 'SFO JFK BOS ORD'],
  ['NH', 'HND', 10, 'ITM CTS FUK SFO LHR FRA'],
  ['JL', 'HND', 30, 'ITM CTS FUK JFK CDG'],
  ['KU', 'KWI', 101, 'LHR CDG FRA FCO DXB CAI'],
  ['9K', 'BOS', 1, 'PVC MVY ACK'],
]

/** Every flight of the network, in both directions. */
export const routes: readonly Route[] = carriers.flatMap(([carrier, hub, first, destinations]) =>
  destinations.split(' ').flatMap((destination, index) => {
    const number = first + index * 2
    const out = 6 * 60 + ((number * 37) % (15 * 12)) * 5
    const back = 6 * 60 + ((number * 53 + 40) % (15 * 12)) * 5
    return [
      { number: `${carrier}${number}`, origin: hub, destination, hour: Math.floor(out / 60), minute: out % 60 },
      {
        number: `${carrier}${number + 1}`,
        origin: destination,
        destination: hub,
        hour: Math.floor(back / 60),
        minute: back % 60,
      },
    ]
  }),
)

/** Every flight from or to one of these airports. */
export function routesNear(airports: string): Route[] {
  return routes.filter(({ origin, destination }) => airports.includes(origin) || airports.includes(destination))
}

const dayMs = 24 * 3600 * 1000

/** The flight of a route on the day that is `days` after `at` (UTC ms). */
export function flightOn(route: Route, at: number, days: number): Booking['flight'] {
  const day = new Date(at + days * dayMs)
  const { number, origin, destination, hour, minute } = route
  const departure = { year: day.getUTCFullYear(), month: day.getUTCMonth() + 1, day: day.getUTCDate(), hour, minute }
  return { number, origin, destination, departure }
}

/** Any route with another number. */
export function otherRoute(dice: Dice, number: string): Route {
  for (;;) {
    const route = dice.pick(routes)
    if (route.number !== number) return route
  }
}
