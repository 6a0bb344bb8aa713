import type { FasterRefunds, Gateway, Open, RefundState } from '../../../../shared/model/index.ts'
import type { GatewayOutcome } from '../breaker.ts'
import type { CentralState, RefundEvent } from './state.ts'

/** A refund as an answer or the feed tells it, as far as an intent settles from it. */
export interface CentralRefund extends CentralState {
  readonly id: string
  readonly idempotencyKey: string | null
  readonly chargeId: string
  readonly amountMinor: number
  readonly currency: string
  readonly state: Open<RefundState>
}

/** What one answer, one item of the feed or one act of a person means for the intent. */
export interface Meaning {
  readonly event: RefundEvent
  /** What narrows it: `stale`, `http_503`, `echo_amount` …; null when all is well. */
  readonly code: string | null
  /** The refund that was told, if one was. */
  readonly refund: CentralRefund | null
  /** The central service asked us not to come back before (UTC ms). */
  readonly retryAt: number | null
  /** Send it once more at once, to this gateway. */
  readonly gateway: Gateway | null
  /** Who was faster, as a 412 tells it. */
  readonly faster: FasterRefunds | null
}

/** A meaning that tells no more than its event and, where there is one, its code. */
export function meaningOf(event: RefundEvent, code: string | null = null): Meaning {
  return { event, code, refund: null, retryAt: null, gateway: null, faster: null }
}

/** An attempt that proved nothing: the key is kept and tried again, not before `retryAt`. */
export function notKnown(code: string, retryAt: number | null = null): Meaning {
  return { ...meaningOf('not_known', code), retryAt }
}

/** Answers that say nothing of the gateway: nobody asked it. */
const NOT_THE_GATEWAY = new Set(['in_progress', 'wrong_gateway', 'signed_out', 'http_401', 'network'])

/** How an attempt went as far as its gateway is concerned; null when it tells nothing of it. */
export function gatewayOutcome({ event, code }: Meaning): GatewayOutcome | null {
  if (event !== 'not_known') return 'answered'
  if (code === 'http_429') return 'told_to_wait'
  return NOT_THE_GATEWAY.has(code ?? '') ? null : 'failed'
}
