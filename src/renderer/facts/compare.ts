import type { BookingView, ChargeView, EvidenceField } from '../../shared/model/index.ts'
import { label, say, type TextKey } from '../../shared/text/index.ts'
import { moneyText } from '../ui/format/money-text.ts'
import { departureText, secondText, spanText } from '../ui/format/time-text.ts'
import type { ChargeOfBooking } from './customer-facts.ts'

/** One value in the comparison. The first column is what the others are compared with. */
export interface Cell {
  readonly text: string
  /** `unsaid`: what is shown does not tell whether it is the same. */
  readonly verdict: 'first' | 'same' | 'differs' | 'unsaid'
  /** What to add: how much later. */
  readonly extra: string | null
}

/** One line of the comparison. */
export interface Row {
  /** What reasons may point at. */
  readonly field: EvidenceField
  readonly name: string
  readonly cells: readonly Cell[]
  /** True when no column is known to differ. */
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

/** When the money was asked of the card: what the caller remembers, whenever it was captured. */
const askedAt = ({ charge }: ChargeOfBooking): number => charge.authorisedAt

/** What is shown to the second is the same within it. */
const SECOND = 1_000

function takenRow(charges: readonly ChargeOfBooking[], now: number): Row {
  const first = charges[0] ? askedAt(charges[0]) : 0
  const cells = charges.map((one, index): Cell => {
    const later = askedAt(one) - first
    return {
      text: secondText(askedAt(one), now),
      verdict: index === 0 ? 'first' : later < SECOND ? 'same' : 'differs',
      extra: index > 0 && later >= SECOND ? say('group.later', { apart: spanText(later) }) : null,
    }
  })
  return rowOf('time', say('group.row.time'), cells)
}

/** The charges of a group field by field, earliest first: what is the same and what differs. `contacts`: rows of their own. */
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
        verdict: index === 0 ? 'first' : text === texts[0] ? 'same' : 'differs',
        extra: null,
      }),
    )
    return rowOf(field, say(name), cells)
  })
  // Who paid stands together: the contact after the card.
  const after = fields.findIndex(({ field }) => field === 'card') + 1
  return [takenRow(charges, now), ...fields.slice(0, after), ...contacts, ...fields.slice(after)]
}

/** The row of a masked contact: two that look alike under the mask may differ, so only a reason says `same`. */
export function maskedRow(field: 'email' | 'phone', texts: readonly string[], said: 'same' | 'differs' | null): Row {
  const cells = texts.map((text, index): Cell => {
    const isOther = text !== texts[0]
    return {
      text,
      verdict: index === 0 ? 'first' : isOther ? 'differs' : (said ?? 'unsaid'),
      extra: null,
    }
  })
  return rowOf(field, say(`group.row.${field}`), cells)
}

const rowOf = (field: EvidenceField, name: string, cells: readonly Cell[]): Row => ({
  field,
  name,
  cells,
  same: cells.every(({ verdict }) => verdict !== 'differs'),
})
