import type { Confidence, Reason, Verdict } from '../../../../shared/model/index.ts'
import { BOOKING_STATUSES, GATEWAYS, PURPOSES } from '../../../../shared/model/lists.ts'
import { isActiveBooking } from '../../../../shared/rules/keep-one.ts'
import type { Cluster } from './clusters.ts'
import type { JudgedCharge } from './judged.ts'
import { because } from './reasons.ts'
import { leftOf, refundedOf } from './refunded.ts'

/** The verdict on a cluster, and what to do about its money. */
export interface Outcome {
  readonly verdict: Verdict
  readonly confidence: Confidence
  /** The charge that stays paid; null when nobody can say which. */
  readonly keepChargeId: string | null
  /** The charges to give back. For `unsure` they are a proposal to the person who decides. */
  readonly giveBackIds: readonly string[]
  readonly reasons: readonly Reason[]
}

/** The state of a refund that still needs a supervisor's approval. */
const WAITS: ReadonlySet<string> = new Set(['pending_approval'])
/** The states of a refund that the central service accepted and that has not reached the customer yet. */
const ON_ITS_WAY: ReadonlySet<string> = new Set(['pending', 'manual_review'])
/** A customer who cancels and buys again takes longer. After a shorter time the website gave up the first attempt. */
const BOUGHT_AGAIN_MINUTES = 60

/**
 * Finds the verdict on a cluster by looking at its money. A charge is held while it is authorised, and taken when it is
 * captured or disputed. The first line that fits counts:
 *
 * - Cluster of kind `two`: `separate`.
 * - A value that this desk does not know, on a charge with money left: `unsure`.
 * - Money left on one charge or none: `resolved`.
 * - At most one charge taken, the others held: `hold`, or `unsure` (`outcomeOfHolds`).
 * - Fewer than two taken charges with an active booking: `separate` or `unsure` (`outcomeOfCancelled`).
 * - No taken charge that may be kept: `unsure`.
 * - Otherwise `duplicate`: keep the earliest charge that may be kept, give back the other captured ones.
 *
 * A cluster of kind `maybe` gets `unsure` in place of `hold` and `duplicate`. The confidence is `sure` when sure pairs
 * connect all charges, else `likely`; `unsure` is always `open`.
 */
export function findOutcome({ kind, charges, comparisons, isSplitByDecision }: Cluster): Outcome {
  const reasons = [...notesOnMoney(charges), ...(isSplitByDecision ? [because('decided_apart')] : [])]
  // A customer who bought twice on purpose may have bought a third time, so a person looks before money goes back.
  const isSure = kind !== 'maybe' && !isSplitByDecision && isConnected(charges, comparisons)
  const outcome = (verdict: Verdict, parts: Partial<Outcome> = {}): Outcome => ({
    verdict,
    confidence: verdict === 'unsure' ? 'open' : isSure ? 'sure' : 'likely',
    keepChargeId: null,
    giveBackIds: [],
    ...parts,
    reasons: [...reasons, ...(parts.reasons ?? [])],
  })
  if (kind === 'two') return outcome('separate', { confidence: 'sure' })
  const money = charges.filter((charge) => charge.state !== 'voided' && leftOf(charge) > 0)
  if (!money.every(hasKnownValues)) return outcome('unsure')
  if (money.length < 2) return outcome('resolved', { keepChargeId: money[0]?.id ?? null })
  const taken = money.filter(({ state }) => state !== 'authorised')
  if (taken.length < 2) return outcome(...outcomeOfHolds(taken, kind))
  const active = taken.filter(hasActiveBooking)
  const cancelled = taken.filter((charge) => !hasActiveBooking(charge))
  const keep = active.find(mayBeKept)
  if (active.length < 2) {
    return outcome(...outcomeOfCancelled(cancelled, keep))
  }
  if (keep === undefined) return outcome('unsure')
  const giveBackIds = active.filter((charge) => charge.state === 'captured' && charge !== keep).map(({ id }) => id)
  // The money of a cancelled booking stays out of the proposal: a person decides on it once the others are refunded.
  const note = cancelled.length > 0 ? [because('cancelled_unrefunded', { count: cancelled.length })] : []
  return outcome(kind === 'maybe' ? 'unsure' : 'duplicate', { keepChargeId: keep.id, giveBackIds, reasons: note })
}

const hasActiveBooking = ({ status }: JudgedCharge): boolean => isActiveBooking(status)

/** The central service accepts as charge to keep only a captured one with an active booking and nothing given back. */
const mayBeKept = (charge: JudgedCharge): boolean =>
  charge.state === 'captured' && hasActiveBooking(charge) && refundedOf(charge) === 0

