import type { BookingView, ChargeView, EvidenceField } from '../../shared/model/index.ts'
import { label, say, type TextKey } from '../../shared/text/index.ts'
import { moneyText } from '../ui/format/money-text.ts'
import { departureText, secondText, spanText } from '../ui/format/time-text.ts'
import type { ChargeOfBooking } from './customer-facts.ts'

/** One value of the comparison. Every column is compared with the first one. */
export interface Cell {
  readonly text: string
  /** How the value compares; `unknown` when the screen cannot tell, because the value is masked. */
  readonly match: 'first' | 'same' | 'differs' | 'unknown'
  /** For a time that differs: how much later it is. */
  readonly extra: string | null
}

/** One row of the comparison. */
export interface Row {
  /** The field that reasons name. */
  readonly field: EvidenceField
  readonly name: string
  readonly cells: readonly Cell[]
  /** True when no column is known to differ from the first. */
  readonly same: boolean
}

type Value = (charge: ChargeView, booking: BookingView) => string

const ROWS: readonly (readonly [EvidenceField, TextKey & `group.row.${string}`, Value])[] = [
  ['amount', 'group.row.amount', (charge) => moneyText(charge)],
  ['purpose', 'group.row.purpose', ({ purpose }) => label('purpose', purpose)],
  ['state', 'group.row.state', ({ state }) => label('chargeState', state)],
  ['traveller', 'group.row.traveller', (_, { travellerName }) => travellerName],
  ['card', 'group.row.card', ({ card }) => `·· ${card.last4} ${label('brand', card.brand)}`],
  ['flight', 'group.row.flight', (_, { flight }) => `${flight.number} ${flight.origin} → ${flight.destination}`],
  ['flight', 'group.row.departure', (_, { flight }) => departureText(flight.departure)],
  ['status', 'group.row.status', (_, { status }) => label('bookingStatus', status)],
  ['service', 'group.row.service', (_, booking) => seatText(booking)],
  ['gateway', 'group.row.gateway', ({ gateway }) => label('gateway', gateway)],
]

function seatText({ seat, serviceCode }: BookingView): string {
  const service = serviceCode === null ? null : label('service', serviceCode)
  if (seat !== null && service !== null) return say('group.seatOf', { seat, service })
  return seat ?? service ?? say('group.noSeat')
}

/** When the card was asked for the money: the caller remembers this time, not the time of the capture. UTC ms. */
const askedAt = ({ charge }: ChargeOfBooking): number => charge.authorisedAt

/** Times are shown to the second, so a smaller difference counts as the same. */
const SECOND = 1_000

/** The row of the times at which the card was asked. */
function timeRow(charges: readonly ChargeOfBooking[], now: number): Row {
  const first = charges[0] ? askedAt(charges[0]) : 0
  const cells = charges.map((one, index): Cell => {
    const later = askedAt(one) - first
    return {
      text: secondText(askedAt(one), now),
      match: index === 0 ? 'first' : later < SECOND ? 'same' : 'differs',
      extra: index > 0 && later >= SECOND ? say('group.later', { apart: spanText(later) }) : null,
    }
  })
  return rowOf('time', say('group.row.time'), cells)
}

/**
 * Compares the charges of a group field by field.
 *
 * @param charges Earliest first.
 * @param now UTC ms.
 * @param contacts The rows of `maskedRow`, where the screen has them.
 */
export function compareCharges(
  charges: readonly ChargeOfBooking[],
  now: number,
  contacts: readonly Row[] = [],
): readonly Row[] {
  const fields = ROWS.map(([field, name, value]): Row => {
    const texts = charges.map(({ charge, booking }) => value(charge, booking))
    const cells = texts.map(
      (text, index): Cell => ({
        text,
        match: index === 0 ? 'first' : text === texts[0] ? 'same' : 'differs',
        extra: null,
      }),
    )
    return rowOf(field, say(name), cells)
  })
  // The contact comes after the card, because both say who paid.
  const after = fields.findIndex(({ field }) => field === 'card') + 1
  return [timeRow(charges, now), ...fields.slice(0, after), ...contacts, ...fields.slice(after)]
}

/**
 * The row of a masked contact. Two contacts that look the same under the mask may differ.
 *
 * @param known What a reason of the group says about the whole contacts; null when no reason does.
 */
export function maskedRow(field: 'email' | 'phone', texts: readonly string[], known: 'same' | 'differs' | null): Row {
  const cells = texts.map((text, index): Cell => {
    const isOther = text !== texts[0]
    return {
      text,
      match: index === 0 ? 'first' : isOther ? 'differs' : (known ?? 'unknown'),
      extra: null,
    }
  })
  return rowOf(field, say(`group.row.${field}`), cells)
}

const rowOf = (field: EvidenceField, name: string, cells: readonly Cell[]): Row => ({
  field,
  name,
  cells,
  same: cells.every(({ match }) => match !== 'differs'),
})
