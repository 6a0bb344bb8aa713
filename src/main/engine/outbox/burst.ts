import pRetry from 'p-retry'
import { type AttemptEnd, attemptRefund } from './attempt-refund.ts'
import type { AttemptPorts } from './ports.ts'

/** Attempts of one burst; the schedule in the store takes over afterwards. */
const BURST_ATTEMPTS = 3
const BURST_BASE_MS = 250

/** A moment's patience is no help against these. */
const ENDS_THE_BURST = new Set(['signed_out', 'timeout', 'http_429'])

/** Raised inside a burst, and only there: the outcome is not known and a moment's patience may tell. */
class WorthAnotherTry extends Error {
  readonly isAtOnce: boolean
  readonly end: AttemptEnd

  constructor(end: AttemptEnd, isAtOnce: boolean) {
    super('worth another try')
    this.end = end
    this.isAtOnce = isAtOnce
  }
}

/**
 * At most three attempts in quick succession, with full jitter of our own (p-retry's vanishes at its maximum). Each attempt
 * writes down its outcome by itself, so that nothing is lost when the burst is.
 *
 * @param mayGoOn Asked before each wait and each further attempt: still online, still the owner, not stopping.
 * @returns How the last attempt ended.
 */
export async function burst(
  ports: AttemptPorts & { readonly wait: (ms: number) => Promise<void> },
  key: string,
  mayGoOn: () => boolean,
): Promise<AttemptEnd> {
  const attempt = async () => {
    const end = await attemptRefund(ports, key)
    if (typeof end === 'string' || end.event !== 'not_known' || end.retryAt !== null) return end
    if (ENDS_THE_BURST.has(end.code ?? '') || !mayGoOn()) return end
    throw new WorthAnotherTry(end, end.gateway !== null)
  }
  try {
    return await pRetry(attempt, {
      retries: BURST_ATTEMPTS - 1,
      minTimeout: 0,
      maxTimeout: 0,
      onFailedAttempt: async ({ error, attemptNumber, retriesLeft }) => {
        if (retriesLeft === 0 || (error instanceof WorthAnotherTry && error.isAtOnce)) return
        await ports.wait(ports.random() * BURST_BASE_MS * 2 ** attemptNumber)
      },
      shouldRetry: ({ error }) => error instanceof WorthAnotherTry && mayGoOn(),
    })
  } catch (error) {
    if (error instanceof WorthAnotherTry) return error.end
    throw error
  }
}
