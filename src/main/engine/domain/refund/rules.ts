import { isDeepStrictEqual } from 'node:util'
import type { Failure, IntentView, RefundReason, RefundView } from '../../../../shared/model/index.ts'
import { GATEWAYS, isOneOf, PURPOSES } from '../../../../shared/model/lists.ts'
import { isActiveBooking, type KeepGuard } from '../../../../shared/rules/keep-one.ts'

/** The refund that the agent asks for. Amounts are minor units of the charge's currency. */
export interface RefundWish {
  readonly amountMinor: number
  readonly reason: RefundReason
  /** The charge that stays paid. Only a refund of a duplicate names one. */
  readonly keepChargeId: string | null
  /** The amount that the screen showed as already given back. */
  readonly expectedRefundedMinor: number
}

/**
 * A charge with its balance, and with all facts that decide whether it may be refunded or stay paid for another one.
 */
export interface ChargeBalance {
  readonly id: string
  readonly state: string
  readonly gateway: string
  readonly purpose: string
  readonly amountMinor: number
  /** The sum of the refunds that count in the central service (contract, Refunded). */
  readonly refundedMinor: number
  /** What this desk's own live intents take besides. */
  readonly reservedMinor: number
  /** Status of its booking. */
  readonly bookingStatus: string
  /**
   * Whether another refund that counts keeps this charge as the one that stays paid. Refunds of the central service and
   * intents of this desk both count. `given`: nothing of that refund waits. `waiting`: that refund has still to be
   * carried out, and until then nothing of this charge may be given back (contract, `stale_keep`).
   */
  readonly kept: 'no' | 'given' | 'waiting'
}

/** The facts behind a wish when the agent made it. A late attempt compares them with the facts of then. */
export interface FactsAtWish {
  readonly charge: Pick<ChargeBalance, 'state' | 'gateway' | 'purpose' | 'amountMinor' | 'refundedMinor'>
  /** Status of the charge's booking. */
  readonly booking: string
  /** The charge to keep with the status of its booking; null when the wish names none. */
  readonly keep: (FactsAtWish['charge'] & { readonly booking: string }) | null
  /** The objection of the keep-one guard that a supervisor passed (keep-one.ts); null when there was none. */
  readonly guard: KeepGuard | null
}

/** The facts behind a wish at this moment. */
export function factsOf(charge: ChargeBalance, keep: ChargeBalance | null, guard: KeepGuard | null): FactsAtWish {
  return {
    charge: comparable(charge),
    booking: charge.bookingStatus,
    keep: keep === null ? null : { ...comparable(keep), booking: keep.bookingStatus },
    guard,
  }
}

/** Which fact has changed between then and now, as a problem code; null when none has. */
export function findChange(then: FactsAtWish, now: FactsAtWish): string | null {
  if (!isDeepStrictEqual(then.charge, now.charge)) return 'charge_changed'
  if (then.booking !== now.booking) return 'booking_changed'
  if (!isDeepStrictEqual(then.keep, now.keep)) return 'keep_changed'
  return now.guard === null || now.guard === then.guard ? null : 'group_changed'
}

/**
 * Why this refund may not be given, as far as this desk knows; null when it may (contract, Refunds). The charge must be
 * captured and have only values that this desk knows. The amount must not exceed the balance. The charge to keep must
 * stay paid. The keep-one guard is another question (keep-one.ts).
 *
 * @param keep The charge that `wish.keepChargeId` names; null when it names none, or when the copy lacks it.
 */
export function findObstacle(wish: RefundWish, charge: ChargeBalance, keep: ChargeBalance | null): Failure | null {
  if ((wish.reason === 'duplicate') !== (wish.keepChargeId !== null)) return { kind: 'bad_argument', code: 'keep' }
  if (wish.keepChargeId === charge.id) return { kind: 'keeps_nothing', code: 'same_charge' }
  if (charge.state !== 'captured') return { kind: 'not_refundable', code: charge.state }
  if (!isOneOf(GATEWAYS, charge.gateway) || !isOneOf(PURPOSES, charge.purpose))
    return { kind: 'not_refundable', code: 'unknown_value' }
  if (charge.refundedMinor !== wish.expectedRefundedMinor) return { kind: 'changed_meanwhile' }
  if (wish.amountMinor > leftMinor(charge)) return { kind: 'above_left' }
  if (wish.keepChargeId !== null && !staysPaid(keep)) return { kind: 'keeps_nothing', code: 'keep_not_paid' }
  return null
}

/** The balance: what may still be given back, in minor units. 0 unless the charge is captured. */
export function leftMinor(
  charge: Pick<ChargeBalance, 'state' | 'amountMinor' | 'refundedMinor' | 'reservedMinor'>,
): number {
  if (charge.state !== 'captured') return 0
  return Math.max(0, charge.amountMinor - charge.refundedMinor - charge.reservedMinor)
}

/** True while the amount of an intent must count as given back, because the refund happened or may still happen. */
export function reservesMoney(intent: Pick<IntentView, 'state' | 'centralState'>): boolean {
  if (intent.state === 'refused' || intent.state === 'cancelled') return false
  return intent.centralState !== 'failed' && intent.centralState !== 'rejected'
}

/** What this desk's own intents take from a charge, beyond the refunds in the copy. Minor units. */
export interface OwnShare {
  /**
   * Of intents that an answer settled before the feed brought their refund: the central service counts them as
   * refunded.
   */
  readonly refundedMinor: number
  /** Of intents that are only intended, or whose outcome is unknown. */
  readonly reservedMinor: number
}

/** Finds what the intents take. An agent's second refund must not look stale because of their own first one. */
export function ownShare(
  intents: readonly Pick<IntentView, 'key' | 'amountMinor' | 'state' | 'centralState'>[],
  refunds: readonly Pick<RefundView, 'idempotencyKey'>[],
): OwnShare {
  const inCopy = new Set(refunds.map((refund) => refund.idempotencyKey))
  const ours = intents.filter((intent) => reservesMoney(intent) && !inCopy.has(intent.key))
  const sum = (of: typeof ours) => of.reduce((total, intent) => total + intent.amountMinor, 0)
  return {
    refundedMinor: sum(ours.filter((intent) => intent.centralState !== null)),
    reservedMinor: sum(ours.filter((intent) => intent.centralState === null)),
  }
}

/** True for a captured charge with an active booking of which nothing is given back or about to be. */
function staysPaid(keep: ChargeBalance | null): boolean {
  if (keep === null || keep.state !== 'captured' || !isActiveBooking(keep.bookingStatus)) return false
  return keep.refundedMinor === 0 && keep.reservedMinor === 0
}

function comparable({ state, gateway, purpose, amountMinor, refundedMinor }: ChargeBalance): FactsAtWish['charge'] {
  return { state, gateway, purpose, amountMinor, refundedMinor }
}
