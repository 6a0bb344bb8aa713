import type { Refund } from '../../central/model.ts'
import { many } from './doubles.ts'
import { dayMs, hourMs, minuteMs, type Scenario, type Story, twice } from './story.ts'

/**
 * A duplicate with a refund on one of the two charges. `settled` means that the refund is complete; otherwise the
 * second charge is still to refund.
 */
export function refunded(which: 0 | 1, settled: boolean, change: Partial<Refund> = {}, part = 1): Scenario {
  return (ledger, kind) => {
    const bought = twice(ledger)
    const [returned, kept] = [bought[which], bought[1 - which] ?? bought[0]]
    const amount_minor = Math.max(1, Math.round(returned.charge.amount_minor * part))
    const at = bought[1].at + ledger.dice.int(30, 5000) * minuteMs
    ledger.refund(returned, at, { keep_charge_id: kept.chargeId, amount_minor, ...change })
    ledger.label(ledger.case(kind), settled ? 'resolved' : 'duplicate', bought, settled ? [] : [bought[1]])
  }
}

/** The feed delivers a refund first as pending, then as succeeded. */
const refundProgress: Scenario = (ledger, kind) => {
  const bought = twice(ledger)
  const at = bought[1].at + dayMs
  const id = `rf_${bought[1].chargeId.slice(3)}`
  const base = {
    charge_id: bought[1].chargeId,
    keep_charge_id: bought[0].chargeId,
    currency: bought[1].charge.currency,
  }
  const rest = { amount_minor: bought[1].charge.amount_minor, reason: 'duplicate', note: 'called', decided_by: null }
  for (const [index, state] of ['pending', 'succeeded'].entries()) {
    ledger.addChange(at + index * hourMs, 'refund', id, {
      ...base,
      ...rest,
      state,
      requested_by: { id: 'u1', name: 'agent' },
      decision_note: null,
      idempotency_key: null,
      created_at: new Date(at).toISOString(),
      updated_at: new Date(at + index * hourMs).toISOString(),
    })
  }
  ledger.label(ledger.case(kind), 'resolved', bought)
}

/** Two partial refunds add up to the whole charge. */
const inTwoParts: Scenario = (ledger, kind) => {
  const bought = twice(ledger)
  const amount_minor = Math.floor(bought[1].charge.amount_minor / 3)
  const rest = bought[1].charge.amount_minor - amount_minor
  ledger.refund(bought[1], bought[1].at + dayMs, { keep_charge_id: bought[0].chargeId, amount_minor })
  ledger.refund(bought[1], bought[1].at + 2 * dayMs, { keep_charge_id: bought[0].chargeId, amount_minor: rest })
  ledger.label(ledger.case(kind), 'resolved', bought)
}

/** Three charges, one of them refunded already. One more is to refund, and the charge to keep has no refund. */
const tripleRefunded =
  (which: 0 | 1 | 2): Scenario =>
  (ledger, kind) => {
    const bought = many(ledger, 3)
    const open = bought.filter((_, index) => index !== which)
    const [kept, extra] = open
    const returned = bought[which]
    if (!returned || !kept || !extra) return
    ledger.refund(returned, returned.at + 2 * dayMs, { keep_charge_id: kept.chargeId })
    ledger.label(ledger.case(kind), 'duplicate', bought, [extra])
  }

/** Duplicates that are refunded already, in whole or in part. */
export const givenBack: readonly Story[] = [
  ['resolved', 70, refunded(1, true)],
  ['resolvedfirst', 20, refunded(0, true)],
  ['resolvedpending', 8, refunded(1, true, { state: 'pending' })],
  ['resolvedpending', 6, refunded(1, true, { state: 'pending_approval' })],
  ['resolvedpending', 5, refunded(1, true, { state: 'manual_review' })],
  ['resolvedlater', 10, refundProgress],
  ['resolvedparts', 6, inTwoParts],
  ['partrefunded', 20, refunded(1, false, {}, 0.4)],
  ['refundfailed', 10, refunded(1, false, { state: 'failed' })],
  ['triplerefunded', 6, tripleRefunded(1)],
  ['triplerefunded', 4, tripleRefunded(2)],
  ['triplerefunded', 4, tripleRefunded(0)],
]
