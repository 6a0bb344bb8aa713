import pRetry from 'p-retry'
import { type AttemptEnd, attemptRefund } from './attempt-refund.ts'
import type { AttemptPorts } from './ports.ts'

/** How a burst goes: at most three attempts, and a pause before each further one that doubles. */
const FURTHER_ATTEMPTS = 2
const GROWTH = 2
/**
 * The least pause before the second attempt. p-retry draws each pause between this and its double: 250 to 500 ms, then 500 to
 * 1,000 ms. It caps no pause, because its jitter is lost at a cap.
 */
export const BURST_PAUSE_MS = 250

/** A pause of a second is no help against these. */
const ENDS_THE_BURST = new Set(['signed_out', 'timeout', 'http_429'])

/** Thrown inside a burst, and only there, to have p-retry attempt it again. */
class WorthAnotherAttempt extends Error {
  /** The central service has named another gateway: no pause, and no attempt less. */
  readonly isAtOnce: boolean

  constructor(isAtOnce: boolean) {
    super('worth another attempt')
    this.isAtOnce = isAtOnce
  }
}

/**
 * Sends an intent a few times in a row, for weather that passes in a moment; afterwards the schedule in the store takes over.
 * Each attempt writes down its own outcome, so nothing is lost when the process ends in the middle.
 *
 * p-retry waits by the real timer and draws by `Math.random`; a test sets the pause to 0, and then it does neither. It gets no
 * abort signal, because it would forget an attempt that succeeded while the signal aborts.
 *
 * @param options.pauseMs The least pause before the second attempt.
 * @param options.mayGoOn Asked before each pause and after it: still online, still the owner, not stopping.
 * @returns How the last attempt ended.
 */
export async function burst(
  ports: AttemptPorts,
  key: string,
  { pauseMs, mayGoOn }: { readonly pauseMs: number; readonly mayGoOn: () => boolean },
): Promise<AttemptEnd> {
  let end: AttemptEnd = 'not_mine_to_send'
  const attempt = async (attempts: number): Promise<void> => {
    if (attempts > 1 && !mayGoOn()) return
    end = await attemptRefund(ports, key)
    if (typeof end === 'string' || end.event !== 'not_known' || end.retryAt !== null) return
    if (!ENDS_THE_BURST.has(end.code ?? '')) throw new WorthAnotherAttempt(end.gateway !== null)
  }
  try {
    await pRetry(attempt, {
      retries: FURTHER_ATTEMPTS,
      factor: GROWTH,
      minTimeout: pauseMs,
      randomize: true,
      shouldConsumeRetry: ({ error }) => !(error instanceof WorthAnotherAttempt && error.isAtOnce),
      shouldRetry: ({ error }) => error instanceof WorthAnotherAttempt && mayGoOn(),
    })
  } catch (error) {
    if (!(error instanceof WorthAnotherAttempt)) throw error
  }
  return end
}
