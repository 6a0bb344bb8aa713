import { z } from 'zod'
import type { Failure } from '../../../../shared/model/index.ts'
import { type CentralRefund, type Meaning, meaningOf, notKnown } from '../../domain/refund/meaning.ts'
import { eventOfCentralState } from '../../domain/refund/state.ts'

/** An instant of an answer (RFC 3339), as UTC ms. */
export const instant = z.iso.datetime({ offset: true }).transform((text) => Date.parse(text))

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

/** Reads a refund from the body of an answer; null for anything else. */
export function readRefund(body: unknown): CentralRefund | null {
  return refundSchema.safeParse(body).data ?? null
}

/** The facts of an intent that a refund with its key must repeat. */
export interface RefundEcho {
  readonly key: string
  readonly chargeId: string
  readonly amountMinor: number
  readonly currency: string
}

/**
 * What a refund means for the intent that it belongs to, from an answer or from the feed: the state of the refund decides.
 * `contradicted` when the refund does not repeat the key, the charge or the amount of the intent.
 */
export function meaningOfRefund(refund: CentralRefund, intent: RefundEcho): Meaning {
  const wrong =
    refund.idempotencyKey !== intent.key
      ? 'echo_key'
      : refund.chargeId !== intent.chargeId
        ? 'echo_charge'
        : refund.amountMinor !== intent.amountMinor || refund.currency !== intent.currency
          ? 'echo_amount'
          : null
  if (wrong !== null) return meaningOf('contradicted', wrong)
  const event = eventOfCentralState(refund.state)
  const isFine = event === 'accepted' || event === 'approval_asked'
  return { ...meaningOf(event, isFine ? null : refund.state), refund }
}

/** What it means for an intent that no answer came: the outcome is not known. */
export function meaningOfFailure({ code, kind, retryAt }: Failure): Meaning {
  return notKnown(code ?? kind, retryAt)
}
