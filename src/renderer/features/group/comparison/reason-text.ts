import type { Reason } from '../../../../shared/model/index.ts'
import { say } from '../../../../shared/text/index.ts'
import { spanText } from '../../../ui/format/time-text.ts'

const MINUTE = 60_000

/** The time between two charges, from the `hours` or `minutes` of a reason. */
function apartText({ minutes, hours }: Reason['values']): string {
  if (hours !== undefined) return spanText(hours * 60 * MINUTE)
  return minutes === undefined || minutes < 1 ? say('reasons.underMinute') : spanText(minutes * MINUTE)
}

/** The sentence of a reason. */
export const reasonText = ({ code, values }: Reason): string =>
  say(`reason.${code}`, { apart: apartText(values), count: values.count ?? 1 })
