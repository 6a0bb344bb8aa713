import type { Store } from './open.ts'

const KEPT = `SELECT 1 FROM refund WHERE keep_charge_id = ? AND state NOT IN ('failed', 'rejected') LIMIT 1`

/** True when a refund that counts, as the central service told it, names this charge as the one that stays paid. */
export function isKeptByRefund(copy: Store, chargeId: string): boolean {
  return copy.prepare(KEPT).get(chargeId) !== undefined
}
