import { say } from '../../../shared/text/index.ts'

/** The locale of dates and amounts: day before month, 24 hours, and `US$` rather than `$`. */
export const LOCALE = 'en-GB'

const dayOfMonth = { day: 'numeric', month: 'short' } as const
const dayOfYear = { ...dayOfMonth, year: 'numeric' } as const
const weekday = { weekday: 'short', ...dayOfYear } as const
const toTheMinute = { hour: '2-digit', minute: '2-digit' } as const
const toTheSecond = { ...toTheMinute, second: '2-digit' } as const

const formatOf = (how: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(LOCALE, how)
const dateTime = formatOf({ ...weekday, ...toTheSecond, timeZoneName: 'short' })
const dayMonth = formatOf(dayOfMonth)
const dayMonthYear = formatOf(dayOfYear)
const clock = formatOf(toTheSecond)
const hourMinute = formatOf(toTheMinute)
// A departure is local time at the origin, without a zone. It is read as UTC and written as UTC, so that no zone
// changes it.
const localDeparture = formatOf({ ...weekday, ...toTheMinute, timeZone: 'UTC' })
const departureDay = formatOf({ ...weekday, timeZone: 'UTC' })
const typedDay = formatOf({ ...dayOfMonth, timeZone: 'UTC' })
const typedDayYear = formatOf({ ...dayOfYear, timeZone: 'UTC' })
const lists = new Intl.ListFormat(LOCALE)

/**
 * A time with weekday, seconds and zone, in the agent's zone; for titles. `at` is UTC ms, as in every function of this
 * file.
 */
export const exactText = (at: number): string => dateTime.format(at)

/** A day in the agent's zone: `28 Feb`, with the year when it is not the current year. */
export function dayText(at: number, now: number): string {
  const thisYear = new Date(at).getFullYear() === new Date(now).getFullYear()
  return (thisYear ? dayMonth : dayMonthYear).format(at)
}

/** A time to the second in the agent's zone: `28 Feb, 20:03:41`, with the year when it is not the current year. */
export const secondText = (at: number, now: number): string => `${dayText(at, now)}, ${clock.format(at)}`

/** A departure: `2020-02-28T20:15` → `Fri 28 Feb 2020, 20:15`. A text in another form is shown unchanged. */
export function departureText(departure: string): string {
  const at = /^\d{4}-\d\d-\d\dT\d\d:\d\d$/.test(departure) ? Date.parse(`${departure}:00Z`) : Number.NaN
  return Number.isNaN(at) ? departure : localDeparture.format(at)
}

/** The day of a departure: `2020-02-28T20:15` → `Fri, 28 Feb 2020`. */
export function departureDayText(departure: string): string {
  const at = Date.parse(`${departure}:00Z`)
  return Number.isNaN(at) ? departure : departureDay.format(at)
}

/**
 * A day that a person typed, as ISO 8601, with or without a year: `2020-02-28` → `28 Feb 2020`, `--02-28` → `28 Feb`.
 */
export function typedDayText(day: string): string {
  // A day without a year is read in 2000, a leap year, so that 29 February exists.
  const hasYear = !day.startsWith('--')
  const at = Date.parse(`${hasYear ? day : `2000${day.slice(1)}`}T00:00Z`)
  return Number.isNaN(at) ? day : (hasYear ? typedDayYear : typedDay).format(at)
}

/** A time to read aloud, in the agent's zone: `28 Feb at 20:03`, with the year when it is not the current year. */
export const spokenText = (at: number, now: number): string =>
  say('time.dayAt', { day: dayText(at, now), clock: hourMinute.format(at) })

/** A list as text: `one, two and three`. */
export const listText = (parts: readonly string[]): string => lists.format(parts)

const SECOND = 1_000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/** A length of time, given in ms: `4 s`, `11 min 28 s`, `3 h 20 min`, `2 days`. */
export function spanText(ms: number): string {
  const span = Math.max(0, ms)
  if (span < MINUTE) return say('time.seconds', { seconds: Math.floor(span / SECOND) })
  if (span < HOUR) {
    const seconds = Math.floor((span % MINUTE) / SECOND)
    const minutes = Math.floor(span / MINUTE)
    return seconds === 0 ? say('time.minutes', { minutes }) : say('time.minutesSeconds', { minutes, seconds })
  }
  if (span < DAY) {
    const hours = Math.floor(span / HOUR)
    const minutes = Math.floor((span % HOUR) / MINUTE)
    return minutes === 0 ? say('time.hours', { hours }) : say('time.hoursMinutes', { hours, minutes })
  }
  return say('time.days', { count: Math.floor(span / DAY) })
}

/** A length of time without the seconds from one minute on, given in ms: `4 s`, `11 min`, `3 h 20 min`, `2 days`. */
export const glanceText = (ms: number): string =>
  ms >= MINUTE && ms < HOUR ? say('time.minutes', { minutes: Math.floor(ms / MINUTE) }) : spanText(ms)

/** A time relative to now: `just now`, `4 min ago`, `in 2 h`. */
export function relativeText(at: number, now: number): string {
  const ms = now - at
  if (Math.abs(ms) < 5 * SECOND) return say('time.justNow')
  return ms > 0 ? say('time.ago', { span: glanceText(ms) }) : say('time.in', { span: glanceText(-ms) })
}

/** When something is due: `in 4 min`; `now` when the time has passed. */
export const dueText = (at: number, now: number): string =>
  at <= now ? say('time.now') : say('time.in', { span: glanceText(at - now) })

/** The start and the end of the day of `now`, in the agent's zone, as UTC ms. */
export function dayBounds(now: number): { readonly dayStart: number; readonly dayEnd: number } {
  const start = new Date(now)
  start.setHours(0, 0, 0, 0)
  const end = new Date(start)
  // The calendar adds the day, so that a day of 23 or 25 hours ends correctly.
  end.setDate(end.getDate() + 1)
  return { dayStart: start.getTime(), dayEnd: end.getTime() }
}
