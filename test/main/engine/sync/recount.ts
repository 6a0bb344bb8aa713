import { judge } from '../../../../src/main/engine/domain/verdict/judge.ts'
import type { JudgedCharge, JudgedDecision, JudgedGroup } from '../../../../src/main/engine/domain/verdict/judged.ts'
import type { Copy } from '../../../../src/main/engine/store/copy/copy.ts'
import { hashOfBooking, type Latest, type LatestItem } from './latest.ts'

/** A group with everything that the copy stores about it; its members are in order of time. */
export interface WholeGroup extends Omit<JudgedGroup, 'chargeIds' | 'giveBackIds'> {
  readonly members: readonly { readonly chargeId: string; readonly part: string; readonly customer: string }[]
}

/** Judges all charges from scratch, by scanning. */
export function recount(latest: Latest): WholeGroup[] {
  const hashOf = new Map(latest.bookings.map((booking) => [booking.id, hashOfBooking(booking)]))
  const hashes = [...new Set(hashOf.values())]
  const charges = latest.charges.flatMap((charge): JudgedCharge[] => {
    const booking = latest.bookings.find(({ id }) => id === charge.data.booking_id)
    const entityId = hashes.indexOf(hashOf.get(booking?.id ?? '') ?? '')
    return booking === undefined ? [] : [asJudged(charge, booking, entityId, latest.refunds)]
  })
  const decisions = latest.decisions.map(
    ({ id, data }): JudgedDecision => ({
      id,
      verdict: data.verdict,
      chargeIds: data.charge_ids,
      supersedes: data.supersedes,
      decidedAt: Date.parse(data.decided_at),
    }),
  )
  const customerOf = (chargeId: string): string => {
    const charge = latest.charges.find(({ id }) => id === chargeId)
    return latest.bookings.find(({ id }) => id === charge?.data.booking_id)?.data.traveller.email ?? ''
  }
  return judge(charges, decisions)
    .map(({ chargeIds, giveBackIds, ...group }) => ({
      ...group,
      members: chargeIds.map((chargeId) => ({
        chargeId,
        part: chargeId === group.keepChargeId ? 'keep' : giveBackIds.includes(chargeId) ? 'give_back' : 'other',
        customer: customerOf(chargeId),
      })),
    }))
    .sort((a, b) => (a.id < b.id ? -1 : 1))
}

/** The groups that a copy on disk stores. */
export function storedGroups(copy: Copy): WholeGroup[] {
  const groups = copy.sqlite.prepare(GROUPS).all() as (Omit<WholeGroup, 'members' | 'reasons' | 'isOpen'> & {
    reasons: string
    isOpen: 0 | 1
  })[]
  return groups.map((group) => ({
    ...group,
    reasons: JSON.parse(group.reasons),
    isOpen: group.isOpen === 1,
    members: copy.sqlite.prepare(MEMBERS).all(group.id) as WholeGroup['members'],
  }))
}

function asJudged(
  { id, data }: LatestItem,
  booking: LatestItem,
  entityId: number,
  refunds: readonly LatestItem[],
): JudgedCharge {
  const { number, departure } = booking.data.flight
  const { year, month, day, hour, minute } = departure
  return {
    id,
    bookingId: booking.id,
    purpose: data.purpose,
    amountMinor: data.amount_minor,
    currency: data.currency,
    state: data.state,
    gateway: data.gateway,
    authorisedAt: Date.parse(data.authorised_at),
    capturedAt: data.captured_at === null ? null : Date.parse(data.captured_at),
    cardFingerprint: data.card.fingerprint,
    refunds: refunds.flatMap(({ data: refund }) =>
      refund.charge_id === id
        ? [
            {
              amountMinor: refund.amount_minor,
              reason: refund.reason,
              state: refund.state,
              keepChargeId: refund.keep_charge_id,
            },
          ]
        : [],
    ),
    entityId,
    reference: booking.data.reference,
    status: booking.data.status,
    serviceCode: booking.data.service_code,
    givenName: booking.data.traveller.given_name,
    surname: booking.data.traveller.surname,
    email: booking.data.traveller.email,
    phone: booking.data.traveller.phone,
    flightNumber: number,
    departure: (((year * 100 + month) * 100 + day) * 100 + hour) * 100 + minute,
  }
}

const GROUPS = `
  SELECT id, flight_number AS flightNumber, departure, verdict, confidence, reasons, purpose, amount_minor AS amountMinor,
    currency, at_stake_minor AS atStakeMinor, keep_charge_id AS keepChargeId, gateways, latest_at AS latestAt,
    is_open AS isOpen
  FROM duplicate_group ORDER BY id`

const MEMBERS = `
  SELECT charge_id AS chargeId, part, customer.key AS customer
  FROM group_charge JOIN customer ON customer.id = customer_id WHERE group_id = ? ORDER BY position`
