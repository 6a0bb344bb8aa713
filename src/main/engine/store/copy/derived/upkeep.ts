import type { Store } from '../../sqlite/open.ts'
import { deleteIfEmpty, type FoundBooking, findOrAddBooking } from './bookings.ts'
import { addName, tidyCustomer } from './customers.ts'

/** What has to be kept up beside the records: at once, or at the end of a fill (late-upkeep.ts). */
export interface Upkeep {
  readonly findOrAddBooking: (digest: Buffer) => FoundBooking
  /** From now on this customer is found under this name too. */
  readonly nameCustomer: (customerId: number, name: { givenName: string; surname: string }) => void
  /** A record of theirs went or was renamed. */
  readonly tidyCustomer: (customerId: number) => void
  /** This Booking may have lost its last record; answers how many Bookings went. */
  readonly tidyBooking: (bookingId: number) => number
}

/** Everything in the transaction that changes the record. */
export const upkeepAtOnce = (store: Store): Upkeep => ({
  findOrAddBooking: (digest) => findOrAddBooking(store, digest),
  nameCustomer: (customerId, name) => addName(store, customerId, name),
  tidyCustomer: (customerId) => tidyCustomer(store, customerId),
  tidyBooking: (bookingId) => deleteIfEmpty(store, bookingId),
})
