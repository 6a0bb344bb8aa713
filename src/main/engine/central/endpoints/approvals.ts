import { z } from 'zod'
import type { ApprovalDecision, Open, RefundState } from '../../../../shared/model/index.ts'
import { readRetryAfter } from '../../domain/backoff.ts'
import { type CentralAnswer, problemFields } from '../http/central-answer.ts'
import { readRefund } from './refunds.ts'

/**
 * What one answer to a queued decision means: a state in which it comes to rest (`Ended`), with what only such an answer tells
 * (`Told`), or `unknown`: same key, later.
 */
export interface DecisionMeaning<Ended extends string, Told> {
  readonly state: 'unknown' | Ended
  readonly problemCode: string | null
  readonly details: Told | null
  /** The central service asked us not to come back before (UTC ms). */
  readonly retryAt: number | null
}

const problemSchema = z.object({
  ...problemFields,
  /** The refund as it is, in a `decided`. */
  refund: z.unknown().optional(),
  /** The decision that stands, in a `superseded`. */
  standing: z.unknown().optional(),
})

/** An answer that is no acceptance, with a code for what it says; null when it is not the JSON that was promised. */
export function readProblem({ status, body }: CentralAnswer) {
  const problem = problemSchema.safeParse(body)
  return problem.success ? { ...problem.data, code: problem.data.code ?? `http_${status}` } : null
}

/** Not known yet, and why; not before the instant that the answer asks for. */
export function notYet({ headers }: CentralAnswer, problemCode: string, now: number): DecisionMeaning<never, never> {
  return { state: 'unknown', problemCode, details: null, retryAt: readRetryAfter(headers['retry-after'], now) }
}

/** What came of a supervisor's decision; `centralState` is the refund's, as the answer told it. */
export type ApprovalMeaning = DecisionMeaning<
  Extract<ApprovalDecision['state'], 'given' | 'decided' | 'refused'>,
  { readonly centralState: Open<RefundState> | null }
>

/** What a whole answer to `POST /v1/refunds/{id}/approval` means (contract, Refunds). Anything else is `unknown`. */
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
