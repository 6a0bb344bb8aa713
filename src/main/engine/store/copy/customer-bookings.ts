import { eq, getTableColumns } from 'drizzle-orm'
import type { BookingView, CardView, ChargeView } from '../../../../shared/model/index.ts'
import { asLocalText } from '../../domain/local-time.ts'
import type { Store } from '../sqlite/open.ts'
import { groupOfCharge, type StoredGroup } from './groups.ts'
import { charge } from './schema/charges.ts'

/** A booking for the screen, without its charges. It carries the contact, which the screen gets only masked. */
export interface CustomerBooking extends Omit<BookingView, 'charges'> {
  readonly email: string
  readonly phone: string | null
}

/** A charge as the copy has it: without refunds and intents. */
export type CopiedCharge = Omit<ChargeView, 'refundedMinor' | 'reservedMinor' | 'leftMinor' | 'refunds' | 'intents'>

/** One booking; null when the copy does not hold it. */
export function findBooking(store: Store, bookingId: string): CustomerBooking | null {
  const row = store.prepare<[string], BookingRow>(FIND).get(bookingId)
  return row === undefined ? null : asBooking(row)
}

/**
 * The bookings of this booking's customer, and the bookings of other customers that share a group with them, newest
 * first. Of the customer's own bookings the latest 500 and those in groups: an agency that books for thousands under
 * one address must not flood the screen.
 */
export function listBookings(store: Store, bookingId: string): CustomerBooking[] {
  return store.prepare<[string], BookingRow>(LIST).all(bookingId).map(asBooking)
}

/** The charges of a booking, oldest first. */
export function listCharges(store: Store, bookingId: string): CopiedCharge[] {
  const { version: _, cardFingerprint: _fingerprint, cardLast4, cardBrand, ...columns } = getTableColumns(charge)
  return store.db
    .select({ ...columns, card: { last4: cardLast4, brand: cardBrand } })
    .from(charge)
    .where(eq(charge.bookingId, bookingId))
    .orderBy(charge.authorisedAt, charge.id)
    .all()
}

/** The groups of these charges, each once, in the order of the charges. */
export function listGroups(store: Store, chargeIds: readonly string[]): StoredGroup[] {
  const groups = new Map<string, StoredGroup>()
  const seen = new Set<string>()
  for (const chargeId of chargeIds) {
    const group = seen.has(chargeId) ? null : groupOfCharge(store, chargeId)
    if (group === null) continue
    groups.set(group.id, group)
    for (const member of group.chargeIds) seen.add(member)
  }
  return [...groups.values()]
}

interface BookingRow extends Omit<CustomerBooking, 'travellerName' | 'flight' | 'card'>, CardView {
  readonly givenName: string
  readonly surname: string
  readonly number: string
  readonly origin: string
  readonly destination: string
  readonly departure: number
}

function asBooking(row: BookingRow): CustomerBooking {
  const { givenName, surname, number, origin, destination, departure, last4, brand, ...rest } = row
  return {
    ...rest,
    travellerName: `${givenName} ${surname}`.trim(),
    flight: { number, origin, destination, departure: asLocalText(departure) },
    card: { last4, brand },
  }
}

const COLUMNS = `
  id, reference, status, channel, given_name AS givenName, surname, email, phone, flight_number AS number,
  origin, destination, departure, seat, service_code AS serviceCode, card_last4 AS last4, card_brand AS brand,
  booked_at AS bookedAt`

const FIND = `SELECT ${COLUMNS} FROM booking WHERE id = ?`

const LIST = `
  WITH asked AS (SELECT customer_id FROM booking WHERE id = ?),
  wanted AS (
    SELECT id FROM (
      SELECT id FROM booking WHERE customer_id = (SELECT customer_id FROM asked) ORDER BY booked_at DESC LIMIT 500)
    UNION
    SELECT charge.booking_id FROM group_charge AS mine
      JOIN group_charge AS other ON other.group_id = mine.group_id
      JOIN charge ON charge.id = other.charge_id
    WHERE mine.customer_id = (SELECT customer_id FROM asked))
  SELECT ${COLUMNS} FROM booking WHERE id IN (SELECT id FROM wanted) ORDER BY booked_at DESC, id`
