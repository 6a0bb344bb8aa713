import type { LocalTime } from './change.ts'

/** A local clock time as the number YYYYMMDDhhmm. The numbers sort by time, and a day is a range of them. */
export const asLocalNumber = ({ year, month, day, hour, minute }: LocalTime): number =>
  (((year * 100 + month) * 100 + day) * 100 + hour) * 100 + minute

/** Writes such a number as text: `202002282015` → `2020-02-28T20:15`. */
export const asLocalText = (local: number): string =>
  String(local)
    .padStart(12, '0')
    .replace(/^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)$/, '$1-$2-$3T$4:$5')

/** The local day on this machine's clock. @param now UTC ms. */
export function localDay(now: number): { readonly year: number; readonly month: number; readonly day: number } {
  const date = new Date(now)
  return { year: date.getFullYear(), month: date.getMonth() + 1, day: date.getDate() }
}
