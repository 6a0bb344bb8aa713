import type { ChargeView, RecordView } from '../../preload/model.ts'
import { say, type TextKey, word } from '../../preload/text/index.ts'
import type { ChargeOfRecord } from '../customer/customer-facts.ts'
import { moneyText } from '../ui/money-text.ts'
import { departureText, secondText, spanText } from '../ui/time-text.ts'

/** One value in the comparison. The first column is what the others are compared with. */
export interface Cell {
  readonly text: string
  readonly verdict: 'first' | 'same' | 'differs'
  /** What to add: how much later. */
  readonly extra: string | null
}

/** One line of the comparison. */
export interface Row {
  readonly name: string
  readonly cells: readonly Cell[]
  /** True when every column has the same value. */
  readonly same: boolean
}

type Value = (charge: ChargeView, record: RecordView) => string

const ROWS: readonly (readonly [TextKey & `group.row.${string}`, Value])[] = [
  ['group.row.amount', (charge) => moneyText(charge)],
  ['group.row.purpose', ({ purpose }) => word('purpose', purpose)],
  ['group.row.traveller', (_, { travellerName }) => travellerName],
  ['group.row.flight', (_, { flight }) => `${flight.number} ${flight.origin} → ${flight.destination}`],
  ['group.row.departure', (_, { flight }) => departureText(flight.departure)],
  ['group.row.card', ({ card }) => `·· ${card.last4} ${word('brand', card.brand)}`],
  ['group.row.gateway', ({ gateway }) => word('gateway', gateway)],
  ['group.row.booking', (_, { status }) => word('bookingStatus', status)],
  ['group.row.seat', (_, { seat }) => seat ?? say('group.noSeat')],
]

/** When the money was asked of the card: what the caller remembers, whenever it was captured. */
const askedAt = ({ charge }: ChargeOfRecord): number => charge.authorisedAt

function takenRow(charges: readonly ChargeOfRecord[], now: number): Row {
  const first = charges[0] ? askedAt(charges[0]) : 0
  const cells = charges.map((one, index): Cell => {
    const later = askedAt(one) - first
    return {
      text: secondText(askedAt(one), now),
      verdict: index === 0 ? 'first' : later === 0 ? 'same' : 'differs',
      extra: index > 0 && later > 0 ? say('group.later', { apart: spanText(later) }) : null,
    }
  })
  return { name: say('group.row.taken'), cells, same: cells.every(({ verdict }) => verdict !== 'differs') }
}

/** The charges of a group field by field, earliest first: what is the same and what differs. */
export function compareCharges(charges: readonly ChargeOfRecord[], now: number): readonly Row[] {
  const fields = ROWS.map(([name, value]): Row => {
    const texts = charges.map(({ charge, record }) => value(charge, record))
    const cells = texts.map(
      (text, index): Cell => ({
        text,
        verdict: index === 0 ? 'first' : text === texts[0] ? 'same' : 'differs',
        extra: null,
      }),
    )
    return { name: say(name), cells, same: cells.every(({ verdict }) => verdict !== 'differs') }
  })
  return [takenRow(charges, now), ...fields]
}

/** How far the first and the last charge are apart, in ms. */
export function apartMs(charges: readonly ChargeOfRecord[]): number {
  const times = charges.map(askedAt)
  return times.length === 0 ? 0 : Math.max(...times) - Math.min(...times)
}
