/**
 * The longest single wait: one hour, whatever the central service asks for. A due time further away means that somebody
 * set the clock back.
 */
export const LONGEST_WAIT_MS = 60 * 60 * 1000
const BACKOFF_CAP_MS = 300_000
const BACKOFF_BASE_MS = 1_000

/**
 * The wait after the `attempt`-th failure (1 is the first), in ms: full jitter over `min(300 s, 1 s · 2^attempt)`.
 * Source: AWS Architecture Blog, Exponential Backoff And Jitter.
 *
 * @param random Returns a number in [0, 1).
 */
export function backoffMs(attempt: number, random: () => number): number {
  return Math.floor(random() * Math.min(BACKOFF_CAP_MS, BACKOFF_BASE_MS * 2 ** Math.max(0, attempt)))
}

/**
 * The time of the next attempt (UTC ms): the backoff from `now`, but not before `notBefore`, and never more than an
 * hour away.
 */
export function nextDueAt(attempt: number, now: number, notBefore: number | null, random: () => number): number {
  const wished = Math.max(now + backoffMs(attempt, random), notBefore ?? 0)
  return Math.min(wished, now + LONGEST_WAIT_MS)
}

/**
 * Reads `Retry-After` (RFC 9110 §10.2.3: seconds or an HTTP date) as an instant in UTC ms, at most an hour away.
 * Null when the header is missing, unreadable or in the past.
 */
export function readRetryAfter(header: string | undefined, now: number): number | null {
  const text = header?.trim() ?? ''
  const at = /^\d+$/.test(text)
    ? now + Number(text) * 1000
    : /^[A-Za-z]{3},? /.test(text)
      ? Date.parse(text)
      : Number.NaN
  if (Number.isNaN(at) || at <= now) return null
  return Math.min(at, now + LONGEST_WAIT_MS)
}
