import { z } from 'zod'
import { readRetryAfter } from './backoff.ts'
import { readRefund } from './refund-answer.ts'

/** What one answer to a supervisor's decision means. */
export interface DecisionMeaning {
  readonly state: 'given' | 'decided' | 'refused' | 'unknown'
  readonly problemCode: string | null
  /** The refund's state as the answer told it. */
  readonly centralState: string | null
  /** The central service asked us not to come back before (UTC ms). */
  readonly retryAt: number | null
}

const problemSchema = z.object({
  code: z
    .string()
    .regex(/^[a-z][a-z0-9_]{0,63}$/)
    .optional()
    .catch(undefined),
  executed: z.boolean().optional().catch(undefined),
  refund: z.unknown().optional(),
})

/**
 * What a whole answer to `POST /v1/refunds/{id}/approval` means (contract, Refunds). Anything that is not the JSON promised
 * there is `unknown`: same key, later.
 *
 * @param answer `body` is parsed JSON, or undefined when it was none; header names in lower case.
 */
export function readDecisionAnswer(
  answer: { readonly status: number; readonly headers: Readonly<Record<string, string>>; readonly body: unknown },
  refundId: string,
  now: number,
): DecisionMeaning {
  const { status, headers, body } = answer
  const later = (code: string): DecisionMeaning => ({
    state: 'unknown',
    problemCode: code,
    centralState: null,
    retryAt: readRetryAfter(headers['retry-after'], now),
  })
  if (status === 200) {
    const refund = readRefund(body)
    if (refund?.id !== refundId) return later('not_a_refund')
    return { state: 'given', problemCode: null, centralState: refund.state, retryAt: null }
  }
  const problem = problemSchema.safeParse(body)
  if (!problem.success) return later(`http_${status}`)
  const { code = `http_${status}`, executed, refund } = problem.data
  if (status === 409 && code === 'decided') {
    return { state: 'decided', problemCode: code, centralState: readRefund(refund)?.state ?? null, retryAt: null }
  }
  const isFinal = [400, 403, 404, 412, 422].includes(status) && (executed === false || code === 'key_reused')
  return isFinal ? { state: 'refused', problemCode: code, centralState: null, retryAt: null } : later(code)
}
