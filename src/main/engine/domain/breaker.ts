/** What is known of one payment gateway. Sending to it pauses while it is open; nothing that waits ever fails of it. */
export interface Breaker {
  /** Attempts in a row that the gateway did not answer. */
  readonly failures: number
  /** Null: closed. Else when a single refund may try whether it answers again (UTC ms). */
  readonly trialAt: number | null
  /** Trials that failed since it opened. */
  readonly trials: number
  /** A trial is under way. */
  readonly isTrying: boolean
}

/** How an attempt went as far as its gateway is concerned. `told_to_wait`: 429. */
export type GatewayOutcome = 'answered' | 'failed' | 'told_to_wait'

/** A gateway of which nothing bad is known. */
export const CLOSED: Breaker = { failures: 0, trialAt: null, trials: 0, isTrying: false }

const FAILURES_TO_OPEN = 5
const FIRST_PAUSE_MS = 5_000
/** No longer, so that what waits goes within a minute of an outage's end. */
const LONGEST_PAUSE_MS = 30_000

/** The breaker after an attempt. Late answers of attempts that began before it opened change nothing, unless they are good. */
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

/** The breaker once a single refund tries it. */
export function tryAgain(breaker: Breaker): Breaker {
  return { ...breaker, isTrying: true }
}

/** The breaker when a trial is over: one that told nothing of the gateway is made again soon. */
export function afterTrial(breaker: Breaker, now: number): Breaker {
  return breaker.isTrying ? { ...breaker, isTrying: false, trialAt: now + FIRST_PAUSE_MS } : breaker
}

/** Whether everything may be sent, one refund as a trial, or nothing. A trial further away than any pause is a clock set back. */
export function allowance(breaker: Breaker, now: number): 'all' | 'one' | 'none' {
  if (breaker.trialAt === null) return 'all'
  const isTime = breaker.trialAt <= now || breaker.trialAt > now + LONGEST_PAUSE_MS
  return isTime && !breaker.isTrying ? 'one' : 'none'
}
