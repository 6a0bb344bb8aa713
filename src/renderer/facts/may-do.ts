import type { ChargeView, CustomerView, GroupView, IntentView } from '../../shared/model/index.ts'
import {
  findGuard,
  type GuardedWish,
  type KeepGuard,
  largestGoodwillMinor,
  type PaidCharge,
  type PaidGroup,
} from '../../shared/rules/keep-one.ts'
import type { DeskPerson } from '../bridge/use-person.ts'
import { type ChargeOfBooking, chargesById, chargesOfGroup, groupOf, liveIntent } from './customer-facts.ts'
import { isUnseen } from './intent-text.ts'

/** What one person may do about one refund. The screen does not show what they may not do. */
export interface MayDo {
  readonly takeBack: boolean
  readonly seen: boolean
  /** Makes the next attempt due now. */
  readonly retry: boolean
  /** Opens the review: what was sent, what came back, what the central service says now. */
  readonly lookInto: boolean
  /** Asks the central service by the idempotency key; everybody may, also about a colleague's refund. */
  readonly ask: boolean
  readonly close: boolean
  /** How a supervisor may end a colleague's refund; null when they may not. */
  readonly supervise: 'take_back' | 'void' | null
  /** Opens a new form for the same charge. */
  readonly again: boolean
}

const UNDERWAY: ReadonlySet<string> = new Set(['queued', 'sending', 'unknown'])

/** What this person may do about this refund. */
export function mayDo(intent: IntentView, { user, may }: DeskPerson): MayDo {
  const { state, attempts, waitingFor, endedAt } = intent
  const isOwner = user?.id === intent.agent.id
  const isUntried = state === 'queued' && attempts === 0
  const mayEndForOwner = may('end_for_others') && !isOwner
  return {
    takeBack: isOwner && isUntried,
    seen: isOwner && isUnseen(intent),
    retry: UNDERWAY.has(state) && (waitingFor === 'retry' || waitingFor === 'network'),
    lookInto: state === 'needs_review' || state === 'unknown',
    ask: state === 'needs_review' || (state === 'unknown' && waitingFor !== null),
    // A refund that had ended was carried out, so nobody can prove that it was not.
    close: state === 'needs_review' && endedAt === null && (isOwner || may('end_for_others')),
    supervise: !mayEndForOwner
      ? null
      : isUntried
        ? 'take_back'
        : state === 'unknown' || state === 'sending'
          ? 'void'
          : null,
    again: state === 'refused' || state === 'cancelled',
  }
}

/** What the keep-one guard says against a refund of this amount; null when everybody may make it. */
function guardOn(customer: CustomerView, chargeId: string, wish: GuardedWish): KeepGuard | null {
  const group = groupOf(customer, chargeId)
  return group === null ? null : findGuard(paidGroup(customer, group), { ...wish, chargeId })
}

/** What the keep-one guard says against a refund of all that is left of a charge; null when everybody may make it. */
export const guardOnWhole = (customer: CustomerView, { id, leftMinor }: ChargeView): KeepGuard | null =>
  guardOn(customer, id, { amountMinor: leftMinor, reason: null })

/**
 * True when the desk offers this person to refund a charge: something is left, and another charge stays paid or they
 * may pass the guard.
 */
export function mayGiveBack(customer: CustomerView, charge: ChargeView, { may }: DeskPerson): boolean {
  return charge.leftMinor > 0 && (may('pass_keep_one') || guardOnWhole(customer, charge) === null)
}

/**
 * What the keep-one guard asks for before this refund may go: from an agent a smaller amount, from a supervisor a note.
 */
export type GuardAsks = { readonly atMostMinor: number } | 'note' | null

/** What the keep-one guard asks from this person for this refund; null for nothing. */
export function guardAsks(
  customer: CustomerView,
  found: ChargeOfBooking,
  wish: GuardedWish & { readonly note: string },
  { may }: DeskPerson,
): GuardAsks {
  if (guardOn(customer, found.charge.id, wish) === null) return null
  if (!may('pass_keep_one')) return { atMostMinor: goodwillLimitMinor(customer, found) }
  return wish.note.trim() === '' ? 'note' : null
}

/**
 * The most of a charge that everybody may refund as goodwill, in minor units. It is 0 while another refund that keeps
 * this charge is on its way, because the central service would refuse that refund (contract, `stale_keep`).
 */
export function goodwillLimitMinor(customer: CustomerView, { charge, booking }: ChargeOfBooking): number {
  const isAwaited = customer.bookings
    .flatMap(({ charges }) => charges)
    .some((other) => liveIntent(other)?.keepChargeId === charge.id || other.refunds.some(isAskedKeeping(charge.id)))
  return isAwaited ? 0 : largestGoodwillMinor(paidCharge({ charge, booking }))
}

const isAskedKeeping =
  (chargeId: string) =>
  ({ keepChargeId, state }: ChargeView['refunds'][number]): boolean =>
    keepChargeId === chargeId && state === 'pending_approval'

const paidGroup = (customer: CustomerView, group: GroupView): PaidGroup => ({
  verdict: group.verdict,
  keepChargeId: group.keepChargeId,
  charges: chargesOfGroup(group, chargesById(customer)).map(paidCharge),
})

const paidCharge = ({ charge, booking }: ChargeOfBooking): PaidCharge => ({
  id: charge.id,
  state: charge.state,
  amountMinor: charge.amountMinor,
  givenMinor: charge.refundedMinor + charge.reservedMinor,
  bookingStatus: booking.status,
})
