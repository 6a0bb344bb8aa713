import { entityHash } from '../entity-hash.ts'
import type { Booking, Charge, Decision, Person, Refund } from '../model.ts'

/** A row of `booking`. The database turns the object `data` into JSON text for its text column. */
export function bookingRow(id: string, version: number, data: Booking) {
  const { status, service_code } = data
  return { id, version, entity_hash: entityHash(data), status, service_code, data }
}

/** A row of `charge`. */
export function chargeRow(id: string, version: number, data: Charge) {
  const { booking_id, purpose, amount_minor, currency, state, gateway } = data
  return { id, version, booking_id, purpose, amount_minor, currency, state, gateway, data }
}

/** A row of `decision`. */
export function decisionRow(id: string, data: Decision) {
  return { id, charge_ids: data.charge_ids, supersedes: data.supersedes, data }
}

/** A row of `refund` as the database gives it; times in UTC ms. */
export interface RefundRow extends Omit<Refund, 'created_at' | 'updated_at'> {
  id: string
  version: number
  created_at: number
  updated_at: number
  requested_by: Person
  decided_by: Person | null
}

/** A row of `refund` from the refund of a feed. */
export function refundRow(id: string, version: number, data: Refund): RefundRow {
  return { ...data, id, version, created_at: Date.parse(data.created_at), updated_at: Date.parse(data.updated_at) }
}

/** A refund in the form of the contract, with its id and version. */
export interface WireRefund extends Refund {
  id: string
  version: number
}

/** The refund of the contract from its row. */
export function toWireRefund(row: RefundRow): WireRefund {
  return {
    id: row.id,
    version: row.version,
    charge_id: row.charge_id,
    keep_charge_id: row.keep_charge_id,
    amount_minor: row.amount_minor,
    currency: row.currency,
    reason: row.reason,
    note: row.note,
    state: row.state,
    requested_by: row.requested_by,
    decided_by: row.decided_by,
    decision_note: row.decision_note,
    idempotency_key: row.idempotency_key,
    created_at: new Date(row.created_at).toISOString(),
    updated_at: new Date(row.updated_at).toISOString(),
  }
}
