import type { Confidence, Reason, Verdict } from '../../../../shared/model/index.ts'
import { BOOKING_STATUSES, GATEWAYS, PURPOSES } from '../../../../shared/model/lists.ts'
import { isActiveBooking } from '../../../../shared/rules/keep-one.ts'
import type { Cluster } from './clusters.ts'
import type { JudgedCharge } from './judged.ts'
import { because } from './reasons.ts'
import { leftOf, refundedOf } from './refunded.ts'

/** What became of the money of one purchase, and what is to be done about it. */
export interface Outcome {
  readonly verdict: Verdict
  readonly confidence: Confidence
  readonly keepChargeId: string | null
  readonly giveBackIds: readonly string[]
  readonly reasons: readonly Reason[]
}

/** Refunds that have not come back to the customer yet: asked for, or taken over. */
const WAITS: ReadonlySet<string> = new Set(['pending_approval'])
const ON_ITS_WAY: ReadonlySet<string> = new Set(['pending', 'manual_review'])
/** Whoever cancels and buys again takes a while; sooner it was the website that gave the first attempt up. */
const BOUGHT_AGAIN_MINUTES = 60

/** What became of the money of these charges, which belong together. */
export function findOutcome({ kind, charges, comparisons, isParted }: Cluster): Outcome {
  const reasons = [...whatBecame(charges), ...(isParted ? [because('decided_apart')] : [])]
  // Who paid for two purchases may as well have paid for a third: a person looks before it is given back.
  const sure = kind !== 'maybe' && !isParted && isConnected(charges, comparisons)
  const decided = (verdict: Verdict, parts: Partial<Outcome> = {}): Outcome => ({
    verdict,
    confidence: verdict === 'unsure' ? 'open' : sure ? 'sure' : 'likely',
    keepChargeId: null,
    giveBackIds: [],
    ...parts,
    reasons: [...reasons, ...(parts.reasons ?? [])],
  })
  if (kind === 'two') return decided('separate', { confidence: 'sure' })
  const money = charges.filter((charge) => charge.state !== 'voided' && leftOf(charge) > 0)
  if (!money.every(isReadable)) return decided('unsure')
  if (money.length < 2) return decided('resolved', { keepChargeId: money[0]?.id ?? null })
  const taken = money.filter(({ state }) => state !== 'authorised')
  if (taken.length < 2) return decided(...heldBeside(taken, kind))
  const standing = taken.filter(isStanding)
  const cancelled = taken.filter((charge) => !isStanding(charge))
  const keep = standing.find(mayBeKept)
  if (standing.length < 2) {
    return decided(...cancelledAndStanding(cancelled, keep))
  }
  if (keep === undefined) return decided('unsure')
  const giveBackIds = standing.filter((charge) => charge.state === 'captured' && charge !== keep).map(({ id }) => id)
  // It is looked at when the others are put right: a person says what becomes of it.
  const left = cancelled.length > 0 ? [because('cancelled_unrefunded', { count: cancelled.length })] : []
  return decided(kind === 'maybe' ? 'unsure' : 'duplicate', { keepChargeId: keep.id, giveBackIds, reasons: left })
}

const isStanding = ({ status }: JudgedCharge): boolean => isActiveBooking(status)

/** Captured, for a booking that stands, with nothing given back: what the central service accepts as the one that stays paid. */
const mayBeKept = (charge: JudgedCharge): boolean =>
  charge.state === 'captured' && isStanding(charge) && refundedOf(charge) === 0

/** Without any value that the central service invented later: such money is never given back (contract, Values). */
const isReadable = ({ state, gateway, purpose, status }: JudgedCharge): boolean =>
  KNOWN.state.has(state) && KNOWN.gateway.has(gateway) && KNOWN.purpose.has(purpose) && KNOWN.status.has(status)

const KNOWN: Readonly<Record<'state' | 'gateway' | 'purpose' | 'status', ReadonlySet<string>>> = {
  state: new Set(['authorised', 'captured', 'disputed']),
  gateway: new Set(GATEWAYS),
  purpose: new Set(PURPOSES),
  status: new Set(BOOKING_STATUSES),
}

/** A hold drops off by itself only beside a payment for the booking that they will fly on, or beside other holds. */
function heldBeside([paid]: readonly JudgedCharge[], kind: Cluster['kind']): [Verdict, Partial<Outcome>] {
  if (paid !== undefined && !(paid.state === 'captured' && isStanding(paid))) return ['unsure', {}]
  return [kind === 'maybe' ? 'unsure' : 'hold', { keepChargeId: paid?.id ?? null }]
}

/** Money kept for a cancelled booking beside one that stands: cancelled and bought again, or given up by the website. */
function cancelledAndStanding(
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

/** A refund of the charge is in one of these states. */
const isIn = (states: ReadonlySet<string>, { refunds }: JudgedCharge): boolean =>
  refunds.some(({ state }) => states.has(state))

function whatBecame(charges: readonly JudgedCharge[]): Reason[] {
  const some = (test: (charge: JudgedCharge) => boolean): number => charges.filter(test).length
  const note = (code: Parameters<typeof because>[0], count: number): Reason[] =>
    count > 0 ? [because(code, { count })] : []
  return [
    ...note(
      'only_held',
      some(({ state }) => state === 'authorised'),
    ),
    ...note(
      'voided',
      some(({ state }) => state === 'voided'),
    ),
    ...note(
      'disputed',
      some(({ state }) => state === 'disputed'),
    ),
    ...note(
      'refunded_whole',
      some((charge) => leftOf(charge) === 0 && !isIn(ON_ITS_WAY, charge) && !isIn(WAITS, charge)),
    ),
    ...note(
      'refund_on_its_way',
      some((charge) => isIn(ON_ITS_WAY, charge)),
    ),
    ...note(
      'refund_waits',
      some((charge) => isIn(WAITS, charge)),
    ),
    ...note(
      'refunded_part',
      some((charge) => refundedOf(charge) > 0 && leftOf(charge) > 0),
    ),
  ]
}

/** Every charge is tied to the others by pairs that are sure. */
function isConnected(charges: readonly JudgedCharge[], comparisons: Cluster['comparisons']): boolean {
  const reached = new Set(charges.slice(0, 1).map(({ id }) => id))
  const sure = comparisons.filter(({ isSure, relation }) => isSure && relation !== 'maybe')
  for (let before = -1; before < reached.size; ) {
    before = reached.size
    for (const { a, b } of sure) {
      if (reached.has(a.id)) reached.add(b.id)
      if (reached.has(b.id)) reached.add(a.id)
    }
  }
  return reached.size === charges.length
}
