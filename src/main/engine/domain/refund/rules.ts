import { isDeepStrictEqual } from 'node:util'
import type { Failure, IntentView, RefundReason, RefundView } from '../../../../shared/model/index.ts'
import { GATEWAYS, isOneOf, PURPOSES } from '../../../../shared/model/lists.ts'
import { isActiveBooking, type KeepGuard } from '../../../../shared/rules/keep-one.ts'

/** What the agent asks for. Amounts are minor units of the charge's currency. */
export interface RefundWish {
  readonly amountMinor: number
  readonly reason: RefundReason
  readonly keepChargeId: string | null
  /** What the screen showed as already given back. */
  readonly expectedRefundedMinor: number
}

/** A charge with all that decides whether it may be given back, or be the one that stays paid. */
export interface ChargeBalance {
  readonly id: string
  readonly state: string
  readonly gateway: string
  readonly purpose: string
  readonly amountMinor: number
  /** What counts as given back in the central service (contract, Refunded). */
  readonly refundedMinor: number
  /** What intents of this desk take besides. */
  readonly reservedMinor: number
  /** Status of its booking. */
  readonly bookingStatus: string
  /**
   * Whether it is the charge that stays paid of another refund, told or only intended, that counts. `waiting`: that refund
   * has still to be carried out, and until then nothing of this charge may go (contract, `stale_keep`).
   */
  readonly kept: 'no' | 'given' | 'waiting'
}

/** What a wish rested on when it was made; compared when it is sent late. */
export interface FactsAtWish {
  readonly charge: Pick<ChargeBalance, 'state' | 'gateway' | 'purpose' | 'amountMinor' | 'refundedMinor'>
  /** Status of the charge's booking. */
  readonly booking: string
  /** The charge that stays paid, with the status of its booking; null when the wish names none. */
  readonly keep: (FactsAtWish['charge'] & { readonly booking: string }) | null
  /** What a supervisor passed (domain/refund/keep-one.ts); null when nothing was in the way. */
  readonly guard: KeepGuard | null
}

/** The facts of this moment. */
export function factsOf(charge: ChargeBalance, keep: ChargeBalance | null, guard: KeepGuard | null): FactsAtWish {
  return {
    charge: comparable(charge),
    booking: charge.bookingStatus,
    keep: keep === null ? null : { ...comparable(keep), booking: keep.bookingStatus },
    guard,
  }
}

/** Which of the facts has changed in between, as a problem code; null when none has. */
export function findChange(then: FactsAtWish, now: FactsAtWish): string | null {
  if (!isDeepStrictEqual(then.charge, now.charge)) return 'charge_changed'
  if (then.booking !== now.booking) return 'booking_changed'
  if (!isDeepStrictEqual(then.keep, now.keep)) return 'keep_changed'
  return now.guard === null || now.guard === then.guard ? null : 'group_changed'
}

/**
 * Why this refund may not be given, as far as this desk knows; null when it may. Only captured charges without any value
 * that we do not know, never more than is left, and a charge to keep that stays paid (contract, Refunds). Whether too much
 * of a purchase would go is another question: keep-one.ts.
 *
 * @param keep The charge that `wish.keepChargeId` names; null when it names none, or one that is not in the copy.
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

/** What may still be given back: nothing unless captured. */
export function leftMinor(
  charge: Pick<ChargeBalance, 'state' | 'amountMinor' | 'refundedMinor' | 'reservedMinor'>,
): number {
  if (charge.state !== 'captured') return 0
  return Math.max(0, charge.amountMinor - charge.refundedMinor - charge.reservedMinor)
}

/** True while an intent's amount must be taken as given back: it may happen, or has. */
export function reservesMoney(intent: Pick<IntentView, 'state' | 'centralState'>): boolean {
  if (intent.state === 'refused' || intent.state === 'cancelled') return false
  return intent.centralState !== 'failed' && intent.centralState !== 'rejected'
}

/** What this desk's own intents take of a charge beyond the refunds that the copy holds. */
export interface OwnShare {
  /** Told to us already, by an answer that came before the feed: the central service counts it as refunded. */
  readonly refundedMinor: number
  /** Only intended, or not known. */
  readonly reservedMinor: number
}

/** Shares out what the intents take: an agent's second refund must not look stale because of their own first. */
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

/** The kept charge must be captured, on a standing booking, and nothing of it given back or about to be. */
function staysPaid(keep: ChargeBalance | null): boolean {
  if (keep === null || keep.state !== 'captured' || !isActiveBooking(keep.bookingStatus)) return false
  return keep.refundedMinor === 0 && keep.reservedMinor === 0
}

function comparable({ state, gateway, purpose, amountMinor, refundedMinor }: ChargeBalance): FactsAtWish['charge'] {
  return { state, gateway, purpose, amountMinor, refundedMinor }
}
