import type { Gateway } from '../../../shared/model/index.ts'
import { isHealthy } from '../central/endpoints/health.ts'
import type { Transport } from '../central/http/transport.ts'
import {
  afterOutcome,
  afterTrial,
  allowance,
  type Breaker,
  CLOSED,
  type GatewayOutcome,
  tryAgain,
} from '../domain/breaker.ts'
import type { SetTimer } from './ports.ts'

/** Every gateway that a refund may go to. */
export const GATEWAYS = ['old', 'new'] as const satisfies readonly Gateway[]
/** While a gateway's breaker is open, the central service's health is asked for this often. */
const PROBE_EVERY_MS = 5_000

/** A breaker for each gateway. */
export interface GatewayWatch {
  /** What may be sent to each gateway now; a trial only after a good answer about health. */
  readonly allowances: () => Readonly<Record<Gateway, 'all' | 'one' | 'none'>>
  readonly isClosed: (gateway: Gateway) => boolean
  /** One refund goes to see whether the gateway answers. */
  readonly tries: (gateway: Gateway) => void
  /** That refund is done with, whatever came of it. */
  readonly tried: (gateway: Gateway) => void
  readonly report: (gateway: Gateway, outcome: GatewayOutcome) => void
  readonly stop: () => void
}

/** Starts with both closed. `onTrial`: a trial may go. `onClosed`: a gateway that was paused answers again. */
export function watchGateways(ports: {
  transport: Transport
  clock: () => number
  setTimer: SetTimer
  isOnline: () => boolean
  onTrial: () => void
  onClosed: () => void
}): GatewayWatch {
  const { transport, clock, setTimer } = ports
  const breakers: Record<Gateway, Breaker> = { old: CLOSED, new: CLOSED }
  let isHealthKnown = false
  let cancelTimer: (() => void) | null = null
  let isStopped = false

  const isOpen = (gateway: Gateway) => breakers[gateway].trialAt !== null

  function watch(): void {
    if (isStopped || cancelTimer !== null || !GATEWAYS.some(isOpen)) return
    cancelTimer = setTimer(PROBE_EVERY_MS, () => void probe())
  }

  /** Without a network the connection is asked for already: one probe is enough. */
  async function probe(): Promise<void> {
    isHealthKnown = ports.isOnline() && (await isHealthy(transport))
    cancelTimer = null
    if (isHealthKnown && !isStopped) ports.onTrial()
    watch()
  }

  return {
    allowances: () => {
      const of = (gateway: Gateway) => {
        const allowed = allowance(breakers[gateway], clock())
        return allowed === 'one' && !isHealthKnown ? 'none' : allowed
      }
      return { old: of('old'), new: of('new') }
    },
    isClosed: (gateway) => !isOpen(gateway),
    tries: (gateway) => {
      isHealthKnown = false
      breakers[gateway] = tryAgain(breakers[gateway])
    },
    tried: (gateway) => {
      breakers[gateway] = afterTrial(breakers[gateway], clock())
    },
    report: (gateway, outcome) => {
      const wasOpen = isOpen(gateway)
      breakers[gateway] = afterOutcome(breakers[gateway], outcome, clock())
      if (wasOpen && !isOpen(gateway)) ports.onClosed()
      watch()
    },
    stop: () => {
      isStopped = true
      cancelTimer?.()
    },
  }
}
