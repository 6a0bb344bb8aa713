import type { Database } from '../central/database.ts'
import type { ShownIntent } from './desk-orders.ts'
import type { Receipt } from './impatient-person.ts'
import type { Purchase } from './wishes.ts'

/** The outcome of a round; each line of the three lists describes one broken promise. */
export interface RoundOutcome {
  readonly refunds: number
  readonly doubled: readonly string[]
  readonly lost: readonly string[]
  readonly stuck: readonly string[]
}

interface RefundRow {
  readonly id: string
  readonly charge_id: string
  readonly state: string
  readonly idempotency_key: string
}

const LIVE = new Set(['queued', 'sending', 'unknown', 'pending_approval'])
/** States in which a desk says that no money was given. */
const NOT_GIVEN = new Set(['refused', 'cancelled'])

/**
 * The oracle: compares the receipts and screens of the desks with the central service's own tables.
 *
 * - doubled: more refunds of a purchase than there may be, or a refund for which no desk has an intent;
 * - lost: a receipt that no screen shows, a screen that contradicts the ledger, or a purchase with a receipt of which
 *   nothing is on its way and no refund exists;
 * - stuck: an intent that is still on its way long after the end of the faults.
 */
export async function checkRound(options: {
  db: Database
  purchases: readonly Purchase[]
  receipts: readonly Receipt[]
  shown: readonly (readonly ShownIntent[])[]
}): Promise<RoundOutcome> {
  const { purchases, receipts, shown } = options
  const refunds = await options.db.query<RefundRow>('select id, charge_id, state, idempotency_key from refund')
  const refundOf = new Map(refunds.map((refund) => [refund.idempotency_key, refund]))
  const rowOf = new Map(shown.flat().map((row) => [row.key, row]))
  const promised = new Set(receipts.map(({ key }) => key))
  const counts = ({ state }: RefundRow) => state !== 'failed' && state !== 'rejected'

  const doubled = [
    ...purchases.flatMap(({ chargeIds, refundsAtMost }) => {
      const given = refunds.filter((refund) => chargeIds.includes(refund.charge_id) && counts(refund))
      return given.length > refundsAtMost ? [`${chargeIds.join(' + ')}: ${given.length} refunds`] : []
    }),
    ...refunds.flatMap((refund) =>
      rowOf.has(refund.idempotency_key) ? [] : [`${refund.charge_id}: a refund that no desk has a row of`],
    ),
  ]
  const lost = [...promised].flatMap((key) => {
    const [row, refund] = [rowOf.get(key), refundOf.get(key)]
    if (row === undefined) return [`${key}: promised, and on no screen`]
    if (row.state === 'confirmed' && refund === undefined) return [`${row.chargeId}: confirmed, and no refund`]
    if (NOT_GIVEN.has(row.state) && refund !== undefined && counts(refund))
      return [`${row.chargeId}: ${row.state}, and given`]
    return []
  })
  const chargesPromised = new Set(
    [...rowOf.values()].filter(({ key }) => promised.has(key)).map(({ chargeId }) => chargeId),
  )
  for (const { chargeIds } of purchases) {
    if (!chargeIds.some((id) => chargesPromised.has(id))) continue
    if (refunds.some(({ charge_id }) => chargeIds.includes(charge_id))) continue
    const rows = [...rowOf.values()].filter(({ chargeId }) => chargeIds.includes(chargeId))
    // An intent that is still on its way is stuck, not lost.
    if (rows.some(({ state }) => LIVE.has(state))) continue
    lost.push(
      `${chargeIds.join(' + ')}: ${rows.map(({ state, problemCode }) => `${state} ${problemCode}`)}, and nobody got it`,
    )
  }
  const stuck = [...rowOf.values()]
    .filter(({ state }) => LIVE.has(state))
    .map(({ key, chargeId, state }) => `${chargeId} (${key}): ${state}`)
  return { refunds: refunds.filter(counts).length, doubled, lost, stuck }
}
