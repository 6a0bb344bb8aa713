import { Buffer } from 'node:buffer'
import { z } from 'zod'
import { GATEWAYS, type Gateway } from '../../../../shared/model/lists.ts'
import { readRetryAfter } from '../../domain/backoff.ts'
import { type Meaning, meaningOf, notKnown } from '../../domain/refund/meaning.ts'
import { type CentralAnswer, problemFields } from '../http/answer.ts'
import type { AttemptOptions, CentralClient } from '../http/client.ts'
import { instant, meaningOfFailure, meaningOfRefund, type RefundEcho, readRefund } from '../wire/refund.ts'

// POST /v1/refunds (contract, Refunds).

/** What the body of the request says, as the agent confirmed it. */
interface RefundBody {
  readonly chargeId: string
  /** The charge that stays paid; null unless the reason is `duplicate`. */
  readonly keepChargeId: string | null
  readonly amountMinor: number
  readonly currency: string
  readonly reason: string
  readonly note: string
  /** What the agent's screen showed as refunded already, in minor units. */
  readonly expectedRefundedMinor: number
}

/** Writes the body of the request, byte for byte as every attempt sends it. */
export function bodyOfRefund(refund: RefundBody): Buffer {
  return Buffer.from(
    JSON.stringify({
      charge_id: refund.chargeId,
      keep_charge_id: refund.keepChargeId,
      amount_minor: refund.amountMinor,
      currency: refund.currency,
      reason: refund.reason,
      note: refund.note,
      expected_refunded_minor: refund.expectedRefundedMinor,
    }),
  )
}

/** What was sent, as far as the answer must repeat it or its meaning depends on it. */
export interface SentRefund extends RefundEcho {
  readonly gateway: Gateway
  /** An earlier attempt went to another gateway. */
  readonly rerouted: boolean
}

/** One refund to send, with the bytes that were stored for it. */
interface RefundRequest extends SentRefund {
  readonly body: Uint8Array
  /** The agent; only their token may send it. */
  readonly agentId: string
}

/** Sends a refund once and says what came of it; without an answer the outcome is not known. */
export async function postRefund(
  client: Pick<CentralClient, 'post'>,
  refund: RefundRequest,
  { signal, deadlineMs, clock }: AttemptOptions,
): Promise<Meaning> {
  const answer = await client.post('/v1/refunds', {
    key: refund.key,
    headers: { 'x-gateway': refund.gateway },
    bodyBytes: refund.body,
    onBehalfOf: refund.agentId,
    signal,
    deadlineMs,
  })
  return answer.ok ? readRefundAnswer(answer.value, refund, clock()) : meaningOfFailure(answer.failure)
}

/** A refund of another agent, as far as this agent may read it. */
const fasterSchema = z
  .object({
    charge_id: z.string(),
    amount_minor: z.int().positive(),
    currency: z.string(),
    state: z.string().max(64),
    requested_by: z.object({ id: z.string(), name: z.string().max(200) }),
    created_at: instant,
  })
  .transform((refund) => ({
    chargeId: refund.charge_id,
    amountMinor: refund.amount_minor,
    currency: refund.currency,
    state: refund.state,
    who: refund.requested_by,
    at: refund.created_at,
  }))

const problemSchema = z.object({
  ...problemFields,
  gateway: z.enum(GATEWAYS).optional().catch(undefined),
  refunds: z.array(z.unknown()).optional().catch(undefined),
  current_refunded_minor: z.int().nonnegative().nullable().catch(null).default(null),
})

/** With these statuses an intent ends as refused when the central service proves that nothing happened. */
const REFUSING = new Set([400, 403, 404, 412, 422])

/**
 * What a whole answer means (contract, Refunds, the table of answers). Anything but the JSON promised there is `not_known`: the
 * desk sends the same key again later.
 */
export function readRefundAnswer({ status, headers, body }: CentralAnswer, sent: SentRefund, now: number): Meaning {
  if (status === 200 || status === 201 || status === 202) {
    const refund = readRefund(body)
    return refund === null ? notKnown('not_a_refund') : meaningOfRefund(refund, sent)
  }
  const retryAt = readRetryAfter(headers['retry-after'], now)
  const problem = problemSchema.safeParse(body)
  if (!problem.success) return notKnown(`http_${status}`, retryAt)
  const { code = `http_${status}`, executed, gateway, refunds = [] } = problem.data
  if (status === 422 && code === 'key_reused') return meaningOf('contradicted', code)
  if (status === 409 && code === 'wrong_gateway' && executed === false && gateway !== undefined) {
    const isPointless = sent.rerouted || gateway === sent.gateway
    return isPointless ? meaningOf('refused', code) : { ...notKnown(code), gateway }
  }
  if (status === 409 && code === 'voided' && executed === false) return meaningOf('refused', code)
  if (!REFUSING.has(status) || executed !== false) return notKnown(status === 409 ? code : `http_${status}`, retryAt)
  if (status === 412) {
    const own = refunds.map(readRefund).find((refund) => refund?.idempotencyKey === sent.key)
    if (own != null) return meaningOfRefund(own, sent)
    const others = refunds.flatMap((refund) => fasterSchema.safeParse(refund).data ?? [])
    const faster = { currentRefundedMinor: problem.data.current_refunded_minor, refunds: others }
    return { ...meaningOf('refused', code), faster }
  }
  return meaningOf('refused', code)
}
