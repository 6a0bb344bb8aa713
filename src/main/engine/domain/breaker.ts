/**
 * The circuit breaker of one payment gateway. It is open after the gateway did not answer, and sending to the gateway
 * pauses meanwhile. No waiting refund fails because of it.
 */
export interface Breaker {
  /** How many attempts in a row the gateway did not answer. */
  readonly failures: number
  /** When one refund may go out as a trial (UTC ms); null while the breaker is closed. */
  readonly trialAt: number | null
  /** How many trials failed since the breaker opened. */
  readonly trials: number
  /** True while a trial is under way. */
  readonly isTrying: boolean
}

/** The result of an attempt for its gateway. `told_to_wait`: the answer was 429. */
export type GatewayOutcome = 'answered' | 'failed' | 'told_to_wait'

/** The breaker of a gateway about which nothing bad is known. */
export const CLOSED: Breaker = { failures: 0, trialAt: null, trials: 0, isTrying: false }

const FAILURES_TO_OPEN = 5
const FIRST_PAUSE_MS = 5_000
/** The longest pause. It is short enough that waiting refunds go out within a minute after an outage. */
const LONGEST_PAUSE_MS = 30_000

/**
 * The breaker after an attempt. A late result of an attempt that began before the breaker opened cannot move the next
 * trial, but a good answer always closes the breaker.
 */
export function afterOutcome(breaker: Breaker, outcome: GatewayOutcome, now: number): Breaker {
  if (outcome === 'answered') return CLOSED
  const failures = breaker.failures + 1
  if (breaker.trialAt === null) {
    const opens = outcome === 'told_to_wait' || failures >= FAILURES_TO_OPEN
    return { ...CLOSED, failures, trialAt: opens ? now + FIRST_PAUSE_MS : null }
  }
  if (!breaker.isTrying) return { ...breaker, failures }
  const trials = breaker.trials + 1
  return { failures, trials, isTrying: false, trialAt: now + Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** trials) }
}

/** The breaker when a trial begins. */
export function tryAgain(breaker: Breaker): Breaker {
  return { ...breaker, isTrying: true }
}

/** The breaker when a trial ends. After a trial that proved nothing about the gateway the next one comes soon. */
export function afterTrial(breaker: Breaker, now: number): Breaker {
  return breaker.isTrying ? { ...breaker, isTrying: false, trialAt: now + FIRST_PAUSE_MS } : breaker
}

/**
 * What may go to the gateway now: `all`, `one` refund as a trial, or `none`. A trial further away than the longest
 * pause means that somebody set the clock back, so it may begin.
 */
export function allowance(breaker: Breaker, now: number): 'all' | 'one' | 'none' {
  if (breaker.trialAt === null) return 'all'
  const isTime = breaker.trialAt <= now || breaker.trialAt > now + LONGEST_PAUSE_MS
  return isTime && !breaker.isTrying ? 'one' : 'none'
}
