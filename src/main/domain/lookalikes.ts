import type { Money } from '../../preload/model.ts'

/** A charge with what decides whether it looks like another one. */
export interface JudgedCharge extends Money {
  readonly id: string
  readonly purpose: string
  readonly state: string
  readonly authorisedAt: number
  readonly capturedAt: number | null
  /** Sum of its refunds that are neither failed nor rejected. */
  readonly refundedMinor: number
  /** Of the record that it was taken for. */
  readonly recordStatus: string
  readonly serviceCode: string | null
}

/** Charges that look like one purchase paid more than once. Its id is its earliest charge, which is also the one to keep. */
export interface Lookalikes extends Money {
  readonly id: string
  readonly purpose: string
  /** Earliest captured first; two or more. */
  readonly chargeIds: readonly string[]
}

/** A second seat bought on purpose for the same traveller (contract, service_code). */
const EXTRA_SEAT = 'EXST'

/**
 * The groups among the charges of one Booking, which share an entity hash: two or more captured charges of equal
 * purpose, amount and currency, on standing records, not given back in full, none for an extra seat.
 */
export function findLookalikes(charges: readonly JudgedCharge[]): Lookalikes[] {
  const alike = Map.groupBy(
    charges.filter(counts),
    (charge) => `${charge.purpose} ${charge.currency} ${charge.amountMinor}`,
  )
  return [...alike.values()].flatMap((members) => {
    const [earliest, ...others] = members.toSorted(byCapture)
    if (earliest === undefined || others.length === 0) return []
    const { id, purpose, amountMinor, currency } = earliest
    return [{ id, purpose, amountMinor, currency, chargeIds: [id, ...others.map((charge) => charge.id)] }]
  })
}

const counts = (charge: JudgedCharge): boolean =>
  charge.state === 'captured' &&
  charge.recordStatus !== 'cancelled' &&
  charge.serviceCode !== EXTRA_SEAT &&
  charge.refundedMinor < charge.amountMinor

const byCapture = (a: JudgedCharge, b: JudgedCharge): number =>
  (a.capturedAt ?? a.authorisedAt) - (b.capturedAt ?? b.authorisedAt) || (a.id < b.id ? -1 : 1)
