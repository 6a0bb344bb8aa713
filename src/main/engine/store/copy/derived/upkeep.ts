import type { Store } from '../../sqlite/open.ts'
import { addName, type Name, tidyCustomer } from './customers.ts'
import { deleteIfEmpty, type FoundEntity, findOrAddEntity } from './entities.ts'

/** What follows from a change of a booking: it happens at once, or at the end of a fill (late-upkeep.ts). */
export interface Upkeep {
  readonly findOrAddEntity: (digest: Buffer) => FoundEntity
  /** Makes the customer findable under this name too. */
  readonly nameCustomer: (customerId: number, name: Name) => void
  /** Call this after a booking of the customer was deleted or renamed. */
  readonly tidyCustomer: (customerId: number) => void
  /** Call this after the entity may have lost its last booking; without bookings it is deleted. */
  readonly tidyEntity: (entityId: number) => void
}

/** Does everything at once, in the transaction that changes the booking. */
export const upkeepAtOnce = (store: Store): Upkeep => ({
  findOrAddEntity: (digest) => findOrAddEntity(store, digest),
  nameCustomer: (customerId, name) => addName(store, customerId, name),
  tidyCustomer: (customerId) => tidyCustomer(store, customerId),
  tidyEntity: (entityId) => deleteIfEmpty(store, entityId),
})
