import type { Store } from '../sqlite/open.ts'

const KEEPERS = `SELECT DISTINCT state = 'pending_approval' FROM refund
  WHERE keep_charge_id = ? AND state NOT IN ('failed', 'rejected')`

/**
 * Whether a refund that counts, as the central service told it, names this charge as the one that stays paid; `waiting` while
 * one of them has still to be approved.
 */
export function findKept(copy: Store, chargeId: string): 'no' | 'given' | 'waiting' {
  const waits = copy.prepare<[string], number>(KEEPERS).pluck().all(chargeId)
  if (waits.length === 0) return 'no'
  return waits.includes(1) ? 'waiting' : 'given'
}
