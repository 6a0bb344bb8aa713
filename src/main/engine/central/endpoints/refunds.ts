import { z } from 'zod'
import { GATEWAYS, type Gateway } from '../../../../shared/model/lists.ts'
import { readRetryAfter } from '../../domain/backoff.ts'
import { type CentralRefund, type Meaning, meaningOf, notKnown } from '../../domain/refund/meaning.ts'
import { eventOfCentralState } from '../../domain/refund/state.ts'
import { type CentralAnswer, problemFields } from '../http/central-answer.ts'

/** What was sent, as far as the answer must echo it or depends on it. */
export interface SentRefund {
  readonly key: string
  readonly chargeId: string
  readonly amountMinor: number
  readonly currency: string
  readonly gateway: Gateway
  /** It has been sent to another gateway before. */
  readonly rerouted: boolean
}

const instant = z.iso.datetime({ offset: true }).transform((text) => Date.parse(text))

const refundSchema = z
  .object({
    id: z.string().min(1).max(64),
    idempotency_key: z.string(),
    charge_id: z.string(),
    amount_minor: z.int().positive(),
    currency: z.string(),
    state: z.string().min(1).max(64),
    updated_at: instant,
  })
  .transform(
    (refund): CentralRefund => ({
      id: refund.id,
      idempotencyKey: refund.idempotency_key,
      chargeId: refund.charge_id,
      amountMinor: refund.amount_minor,
      currency: refund.currency,
      state: refund.state,
      updatedAt: refund.updated_at,
    }),
  )

/** A refund of somebody else, as far as their colleague is told of it. */
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

/** A refund as an answer holds it; null for anything else. */
export function readRefund(body: unknown): CentralRefund | null {
  return refundSchema.safeParse(body).data ?? null
}

/** Statuses that end an intent as refused when the server proves that nothing happened (contract, Refunds). */
const REFUSING = new Set([400, 403, 404, 412, 422])

/**
 * What a whole answer to `POST /v1/refunds` means (contract, Refunds, the table of answers). Anything that is not the
 * JSON promised there is `not_known`: same key, later.
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
    const own = refunds.map(readRefund).find((it) => it?.idempotencyKey === sent.key)
    if (own != null) return meaningOfRefund(own, sent)
    const others = refunds.flatMap((refund) => fasterSchema.safeParse(refund).data ?? [])
    const faster = { currentRefundedMinor: problem.data.current_refunded_minor, refunds: others }
    return { ...meaningOf('refused', code), faster }
  }
  return meaningOf('refused', code)
}

/** What a refund with our key means, whoever told it: its state decides, once it is the refund that was asked for. */
export function meaningOfRefund(
  refund: CentralRefund,
  sent: Pick<SentRefund, 'key' | 'chargeId' | 'amountMinor' | 'currency'>,
): Meaning {
  const wrong =
    refund.idempotencyKey !== sent.key
      ? 'echo_key'
      : refund.chargeId !== sent.chargeId
        ? 'echo_charge'
        : refund.amountMinor !== sent.amountMinor || refund.currency !== sent.currency
          ? 'echo_amount'
          : null
  if (wrong !== null) return meaningOf('contradicted', wrong)
  const event = eventOfCentralState(refund.state)
  const isFine = event === 'accepted' || event === 'approval_asked'
  return { ...meaningOf(event, isFine ? null : refund.state), refund }
}
