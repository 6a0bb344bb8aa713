import { LOCALE } from '../../../ui/format/time-text.ts'

const weekdayClock = new Intl.DateTimeFormat(LOCALE, { weekday: 'short', hour: '2-digit', minute: '2-digit' })

/**
 * The start of an hour in the agent's zone: `Fri 13:00`. A weekday is enough, because no range is longer than a week.
 */
export const hourText = (at: number): string => weekdayClock.format(at).replace(',', '')
