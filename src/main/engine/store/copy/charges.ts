import type { RefundView } from '../../../../shared/model/index.ts'
import type { ChargeFacts, Deletion, Upsert } from '../../domain/change.ts'
import { asLocalText } from '../../domain/local-time.ts'
import type { Store } from '../sqlite/open.ts'
import type { Batch, Copy } from './copy.ts'
import { markCharge } from './dirty.ts'
import { groupOfCharge } from './groups.ts'
import { listRefundsOf } from './refunds.ts'
import { isNewerVersion, type Versioned, writeTombstone } from './versions.ts'

/** Stores a newer version of a charge; ignores an equal or older version. Its booking may come later. */
export function upsertCharge(copy: Copy, batch: Batch, change: Upsert<'charge', ChargeFacts>): void {
  const { id, version, facts } = change
  const stored = findStored(copy, id)
  if (!isNewerVersion(copy, batch, 'charge', change, stored)) return
  if (stored !== undefined) markCharge(copy, batch, id)
  copy
    .prepare(UPSERT)
    .run(
      id,
      version,
      facts.bookingId,
      facts.purpose,
      facts.amountMinor,
      facts.currency,
      facts.state,
      facts.gateway,
      facts.gatewayReference,
      facts.card.fingerprint,
      facts.card.last4,
      facts.card.brand,
      facts.authorisedAt,
      facts.capturedAt,
    )
  if (stored === undefined) batch.added.charges += 1
  markCharge(copy, batch, id)
}

/** Deletes a charge and leaves its tombstone; ignores an equal or older version. */
export function deleteCharge(copy: Copy, batch: Batch, change: Deletion): void {
  const stored = findStored(copy, change.id)
  if (!isNewerVersion(copy, batch, 'charge', change, stored)) return
  writeTombstone(copy, batch, change)
  if (stored === undefined) return
  markCharge(copy, batch, change.id)
  copy.prepare('DELETE FROM charge WHERE id = ?').run(change.id)
  batch.added.charges -= 1
}

/** A charge with all facts that decide whether it may be refunded, and all facts that an intent copies. */
export interface FoundCharge {
  readonly charge: {
    readonly id: string
    readonly bookingId: string
    readonly purpose: string
    readonly amountMinor: number
    readonly currency: string
    readonly state: string
    readonly gateway: string
    readonly cardLast4: string
    readonly cardBrand: string
    readonly authorisedAt: number
    readonly capturedAt: number | null
  }
  /** Null until the booking has come. */
  readonly booking: {
    readonly id: string
    readonly reference: string
    readonly status: string
    readonly givenName: string
    readonly surname: string
    readonly flightNumber: string
    /** `YYYY-MM-DDTHH:MM`, local at the origin. */
    readonly departure: string
  } | null
  readonly refunds: readonly RefundView[]
  /** The sum of the refunds that are neither failed nor rejected (contract, Refunded). */
  readonly refundedMinor: number
  /** The ids of all charges in its group, its own included; empty without a group. */
  readonly groupChargeIds: readonly string[]
}

/** One charge with its booking, its refunds and its group; null when the copy does not hold it. */
export function findCharge(store: Store, chargeId: string): FoundCharge | null {
  const charge = store.prepare<[string], FoundCharge['charge']>(FIND).get(chargeId)
  if (charge === undefined) return null
  const booking = store.prepare<[string], BookingRow>(FIND_BOOKING).get(charge.bookingId)
  const refunds = listRefundsOf(store, chargeId)
  return {
    charge,
    booking: booking === undefined ? null : { ...booking, departure: asLocalText(booking.departure) },
    refunds,
    refundedMinor: refundedOf(refunds),
    groupChargeIds: groupOfCharge(store, chargeId)?.chargeIds ?? [],
  }
}

interface BookingRow extends Omit<NonNullable<FoundCharge['booking']>, 'departure'> {
  readonly departure: number
}

/** The sum of the refunds that are neither failed nor rejected (contract, Refunded), in minor units. */
export const refundedOf = (refunds: readonly RefundView[]): number =>
  refunds
    .filter((refund) => refund.state !== 'failed' && refund.state !== 'rejected')
    .reduce((sum, refund) => sum + refund.amountMinor, 0)

const FIND = `
  SELECT id, booking_id AS bookingId, purpose, amount_minor AS amountMinor, currency, state, gateway,
    card_last4 AS cardLast4, card_brand AS cardBrand, authorised_at AS authorisedAt, captured_at AS capturedAt
  FROM charge WHERE id = ?`

const FIND_BOOKING = `
  SELECT id, reference, status, given_name AS givenName, surname, flight_number AS flightNumber, departure
  FROM booking WHERE id = ?`

const UPSERT = `
  INSERT INTO charge (id, version, booking_id, purpose, amount_minor, currency, state, gateway, gateway_reference,
    card_fingerprint, card_last4, card_brand, authorised_at, captured_at)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
  ON CONFLICT (id) DO UPDATE SET version = excluded.version, booking_id = excluded.booking_id,
    purpose = excluded.purpose, amount_minor = excluded.amount_minor, currency = excluded.currency,
    state = excluded.state, gateway = excluded.gateway, gateway_reference = excluded.gateway_reference,
    card_fingerprint = excluded.card_fingerprint, card_last4 = excluded.card_last4, card_brand = excluded.card_brand,
    authorised_at = excluded.authorised_at, captured_at = excluded.captured_at`

const findStored = (store: Store, id: string): Versioned | undefined =>
  store.prepare<[string], Versioned>('SELECT version FROM charge WHERE id = ?').get(id)
