import type { Contact, Result, User } from '../../../../shared/model/index.ts'
import { appendAudit } from '../../store/desk/audit.ts'
import { type Store, writeInOneGo } from '../../store/sqlite/open.ts'
import { revealContact } from './customer.ts'

/**
 * Shows a customer's whole contact to an agent who has verified the caller, and writes down that they saw it: without
 * that line nothing is shown. Fails with `not_found`, `disk_full`, `store_unreadable`.
 */
export function revealToAgent(ports: {
  desk: Store
  copy: Store | null
  agent: User
  bookingId: string
  now: number
}): Result<Contact> {
  const { desk, copy, agent, bookingId, now } = ports
  const contact = revealContact(copy, bookingId)
  if (!contact.ok) return contact
  const entry = { subject: 'customer', subjectId: bookingId, fromState: null, toState: 'revealed', why: 'verified' }
  const written = writeInOneGo(desk, () =>
    appendAudit(desk, { ...entry, at: now, who: { id: agent.id, name: agent.name } }),
  )
  return written.ok ? contact : written
}
