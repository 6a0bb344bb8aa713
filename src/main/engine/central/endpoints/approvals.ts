import { Buffer } from 'node:buffer'
import type { ApprovalDecision, Open, RefundState } from '../../../../shared/model/index.ts'
import type { CentralAnswer } from '../http/answer.ts'
import type { AttemptOptions, CentralClient } from '../http/client.ts'
import { readRefund } from '../wire/refund.ts'
import { type DecisionMeaning, notYet, postQueuedDecision, readProblem } from './queued-decision.ts'

// POST /v1/refunds/{id}/approval (contract, Refunds).

/** Writes the body of the request, byte for byte as every attempt sends it. */
export function bodyOfApproval({ decision, note }: Pick<ApprovalDecision, 'decision' | 'note'>): Buffer {
  return Buffer.from(JSON.stringify({ decision, note }))
}

/** What came of a supervisor's decision; `centralState` is the state of the refund in the answer. */
export type ApprovalMeaning = DecisionMeaning<
  Extract<ApprovalDecision['state'], 'given' | 'decided' | 'refused'>,
  { readonly centralState: Open<RefundState> | null }
>

/** Sends a supervisor's decision once and says what came of it. */
export function postApproval(
  client: Pick<CentralClient, 'post'>,
  approval: { readonly key: string; readonly body: Uint8Array; readonly personId: string; readonly refundId: string },
  options: AttemptOptions,
): Promise<ApprovalMeaning> {
  const path = `/v1/refunds/${encodeURIComponent(approval.refundId)}/approval`
  return postQueuedDecision(client, path, approval, options, (answer, now) =>
    readApprovalAnswer(answer, approval.refundId, now),
  )
}

/** What a whole answer means (contract, Refunds). Anything that the contract does not promise is `unknown`. */
export function readApprovalAnswer(answer: CentralAnswer, refundId: string, now: number): ApprovalMeaning {
  const { status, body } = answer
  if (status === 200) {
    const refund = readRefund(body)
    if (refund?.id !== refundId) return notYet(answer, 'not_a_refund', now)
    return { state: 'given', problemCode: null, details: { centralState: refund.state }, retryAt: null }
  }
  const problem = readProblem(answer)
  if (problem === null) return notYet(answer, `http_${status}`, now)
  const { code, executed } = problem
  if (status === 409 && code === 'decided') {
    const centralState = readRefund(problem.refund)?.state ?? null
    return { state: 'decided', problemCode: code, details: { centralState }, retryAt: null }
  }
  const isFinal = [400, 403, 404, 412, 422].includes(status) && (executed === false || code === 'key_reused')
  return isFinal ? { state: 'refused', problemCode: code, details: null, retryAt: null } : notYet(answer, code, now)
}
