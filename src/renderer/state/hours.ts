import type { InboxHour } from '../../shared/model/index.ts'

/** The length of one bar, in ms. */
export const HOUR_MS = 3_600_000

/** An hour with far more groups than the others. */
export interface Spike {
  readonly hour: InboxHour
  /** Its groups divided by the mean of the other hours, rounded; null where that mean is below 0.25. */
  readonly times: number | null
}

/** A spike has at least so many groups, and at least so many times the mean of the other hours. */
const SPIKE_GROUPS = 5
const SPIKE_TIMES = 4
/** Below this mean of groups in an hour a multiple says nothing. */
const HARDLY_ANY = 0.25

/** The hour that looks like an incident; null where no hour does. */
export function spikeOf(hours: readonly InboxHour[]): Spike | null {
  const top = hours.reduce<InboxHour | null>((best, hour) => (hour.groups > (best?.groups ?? 0) ? hour : best), null)
  if (top === null || top.groups < SPIKE_GROUPS) return null
  const mean = (countOf(hours) - top.groups) / Math.max(1, hours.length - 1)
  if (top.groups < SPIKE_TIMES * mean) return null
  return { hour: top, times: mean < HARDLY_ANY ? null : Math.round(top.groups / mean) }
}

/** The number of groups in these hours. */
export const countOf = (hours: readonly InboxHour[]): number => hours.reduce((sum, { groups }) => sum + groups, 0)

/**
 * The next hour with a group after `from` (`step` 1) or before it (-1), as UTC ms of its start; `from` itself at the
 * end. From null it begins at the first or the last hour with a group; null where no hour has one.
 */
export function nextHour(hours: readonly InboxHour[], from: number | null, step: 1 | -1): number | null {
  const any = hours.filter(({ groups }) => groups > 0).map(({ at }) => at)
  if (from === null) return (step === 1 ? any[0] : any.at(-1)) ?? null
  return (step === 1 ? any.find((at) => at > from) : any.findLast((at) => at < from)) ?? from
}
