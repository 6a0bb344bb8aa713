import type { Store } from '../sqlite/open.ts'

const AWAIT_APPROVAL = `SELECT DISTINCT state = 'pending_approval' FROM refund
  WHERE keep_charge_id = ? AND state NOT IN ('failed', 'rejected')`

/**
 * Whether a refund that counts names this charge as the one that stays paid: `no`, `given`, or `waiting` while such a
 * refund still needs approval.
 */
export function findKept(copy: Store, chargeId: string): 'no' | 'given' | 'waiting' {
  const waiting = copy.prepare<[string], number>(AWAIT_APPROVAL).pluck().all(chargeId)
  if (waiting.length === 0) return 'no'
  return waiting.includes(1) ? 'waiting' : 'given'
}
