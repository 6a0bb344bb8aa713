import type { Confidence, Reason, Verdict } from '../../../preload/model.ts'
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

/** Bookings that somebody may fly on. */
const STANDING: ReadonlySet<string> = new Set(['confirmed', 'pending'])
/** Whoever cancels and buys again takes a while; sooner it was the website that gave the first attempt up. */
const BOUGHT_AGAIN_MINUTES = 60

/** What became of the money of these charges, which belong together. */
export function findOutcome({ kind, charges, comparisons }: Cluster): Outcome {
  const reasons = whatBecame(charges)
  const sure = kind !== 'maybe' && isConnected(charges, comparisons)
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
  if (money.length < 2) return decided('resolved', { keepChargeId: money[0]?.id ?? null })
  if (money.some(({ state }) => !KNOWN.has(state))) return decided('unsure')
  const taken = money.filter(({ state }) => state !== 'authorised')
  if (taken.length < 2) {
    return decided(kind === 'maybe' ? 'unsure' : 'hold', { keepChargeId: taken[0]?.id ?? null })
  }
  const cancelled = taken.filter(({ status }) => !STANDING.has(status))
  const standing = taken.filter(({ status }) => STANDING.has(status))
  if (standing.length < 2) return decided(...cancelledAndStanding(cancelled, standing))
  const keep = standing.find((charge) => charge.state === 'captured' && refundedOf(charge) === 0)
  const giveBackIds = standing.filter((charge) => charge.state === 'captured' && charge !== keep).map(({ id }) => id)
  if (keep === undefined) return decided('unsure')
  return decided(kind === 'maybe' ? 'unsure' : 'duplicate', { keepChargeId: keep.id, giveBackIds })
}

const KNOWN: ReadonlySet<string> = new Set(['authorised', 'captured', 'disputed'])

/** Money kept for a cancelled booking beside one that stands: cancelled and bought again, or given up by the website. */
function cancelledAndStanding(
  cancelled: readonly JudgedCharge[],
  [keep]: readonly JudgedCharge[],
): [Verdict, Partial<Outcome>] {
  const boughtAgain =
    keep !== undefined &&
    cancelled.every(({ authorisedAt }) => keep.authorisedAt - authorisedAt > BOUGHT_AGAIN_MINUTES * 60_000)
  if (boughtAgain) return ['separate', { reasons: [because('cancelled_before')] }]
  const giveBackIds =
    keep === undefined ? [] : cancelled.filter(({ state }) => state === 'captured').map(({ id }) => id)
  return ['unsure', { reasons: [because('cancelled_unrefunded')], keepChargeId: keep?.id ?? null, giveBackIds }]
}

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
      some((charge) => leftOf(charge) === 0),
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
