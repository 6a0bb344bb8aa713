import { GATEWAYS, type Gateway } from '../../../shared/model/lists.ts'
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

/** How often the outbox asks for the health of the central service while a breaker is open. */
const PROBE_EVERY_MS = 5_000

/** The breakers of all gateways. */
export interface GatewayWatch {
  /** What may be sent to each gateway now: all, one refund as a trial, or none. A trial needs a good answer about health first. */
  readonly allowances: () => Readonly<Record<Gateway, 'all' | 'one' | 'none'>>
  readonly isClosed: (gateway: Gateway) => boolean
  /** One refund is sent to find out whether the gateway answers again. */
  readonly beginTrial: (gateway: Gateway) => void
  /** The trial is over, whatever came of it. */
  readonly endTrial: (gateway: Gateway) => void
  /** Reports what an attempt says about its gateway. */
  readonly report: (gateway: Gateway, outcome: GatewayOutcome) => void
  readonly stop: () => void
}

/** Starts with all breakers closed. `onTrial`: a trial may be sent. `onClosed`: a gateway that was paused answers again. */
export function watchGateways(ports: {
  transport: Transport
  clock: () => number
  setTimer: SetTimer
  isOnline: () => boolean
  onTrial: () => void
  onClosed: () => void
}): GatewayWatch {
  const { transport, clock, setTimer } = ports
  const breakers = forEachGateway<Breaker>(() => CLOSED)
  let isHealthKnown = false
  let cancelTimer: (() => void) | null = null
  let isStopped = false

  const isOpen = (gateway: Gateway) => breakers[gateway].trialAt !== null

  /** Asks for the health again and again, as long as a breaker is open. */
  function watch(): void {
    if (isStopped || cancelTimer !== null || !GATEWAYS.some(isOpen)) return
    cancelTimer = setTimer(PROBE_EVERY_MS, () => void probe())
  }

  /** Without a network connection.ts already asks for the health, and one probe is enough. */
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
      return forEachGateway(of)
    },
    isClosed: (gateway) => !isOpen(gateway),
    beginTrial: (gateway) => {
      isHealthKnown = false
      breakers[gateway] = tryAgain(breakers[gateway])
    },
    endTrial: (gateway) => {
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

/** One value for each gateway. */
const forEachGateway = <Value>(valueFor: (gateway: Gateway) => Value): Record<Gateway, Value> =>
  Object.fromEntries(GATEWAYS.map((gateway) => [gateway, valueFor(gateway)])) as Record<Gateway, Value>
