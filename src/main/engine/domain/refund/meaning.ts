import type { FasterRefunds, Gateway, Open, RefundState } from '../../../../shared/model/index.ts'
import type { GatewayOutcome } from '../breaker.ts'
import type { CentralState, RefundEvent } from './state.ts'

/** A refund from an answer or from the feed: the facts that settle an intent. */
export interface CentralRefund extends CentralState {
  readonly id: string
  readonly idempotencyKey: string | null
  readonly chargeId: string
  readonly amountMinor: number
  readonly currency: string
  readonly state: Open<RefundState>
}

/** What an answer, a change of the feed or an action of a person means for an intent. */
export interface Meaning {
  readonly event: RefundEvent
  /** A code that says more: `stale`, `http_503`, `echo_amount` …; null when all is well. */
  readonly code: string | null
  /** The refund in the answer or change; null without one. */
  readonly refund: CentralRefund | null
  /** The central service asked not to try before this time (UTC ms); null when it did not ask. */
  readonly retryAt: number | null
  /** Send the refund again at once, to this gateway; null for no such order. */
  readonly gateway: Gateway | null
  /** The refunds of others in a 412, which made this one stale; null for any other answer. */
  readonly faster: FasterRefunds | null
}

/** A meaning of an event and a code only. */
export function meaningOf(event: RefundEvent, code: string | null = null): Meaning {
  return { event, code, refund: null, retryAt: null, gateway: null, faster: null }
}

/**
 * The meaning of an attempt that proved nothing: the intent keeps its key and tries again, not before `retryAt` (UTC
 * ms).
 */
export function notKnown(code: string, retryAt: number | null = null): Meaning {
  return { ...meaningOf('not_known', code), retryAt }
}

/** The codes of attempts that never reached the gateway, so they say nothing about it. */
const NOT_THE_GATEWAY = new Set(['in_progress', 'wrong_gateway', 'signed_out', 'http_401', 'network'])

/** What an attempt says about its gateway, for the breaker; null when it says nothing. */
export function gatewayOutcome({ event, code }: Meaning): GatewayOutcome | null {
  if (event !== 'not_known') return 'answered'
  if (code === 'http_429') return 'told_to_wait'
  return NOT_THE_GATEWAY.has(code ?? '') ? null : 'failed'
}
