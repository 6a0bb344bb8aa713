import type {
  BookingView,
  ChargeView,
  Contact,
  CustomerView,
  GroupDecision,
  IntentView,
  Result,
  User,
} from '../../../../shared/model/index.ts'
import { done, failed } from '../../../../shared/result.ts'
import { maskEmail, maskPhone } from '../../domain/mask.ts'
import { leftMinor, ownShare } from '../../domain/refund/rules.ts'
import type { JudgedDecision } from '../../domain/verdict/judged.ts'
import { refundedOf } from '../../store/copy/charges.ts'
import {
  type CopiedCharge,
  findBooking,
  listBookings,
  listCharges,
  listGroups,
} from '../../store/copy/customer-bookings.ts'
import { listRefundsOf } from '../../store/copy/refunds.ts'
import { appendAudit } from '../../store/desk/audit.ts'
import { type Store, writeInOneGo } from '../../store/sqlite/open.ts'
import { listJudgedCharges } from '../../verdicts/judged-charges.ts'
import { judgeWithLocalDecisions } from '../../verdicts/local-verdicts.ts'
import { viewGroups } from '../group/view.ts'

/** What `desk.db` knows about charges. */
export interface DeskFacts {
  /** All intents of these charges, in any state. */
  readonly intentsOf: (chargeIds: readonly string[]) => readonly IntentView[]
  /** The decisions on these charges, latest first. */
  readonly decisionsOn: (chargeIds: readonly string[]) => readonly GroupDecision[]
  /** The decisions of this desk among them that the copy does not hold yet. */
  readonly pendingDecisionsOn: (chargeIds: readonly string[]) => readonly JudgedDecision[]
}

/**
 * Everything about one caller: their groups, and all their bookings, newest first. Fails with `not_found` when the copy does not
 * hold the booking, or there is no copy yet.
 */
export function readCustomer(
  store: Store | null,
  { intentsOf, decisionsOn, pendingDecisionsOn }: DeskFacts,
  bookingId: string,
): Result<CustomerView> {
  const asked = store === null ? null : findBooking(store, bookingId)
  if (store === null || asked === null) return failed('not_found')
  const copied = listBookings(store, bookingId).map((booking) => ({ booking, charges: listCharges(store, booking.id) }))
  const bookingIds = copied.map(({ booking }) => booking.id)
  const chargeIds = copied.flatMap(({ charges }) => charges.map((charge) => charge.id))
  const intents = Map.groupBy(intentsOf(chargeIds), (intent) => intent.chargeId)
  const bookings = copied.map(({ booking, charges }): BookingView => {
    const { email: _email, phone: _phone, ...view } = booking
    return { ...view, charges: charges.map((charge) => viewCharge(store, charge, intents.get(charge.id) ?? [])) }
  })
  const groups = judgeWithLocalDecisions(store, listGroups(store, chargeIds), chargeIds, pendingDecisionsOn(chargeIds))
  return done({
    bookingId,
    name: asked.travellerName,
    maskedContact: { email: maskEmail(asked.email), phone: asked.phone === null ? null : maskPhone(asked.phone) },
    groups: viewGroups(groups, listJudgedCharges(store, bookingIds), {
      charges: new Map(bookings.flatMap(({ charges }) => charges.map((charge) => [charge.id, charge]))),
      decisionsOn,
    }),
    bookings,
  })
}

/**
 * Shows e-mail and phone in full to an agent who has verified the caller, and writes into the audit that they saw them; when that
 * write fails, nothing is shown. Fails with `not_found`, `disk_full`, `store_unreadable`.
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

/** E-mail and phone in full. Fails with `not_found` when the copy does not hold the booking, or there is no copy yet. */
export function revealContact(store: Store | null, bookingId: string): Result<Contact> {
  const booking = store === null ? null : findBooking(store, bookingId)
  return booking === null ? failed('not_found') : done({ email: booking.email, phone: booking.phone })
}

/** A charge with what is refunded, what is reserved and what is left of it. Nothing is left unless it was captured. */
function viewCharge(store: Store, charge: CopiedCharge, intents: readonly IntentView[]): ChargeView {
  const refunds = listRefundsOf(store, charge.id)
  const own = ownShare(intents, refunds)
  const sums = { refundedMinor: refundedOf(refunds) + own.refundedMinor, reservedMinor: own.reservedMinor }
  return { ...charge, ...sums, leftMinor: leftMinor({ ...charge, ...sums }), refunds, intents }
}
