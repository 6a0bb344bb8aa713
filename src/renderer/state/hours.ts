import type { InboxHour } from '../../shared/model/index.ts'

/** So long is one bar. */
export const HOUR_MS = 3_600_000

/** An hour that stands out from the others. */
export interface Spike {
  readonly hour: InboxHour
  /** How many times the mean of the other hours; null where they are all but empty. */
  readonly times: number | null
}

/** Fewer groups than that are no incident, and no hour that is not four times the others. */
const SPIKE_GROUPS = 5
const SPIKE_TIMES = 4
/** Below that mean a multiple says nothing. */
const HARDLY_ANY = 0.25

/** The hour that stands out, as an incident does; null where none does. */
export function spikeOf(hours: readonly InboxHour[]): Spike | null {
  const top = hours.reduce<InboxHour | null>((best, hour) => (hour.groups > (best?.groups ?? 0) ? hour : best), null)
  if (top === null || top.groups < SPIKE_GROUPS) return null
  const mean = (countOf(hours) - top.groups) / Math.max(1, hours.length - 1)
  if (top.groups < SPIKE_TIMES * mean) return null
  return { hour: top, times: mean < HARDLY_ANY ? null : Math.round(top.groups / mean) }
}

/** All groups of these hours. */
export const countOf = (hours: readonly InboxHour[]): number => hours.reduce((sum, { groups }) => sum + groups, 0)

/** The next hour with any group, before or after; from none, the last or the first. The same one at the end. */
export function nextHour(hours: readonly InboxHour[], from: number | null, step: 1 | -1): number | null {
  const any = hours.filter(({ groups }) => groups > 0).map(({ at }) => at)
  if (from === null) return (step === 1 ? any[0] : any.at(-1)) ?? null
  return (step === 1 ? any.find((at) => at > from) : any.findLast((at) => at < from)) ?? from
}
