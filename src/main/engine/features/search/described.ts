import type { Clue, FoundPerson, HowMatched, MatchedClue } from '../../../../shared/model/index.ts'
import { maskEmail } from '../../domain/mask.ts'
import { indexTokensOf } from '../../domain/search/index-tokens.ts'
import { COSTS, costOfOther, fitName, isOutOfOrder, type NameFit, type TypedWord } from '../../domain/search/rank.ts'
import { STILL_HELD } from '../../store/copy/groups.ts'
import type { Store } from '../../store/sqlite/open.ts'
import type { ClueLookup } from './candidates.ts'

/** What a description of customers needs. */
interface Described {
  readonly lookups: readonly ClueLookup[]
  readonly typed: readonly TypedWord[]
  /** The instant before which a hold has dropped off (domain/hold.ts). */
  readonly heldSince: number
}

/**
 * Describes customers as the list shows them. They keep their order among equal costs, but the cost is worked out again on a whole
 * name: families share an address, and a name in the order that was typed comes before one in another order.
 */
export function describePeople(
  store: Store,
  customerIds: readonly number[],
  clues: readonly Clue[],
  { lookups, typed, heldSince }: Described,
): FoundPerson[] {
  const howOf = howOthersFit(customerIds, lookups)
  return customerIds
    .map((customerId) => describe(store, customerId, { clues, typed, heldSince }, (clue) => howOf(customerId, clue)))
    .sort((a, b) => a.cost - b.cost)
    .map(({ person }) => person)
}

interface Costed {
  readonly person: FoundPerson
  readonly cost: number
}

interface BookingRow {
  readonly id: string
  readonly reference: string
  readonly givenName: string
  readonly surname: string
  readonly email: string
  readonly last4: string
  readonly flightNumber: string
  readonly departure: number
}

/** Describes a customer by the booking that fits the clues best. */
function describe(
  store: Store,
  customerId: number,
  { clues, typed, heldSince }: Pick<Described, 'typed' | 'heldSince'> & { clues: readonly Clue[] },
  howOf: (clue: Clue) => HowMatched | null,
): Costed {
  const bookings = store.prepare(BOOKINGS).all(customerId) as BookingRow[]
  const names = clues.filter(({ kind }) => kind === 'name')
  const fits = new Map<string, Scored>()
  const scored = bookings.map((booking) => {
    const key = `${booking.givenName}\n${booking.surname}`
    const named = fits.get(key) ?? scoreName(typed, booking)
    fits.set(key, named)
    return { booking, named, cost: named.cost - clues.filter((clue) => isOfBooking(booking, clue)).length }
  })
  const best = scored.reduce((a, b) => (b.cost < a.cost ? b : a))
  const hows = clues.map((clue) => (clue.kind === 'name' ? howNamed(best.named, names, clue) : howOf(clue)))
  const wanted = clues.filter(({ kind }) => kind === 'last4').map(({ value }) => value)
  const last4s = new Set(bookings.map(({ last4 }) => last4))
  const otherClues = hows.reduce((sum, how, at) => sum + (clues[at]?.kind === 'name' ? 0 : costOfOther(how)), 0)
  return {
    person: {
      bookingId: best.booking.id,
      name: `${best.booking.givenName} ${best.booking.surname}`.trim(),
      maskedEmail: maskEmail(best.booking.email),
      last4s: [...last4s].sort((a, b) => Number(wanted.includes(b)) - Number(wanted.includes(a))),
      bookings: bookings.length,
      groups: store.prepare(COUNT_GROUPS).pluck().get({ customerId, heldSince }) as number,
      matched: clues.flatMap((clue, at): MatchedClue[] => (hows[at] ? [{ ...clue, how: hows[at] }] : [])),
      unmatched: clues.filter((_, at) => hows[at] === null),
    },
    cost: best.named.cost + otherClues,
  }
}

interface Scored {
  readonly fit: NameFit
  readonly cost: number
}

function scoreName(typed: readonly TypedWord[], { givenName, surname }: BookingRow): Scored {
  const given = indexTokensOf(givenName)
  const fit = fitName(typed, [...given, ...indexTokensOf(surname)])
  return { fit, cost: fit.cost + (isOutOfOrder(fit, given.length) ? COSTS.outOfOrder : 0) }
}

const howNamed = ({ fit }: Scored, names: readonly Clue[], clue: Clue): HowMatched | null =>
  fit.fits[names.indexOf(clue)]?.how ?? null

/** How each clue but names fits each customer; null where it does not. */
function howOthersFit(
  customerIds: readonly number[],
  lookups: readonly ClueLookup[],
): (customerId: number, clue: Clue) => HowMatched | null {
  const byClue = new Map<Clue, Map<number, HowMatched>>()
  for (const { clues, narrow } of lookups) {
    const best = new Map<number, HowMatched>()
    for (const { customerId, how } of narrow(customerIds)) {
      if (costOfOther(how) <= costOfOther(best.get(customerId) ?? null)) best.set(customerId, how)
    }
    for (const clue of clues) byClue.set(clue, best)
  }
  return (customerId, clue) => byClue.get(clue)?.get(customerId) ?? null
}

/** Whether a clue names this booking. */
function isOfBooking(booking: BookingRow, { kind, value }: Clue): boolean {
  switch (kind) {
    case 'reference':
      return booking.reference.startsWith(value)
    case 'last4':
      return booking.last4 === value
    case 'flight':
      return booking.flightNumber === value
    case 'date':
      return String(booking.departure).slice(4, 8) === value.slice(-5).replace('-', '')
    default:
      return false
  }
}

/** A travel agency may have thousands of bookings; the latest are enough to describe it. */
const BOOKINGS = `
  SELECT id, reference, given_name AS givenName, surname, email, card_last4 AS last4,
    flight_number AS flightNumber, departure
  FROM booking WHERE customer_id = ? ORDER BY booked_at DESC LIMIT 200`

/** Counts the open groups of a customer: not those that are put right or whose hold has dropped off. */
const COUNT_GROUPS = `
  SELECT count(DISTINCT group_id) FROM group_charge JOIN duplicate_group ON duplicate_group.id = group_id
  WHERE customer_id = @customerId AND is_open = 1 AND ${STILL_HELD}`
