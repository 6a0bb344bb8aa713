import { z } from 'zod'
import { readRetryAfter } from '../../domain/backoff.ts'
import { type CentralAnswer, problemFields } from '../http/answer.ts'
import type { AttemptOptions, CentralClient } from '../http/client.ts'

// What the endpoints for approvals and for decisions have in common: the outbox sends both under a key of their own.

/**
 * What one answer to a queued decision means: a state in which the decision ends (`Ended`), with what only such an answer says
 * (`Details`), or `unknown`: the desk sends the same key again later.
 */
export interface DecisionMeaning<Ended extends string, Details> {
  readonly state: 'unknown' | Ended
  readonly problemCode: string | null
  readonly details: Details | null
  /** The central service asks the desk not to come back before (UTC ms). */
  readonly retryAt: number | null
}

/** One decision to send, with the bytes that were stored for it. */
interface QueuedDecision {
  readonly key: string
  readonly body: Uint8Array
  /** The person who decided; only their token may send it. */
  readonly personId: string
}

/** Sends a decision once; `read` says what a whole answer means. Without an answer it is `unknown`. */
export async function postQueuedDecision<Ended extends string, Details>(
  client: Pick<CentralClient, 'post'>,
  path: string,
  { key, body, personId }: QueuedDecision,
  { signal, deadlineMs, clock }: AttemptOptions,
  read: (answer: CentralAnswer, now: number) => DecisionMeaning<Ended, Details>,
): Promise<DecisionMeaning<Ended, Details>> {
  const answer = await client.post(path, { key, bodyBytes: body, onBehalfOf: personId, signal, deadlineMs })
  if (answer.ok) return read(answer.value, clock())
  const { code, kind, retryAt = null } = answer.failure
  return { state: 'unknown', problemCode: code ?? kind, details: null, retryAt }
}

const problemSchema = z.object({
  ...problemFields,
  /** The refund as it is now, in a `decided`. */
  refund: z.unknown().optional(),
  /** The decision in force, in a `superseded`; the contract calls it standing. */
  standing: z.unknown().optional(),
})

/** Reads an answer that is no acceptance, with a code for it; null when its body is not the JSON that was promised. */
export function readProblem({ status, body }: CentralAnswer) {
  const problem = problemSchema.safeParse(body)
  return problem.success ? { ...problem.data, code: problem.data.code ?? `http_${status}` } : null
}

/** `unknown` for this reason; not before the instant that the answer asks for. */
export function notYet({ headers }: CentralAnswer, problemCode: string, now: number): DecisionMeaning<never, never> {
  return { state: 'unknown', problemCode, details: null, retryAt: readRetryAfter(headers['retry-after'], now) }
}
