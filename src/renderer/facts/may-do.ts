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

/** What one person may do about one refund. What they may not do is not on their screen. */
export interface MayDo {
  readonly takeBack: boolean
  readonly seen: boolean
  /** Due at once. */
  readonly retry: boolean
  /** What was sent, what came back, what the central service says now. */
  readonly lookInto: boolean
  /** Asks the central service by key, whoever's refund it is. */
  readonly ask: boolean
  readonly close: boolean
  /** How a supervisor ends a colleague's refund. */
  readonly supervise: 'take_back' | 'void' | null
  /** A new form for the same charge. */
  readonly again: boolean
}

const UNDERWAY: ReadonlySet<string> = new Set(['queued', 'sending', 'unknown'])

/** Reads it from the refund and the person. */
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
    // What had ended was carried out: there is nothing left to prove.
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

/** What the keep-one guard says of giving back this much of a charge; null when anybody may. */
function guardOn(customer: CustomerView, chargeId: string, wish: GuardedWish): KeepGuard | null {
  const group = groupOf(customer, chargeId)
  return group === null ? null : findGuard(paidGroup(customer, group), { ...wish, chargeId })
}

/** What it says of everything that is left. */
export const guardOnWhole = (customer: CustomerView, { id, leftMinor }: ChargeView): KeepGuard | null =>
  guardOn(customer, id, { amountMinor: leftMinor, reason: null })

/** Whether the desk offers this person to give a charge back: something is left, and something else stays paid. */
export function mayGiveBack(customer: CustomerView, charge: ChargeView, { may }: DeskPerson): boolean {
  return charge.leftMinor > 0 && (may('pass_keep_one') || guardOnWhole(customer, charge) === null)
}

/** What the keep-one guard asks for before this refund may go: a smaller part, of an agent; a note, of a supervisor. */
export type GuardAsks = { readonly atMostMinor: number } | 'note' | null

/** Reads it from the refund and the person. */
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
 * The most of a charge that anybody may give as goodwill, in minor units; 0 while another refund that keeps this charge is
 * still on its way, because that one would then be refused (contract, `stale_keep`).
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
