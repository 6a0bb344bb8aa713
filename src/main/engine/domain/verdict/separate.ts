import type { Reason, ReasonCode } from '../../../../shared/model/index.ts'
import { compareNames } from '../names/name-match.ts'
import { isCancelled } from './candidates.ts'
import { byTime } from './clusters.ts'
import type { JudgedCharge } from './judged.ts'
import { isExtraSeat } from './pair-rules.ts'
import { because, gatherReasons } from './reasons.ts'

/** Charges that a caller sees as the same amount twice, though they are purchases of their own, with what sets them apart. */
export interface SeparateCharges {
  /** Earliest first. */
  readonly charges: readonly JudgedCharge[]
  readonly reasons: readonly Reason[]
}

/** How far apart two equal amounts may be for a caller to wonder: about one card statement. */
const ONE_STATEMENT_MS = 31 * 24 * 60 * 60 * 1_000

/**
 * Equal amounts of one customer that no verdict has put together: another day, another flight, several travellers of one
 * party, an attempt that failed. For the agent to say so; nothing is kept of it.
 *
 * @param charges Those of the customer that are in no group.
 */
export function findSeparate(charges: readonly JudgedCharge[]): SeparateCharges[] {
  const alike = Map.groupBy(charges.toSorted(byTime), ({ currency, amountMinor }) => `${currency} ${amountMinor}`)
  return [...alike.values()].flatMap(splitByTime).flatMap((members) => {
    const reasons = gatherReasons(
      members.flatMap((charge, index) => (index === 0 ? [] : whyApart(members[index - 1] ?? charge, charge))),
    )
    return members.length > 1 && reasons.length > 0 ? [{ charges: members, reasons }] : []
  })
}

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

function whyApart(a: JudgedCharge, b: JudgedCharge): Reason[] {
  const { likeness } = compareNames(a, b)
  const ofOneDeparture = a.flightNumber === b.flightNumber && a.departure === b.departure
  const differ: readonly (readonly [boolean, ReasonCode])[] = [
    [a.state === 'failed' || b.state === 'failed', 'attempt_failed'],
    [isCancelled(a), 'cancelled_before'],
    [isCancelled(b) && !isCancelled(a), 'refunded_whole'],
    [isExtraSeat(a) !== isExtraSeat(b), 'extra_seat'],
    [a.purpose !== b.purpose, 'other_purpose'],
    // One traveller has a booking for each flight of the trip, also under one reference.
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
  return differ.flatMap(([does, code]) => (does ? [because(code)] : []))
}
