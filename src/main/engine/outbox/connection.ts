import type { Transport } from '../central/http/transport.ts'

/** While the central service does not answer, it is asked this often. */
const PROBE_EVERY_MS = 5_000
const PROBE_DEADLINE_MS = 5_000
const PROBE_LIMIT_BYTES = 64 * 1024

/** Calls back once after so many ms; returns how to call it off. */
export type SetTimer = (ms: number, then: () => void) => () => void

/** What the outbox knows of the network: from the sync, from its own failures, and from asking `GET /v1/health`. */
export interface ConnectionWatch {
  readonly isOnline: () => boolean
  /** Somebody else found out. */
  readonly setOnline: (isOnline: boolean) => void
  /** An attempt failed on the network: ask once before believing that it is gone. */
  readonly doubt: () => void
  readonly stop: () => void
}

/** Whether the central service says that it is well (contract, Health). */
export async function isHealthy(transport: Transport): Promise<boolean> {
  const answer = await transport.exchange({
    method: 'GET',
    path: '/v1/health',
    deadlineMs: PROBE_DEADLINE_MS,
    maxBytes: PROBE_LIMIT_BYTES,
  })
  return answer.ok && answer.value.status === 200 && answer.value.body !== undefined
}

/** Starts watching: not online until the central service has answered. `onBack` is called whenever it answers again. */
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
