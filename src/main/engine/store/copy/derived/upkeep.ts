import type { Store } from '../../sqlite/open.ts'
import { addName, type Name, tidyCustomer } from './customers.ts'
import { deleteIfEmpty, type FoundEntity, findOrAddEntity } from './entities.ts'

/** What has to be kept up beside the bookings: at once, or at the end of a fill (late-upkeep.ts). */
export interface Upkeep {
  readonly findOrAddEntity: (digest: Buffer) => FoundEntity
  /** From now on this customer is found under this name too. */
  readonly nameCustomer: (customerId: number, name: Name) => void
  /** A booking of theirs went or was renamed. */
  readonly tidyCustomer: (customerId: number) => void
  /** This entity may have lost its last booking: then it goes. */
  readonly tidyEntity: (entityId: number) => void
}

/** Everything in the transaction that changes the booking. */
export const upkeepAtOnce = (store: Store): Upkeep => ({
  findOrAddEntity: (digest) => findOrAddEntity(store, digest),
  nameCustomer: (customerId, name) => addName(store, customerId, name),
  tidyCustomer: (customerId) => tidyCustomer(store, customerId),
  tidyEntity: (entityId) => deleteIfEmpty(store, entityId),
})
