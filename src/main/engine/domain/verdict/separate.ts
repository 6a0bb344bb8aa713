import type { Reason, ReasonCode } from '../../../../shared/model/index.ts'
import { compareNames } from '../names/name-match.ts'
import { isCancelled } from './candidates.ts'
import { byTime } from './clusters.ts'
import type { JudgedCharge } from './judged.ts'
import { isExtraSeat } from './pair-rules.ts'
import { because, gatherReasons } from './reasons.ts'

/** Charges of one amount that a caller may take for a duplicate, though each is a purchase of its own. */
export interface SeparateCharges {
  /** Earliest first. */
  readonly charges: readonly JudgedCharge[]
  /** What makes them separate purchases; the strongest first. */
  readonly reasons: readonly Reason[]
}

/** A caller notices two equal amounts when one card statement shows both: about a month. */
const ONE_STATEMENT_MS = 31 * 24 * 60 * 60 * 1_000

/**
 * Finds equal amounts of one customer that are in no group, and says why they are separate: another day, another
 * flight, several travellers of one party, a failed attempt. The agent explains them to the caller; no store keeps
 * them.
 *
 * @param charges The customer's charges that are in no group.
 */
export function findSeparate(charges: readonly JudgedCharge[]): SeparateCharges[] {
  const alike = Map.groupBy(charges.toSorted(byTime), ({ currency, amountMinor }) => `${currency} ${amountMinor}`)
  return [...alike.values()].flatMap(splitByTime).flatMap((members) => {
    const reasons = gatherReasons(
      members.flatMap((charge, index) => (index === 0 ? [] : whySeparate(members[index - 1] ?? charge, charge))),
    )
    return members.length > 1 && reasons.length > 0 ? [{ charges: members, reasons }] : []
  })
}

/** Splits charges, earliest first, wherever more than one statement lies between two of them. */
function splitByTime(charges: readonly JudgedCharge[]): JudgedCharge[][] {
  const parts: JudgedCharge[][] = []
  for (const charge of charges) {
    const last = parts.at(-1)
    const before = last?.at(-1)
    if (last !== undefined && before !== undefined && charge.authorisedAt - before.authorisedAt <= ONE_STATEMENT_MS) {
      last.push(charge)
    } else parts.push([charge])
  }
  return parts
}

/** @param a The earlier of the two. */
function whySeparate(a: JudgedCharge, b: JudgedCharge): Reason[] {
  const { likeness } = compareNames(a, b)
  const ofOneDeparture = a.flightNumber === b.flightNumber && a.departure === b.departure
  const checks: readonly (readonly [boolean, ReasonCode])[] = [
    [a.state === 'failed' || b.state === 'failed', 'attempt_failed'],
    [isCancelled(a), 'cancelled_before'],
    [isCancelled(b) && !isCancelled(a), 'refunded_whole'],
    [isExtraSeat(a) !== isExtraSeat(b), 'extra_seat'],
    [a.purpose !== b.purpose, 'other_purpose'],
    // One reference also has a booking for each flight of one traveller's trip: that alone is no party.
    [
      a.bookingId !== b.bookingId &&
        a.reference === b.reference &&
        isExtraSeat(a) === isExtraSeat(b) &&
        (ofOneDeparture || likeness !== 'equal'),
      'one_party',
    ],
    [likeness === 'different', 'other_traveller'],
    [a.flightNumber === b.flightNumber && a.departure !== b.departure, 'other_day'],
    [a.flightNumber !== b.flightNumber, 'other_flight'],
  ]
  return checks.flatMap(([applies, code]) => (applies ? [because(code)] : []))
}
