import { isHealthy } from '../central/endpoints/health.ts'
import type { Transport } from '../central/http/transport.ts'
import type { SetTimer } from './ports.ts'

/** How often the outbox asks while the central service does not answer. */
const PROBE_EVERY_MS = 5_000

/** Whether the network is there, as the outbox knows it from the sync, from its own failures and from `GET /v1/health`. */
export interface ConnectionWatch {
  readonly isOnline: () => boolean
  /** The sync found out. */
  readonly setOnline: (isOnline: boolean) => void
  /** An attempt failed on the network: ask once before the outbox counts as offline. */
  readonly doubt: () => void
  readonly stop: () => void
}

/**
 * Starts as offline, until the central service has answered. `onBack` is called when it answers again, `onLost` when it no longer
 * does.
 */
export function watchConnection(ports: {
  transport: Transport
  setTimer: SetTimer
  onBack: () => void
  onLost: () => void
}): ConnectionWatch {
  let isOnline = false
  let isProbing = false
  let isStopped = false
  let cancelTimer = () => {}

  function become(online: boolean): void {
    if (isStopped) return
    cancelTimer()
    if (!online) cancelTimer = ports.setTimer(PROBE_EVERY_MS, () => void probe())
    if (online === isOnline) return
    isOnline = online
    if (online) ports.onBack()
    else ports.onLost()
  }

  async function probe(): Promise<void> {
    if (isProbing || isStopped) return
    isProbing = true
    const healthy = await isHealthy(ports.transport)
    isProbing = false
    become(healthy)
  }

  return {
    isOnline: () => isOnline,
    setOnline: become,
    doubt: () => void probe(),
    stop: () => {
      isStopped = true
      cancelTimer()
    },
  }
}