/** False with any value that the central service invented later. Such money is never given back (contract, Values). */
const hasKnownValues = ({ state, gateway, purpose, status }: JudgedCharge): boolean =>
  KNOWN.state.has(state) && KNOWN.gateway.has(gateway) && KNOWN.purpose.has(purpose) && KNOWN.status.has(status)

const KNOWN: Readonly<Record<'state' | 'gateway' | 'purpose' | 'status', ReadonlySet<string>>> = {
  state: new Set(['authorised', 'captured', 'disputed']),
  gateway: new Set(GATEWAYS),
  purpose: new Set(PURPOSES),
  status: new Set(BOOKING_STATUSES),
}

/**
 * The outcome for holds beside at most one taken charge. The holds drop off by themselves when the taken charge is
 * captured for an active booking, or when there is none. Beside any other charge a hold may still be captured for the
 * flight.
 */
function outcomeOfHolds([taken]: readonly JudgedCharge[], kind: Cluster['kind']): [Verdict, Partial<Outcome>] {
  if (taken !== undefined && !(taken.state === 'captured' && hasActiveBooking(taken))) return ['unsure', {}]
  return [kind === 'maybe' ? 'unsure' : 'hold', { keepChargeId: taken?.id ?? null }]
}

/**
 * The outcome for money of cancelled bookings beside at most one charge with an active booking. Either the customer
 * cancelled and bought again (`separate`), or the website gave up the first attempt (`unsure`: a person decides).
 *
 * @param keep The charge with the active booking; undefined when none may be kept.
 */
function outcomeOfCancelled(
  cancelled: readonly JudgedCharge[],
  keep: JudgedCharge | undefined,
): [Verdict, Partial<Outcome>] {
  const reasons = [because('cancelled_unrefunded', { count: cancelled.length })]
  if (keep === undefined) return ['unsure', { reasons }]
  const isBoughtAgain = cancelled.every(
    ({ authorisedAt }) => keep.authorisedAt - authorisedAt > BOUGHT_AGAIN_MINUTES * 60_000,
  )
  if (isBoughtAgain) return ['separate', { reasons: [because('cancelled_before')] }]
  const giveBackIds = cancelled.filter(({ state }) => state === 'captured').map(({ id }) => id)
  return ['unsure', { reasons, keepChargeId: keep.id, giveBackIds }]
}

/** True when a refund of the charge is in one of these states. */
const hasRefundIn = (states: ReadonlySet<string>, { refunds }: JudgedCharge): boolean =>
  refunds.some(({ state }) => states.has(state))

/** The reasons that only say what became of the money (`note`), each with the number of charges. */
function notesOnMoney(charges: readonly JudgedCharge[]): Reason[] {
  const countOf = (test: (charge: JudgedCharge) => boolean): number => charges.filter(test).length
  const note = (code: Parameters<typeof because>[0], count: number): Reason[] =>
    count > 0 ? [because(code, { count })] : []
  return [
    ...note(
      'only_held',
      countOf(({ state }) => state === 'authorised'),
    ),
    ...note(
      'voided',
      countOf(({ state }) => state === 'voided'),
    ),
    ...note(
      'disputed',
      countOf(({ state }) => state === 'disputed'),
    ),
    ...note(
      'refunded_whole',
      countOf((charge) => leftOf(charge) === 0 && !hasRefundIn(ON_ITS_WAY, charge) && !hasRefundIn(WAITS, charge)),
    ),
    ...note(
      'refund_on_its_way',
      countOf((charge) => hasRefundIn(ON_ITS_WAY, charge)),
    ),
    ...note(
      'refund_waits',
      countOf((charge) => hasRefundIn(WAITS, charge)),
    ),
    ...note(
      'refunded_part',
      countOf((charge) => refundedOf(charge) > 0 && leftOf(charge) > 0),
    ),
  ]
}

/** True when sure pairs connect every charge to every other one, directly or through further charges. */
function isConnected(charges: readonly JudgedCharge[], comparisons: Cluster['comparisons']): boolean {
  const reached = new Set(charges.slice(0, 1).map(({ id }) => id))
  const surePairs = comparisons.filter(({ isSure, relation }) => isSure && relation !== 'maybe')
  for (let before = -1; before < reached.size; ) {
    before = reached.size
    for (const { a, b } of surePairs) {
      if (reached.has(a.id)) reached.add(b.id)
      if (reached.has(b.id)) reached.add(a.id)
    }
  }
  return reached.size === charges.length
}
