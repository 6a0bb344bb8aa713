import { z } from 'zod'
import type { Queries } from '../database.ts'
import { type RefundRow, toWireRefund } from '../feed/rows.ts'
import { type Answer, problem } from '../problem.ts'
import type { Service } from '../service.ts'
import type { Account } from '../session/people.ts'
import { type KeyedPost, keyedRequest } from './give-refund.ts'
import { answerOnce, type Decided } from './key-ledger.ts'
import { exceeds, isRefundable, refuse, stale, staysPaid, withinLimit } from './refund-rules.ts'
import { findRefund, lockCharges, readRefund, refundAnswer, updateRefund } from './refund-store.ts'

const approvalBody = z.object({ decision: z.enum(['approve', 'reject']), note: z.string().max(4000) })

/**
 * `POST /v1/refunds/{id}/approval`: a supervisor other than the requester decides; an approval checks the money rules
 * again.
 */
export async function decideRefund(service: Service, post: KeyedPost, refundId: string): Promise<Answer> {
  const keyed = keyedRequest(service, post)
  const parsed = approvalBody.safeParse(post.body)
  if (!keyed || !parsed.success) {
    return refuse(400, 'bad_request', 'A decision, a note and the header Idempotency-Key are needed.')
  }
  const { decision, note } = parsed.data
  const answer = await answerOnce(
    service.db,
    keyed,
    async () => undefined,
    async (tx): Promise<Decided> => {
      const known = await findRefund(tx, refundId)
      if (post.person.role !== 'supervisor') return { answer: refuse(403, 'forbidden', 'A supervisor decides this.') }
      if (!known) return { answer: refuse(404, 'refund_not_found', 'There is no such refund.') }
      const charges = await lockCharges(tx, [known.charge_id, known.keep_charge_id])
      // The refund is read again, because somebody else may have decided while this request waited for the lock.
      const refund = await readRefund(tx, refundId)
      const refusal =
        mayDecide(refund, post.person) ?? (decision === 'approve' && (await mayGive(tx, refund, post.person, charges)))
      if (refusal) return { answer: refusal }
      const decided = await updateRefund(
        tx,
        refundId,
        {
          state: decision === 'approve' ? 'pending' : 'rejected',
          decided_by: { id: post.person.id, name: post.person.name },
          decision_note: note,
        },
        keyed.now(),
      )
      return { answer: refundAnswer(decided, 200), refundId }
    },
  )
  service.bell.emit('changed')
  return answer
}

function mayDecide(refund: RefundRow, person: Account): Answer | undefined {
  if (refund.requested_by.id === person.id)
    return refuse(403, 'own_request', 'Somebody else must decide your own request.')
  if (refund.state === 'pending_approval') return undefined
  return problem(409, 'decided', 'This refund was decided already.', { executed: false, refund: toWireRefund(refund) })
}

type Charges = Awaited<ReturnType<typeof lockCharges>>

async function mayGive(tx: Queries, refund: RefundRow, person: Account, charges: Charges): Promise<Answer | undefined> {
  if (!withinLimit(person.refund_limit, refund.amount_minor, refund.currency)) {
    return refuse(403, 'above_limit', 'This amount is above your own limit.')
  }
  const charge = charges.get(refund.charge_id)
  if (!charge || !isRefundable(charge)) return refuse(422, 'not_captured', 'The charge is no longer captured.')
  // The refund's own amount is reserved, so the sum contains it already.
  const beyond = exceeds(charge, charge.refunded_minor)
  if (beyond) return beyond
  if (refund.keep_charge_id && !staysPaid(charges.get(refund.keep_charge_id))) {
    const ids = [refund.charge_id, refund.keep_charge_id]
    return stale(tx, 'stale_keep', 'The charge to keep does not stay paid.', charge, ids)
  }
  return undefined
}
