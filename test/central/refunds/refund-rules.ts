import { z } from 'zod'
import type { Queries } from '../database.ts'
import { toWireRefund } from '../feed/rows.ts'
import { activeStatuses, amountMinor, currency, type Gateway, id } from '../model.ts'
import { type Answer, type Parsed, problem } from '../problem.ts'
import type { RefundLimit } from '../session/people.ts'
import { type ChargeState, countingRefunds } from './refund-store.ts'

/** The body of `POST /v1/refunds`. */
export const refundRequest = z.object({
  charge_id: id,
  keep_charge_id: id.nullable(),
  amount_minor: amountMinor,
  currency,
  reason: z.enum(['duplicate', 'goodwill', 'cancelled', 'other']),
  note: z.string().max(4000),
  expected_refunded_minor: z.int().nonnegative(),
})
/** A parsed body of `POST /v1/refunds`. */
export type RefundRequest = z.infer<typeof refundRequest>

/** A final refusal, with the proof that nothing was executed. */
export function refuse(status: number, code: string, detail: string, members: Record<string, unknown> = {}): Answer {
  return problem(status, code, detail, { executed: false, ...members })
}

/** Checks body and headers, as far as this needs no other data. */
export function parseRefund(body: unknown, gateway: string | string[] | undefined): Parsed<RefundRequest> {
  const parsed = refundRequest.safeParse(body)
  if (!parsed.success) {
    const names = [...new Set(parsed.error.issues.map((issue) => issue.path.join('.') || 'body'))].join(', ')
    return { ok: false, answer: refuse(400, 'bad_request', `Not as the contract says: ${names}.`) }
  }
  const { reason, charge_id, keep_charge_id } = parsed.data
  if ((reason === 'duplicate') !== (keep_charge_id !== null) || keep_charge_id === charge_id) {
    return {
      ok: false,
      answer: refuse(
        400,
        'bad_request',
        'keep_charge_id names the other charge of a duplicate, and is null otherwise.',
      ),
    }
  }
  if (gateway !== 'old' && gateway !== 'new') {
    return { ok: false, answer: refuse(400, 'bad_request', 'The header X-Gateway is needed: old or new.') }
  }
  return { ok: true, value: parsed.data }
}

/**
 * The first refusal in the contract's order from the gateway on, under the locks of both charges; undefined when there
 * is none.
 */
export async function firstRefusal(
  tx: Queries,
  request: RefundRequest,
  gateway: Gateway,
  charges: Map<string, ChargeState>,
): Promise<Answer | undefined> {
  const charge = charges.get(request.charge_id)
  if (charge && isGateway(charge.gateway) && charge.gateway !== gateway) {
    return refuse(409, 'wrong_gateway', `This charge belongs to the ${charge.gateway} gateway.`, {
      gateway: charge.gateway,
    })
  }
  if (!charge) return refuse(404, 'charge_not_found', 'There is no such charge.')
  if (!isRefundable(charge))
    return refuse(422, 'not_captured', `This charge is ${charge.state}: only a captured one is refundable.`)
  if (charge.currency !== request.currency) {
    return refuse(400, 'currency_mismatch', `This charge was taken in ${charge.currency}.`)
  }
  if (request.keep_charge_id && !staysPaid(charges.get(request.keep_charge_id))) {
    const both = [charge.id, request.keep_charge_id]
    return stale(tx, 'stale_keep', 'The charge to keep does not stay paid.', charge, both)
  }
  if (request.expected_refunded_minor !== charge.refunded_minor) {
    return stale(tx, 'stale', 'Somebody else refunded this charge in the meantime.', charge, [charge.id])
  }
  return exceeds(charge, charge.refunded_minor + request.amount_minor)
}

/** 422 when the refunds of a charge would exceed its captured amount. */
export function exceeds(charge: ChargeState, refundedMinor: number): Answer | undefined {
  if (refundedMinor <= charge.amount_minor) return undefined
  return refuse(422, 'exceeds_captured', 'Refunds would exceed what was captured.')
}

/** 412 with the refunds so far and who made them. */
export async function stale(
  tx: Queries,
  code: 'stale' | 'stale_keep',
  detail: string,
  charge: ChargeState,
  ids: string[],
) {
  const refunds = (await countingRefunds(tx, ids)).map(toWireRefund)
  return refuse(412, code, detail, { current_refunded_minor: charge.refunded_minor, refunds })
}

/** Whether a charge is refundable: it must be captured, with known values only. */
export function isRefundable({ state, gateway, purpose }: ChargeState): boolean {
  return state === 'captured' && isGateway(gateway) && ['fare', 'ancillary', 'change_fee'].includes(purpose)
}

/** Whether a kept charge stays paid: it is captured, its booking is active, and no refund of it counts. */
export function staysPaid(kept: ChargeState | undefined): boolean {
  return kept?.state === 'captured' && activeStatuses.includes(kept.booking_status ?? '') && kept.refunded_minor === 0
}

/** Whether an amount is within a person's own limit; the limit of a missing currency is 0. */
export function withinLimit(limits: RefundLimit[], amountMinor: number, currency: string): boolean {
  return amountMinor <= (limits.find((limit) => limit.currency === currency)?.amount_minor ?? 0)
}

function isGateway(gateway: string): gateway is Gateway {
  return gateway === 'old' || gateway === 'new'
}
