import type { FlightView, GroupView, Money } from '../../../shared/model/index.ts'
import { say } from '../../../shared/text/index.ts'
import type { ChargeOfBooking } from '../../facts/customer-facts.ts'
import { moneyText } from '../../ui/format/money-text.ts'
import { departureDayText, listText, spokenText } from '../../ui/format/time-text.ts'

/** A flight to read aloud: `EI164 from DUB to LHR on Mon, 30 Nov 2026`. */
export const flightText = ({ number, origin, destination, departure }: FlightView): string =>
  say('caller.flight', { number, origin, destination, day: departureDayText(departure) })

/** So many charges or more with equal amounts are read as one phrase, with the first and the last time. */
const MANY = 4

/** The charges to read aloud: each with its amount and the time when the card was asked. `now` is UTC ms. */
export function chargesText(members: readonly ChargeOfBooking[], now: number): string {
  const [first] = members
  const last = members.at(-1)
  const amounts = new Set(members.map(({ charge }) => moneyText(charge)))
  if (first && last && members.length >= MANY && amounts.size === 1) {
    return say('caller.charges.many', {
      amount: moneyText(first.charge),
      first: spokenText(first.charge.authorisedAt, now),
      last: spokenText(last.charge.authorisedAt, now),
    })
  }
  return listText(
    members.map(({ charge }) =>
      say('caller.charge', { amount: moneyText(charge), when: spokenText(charge.authorisedAt, now) }),
    ),
  )
}

/** The sum over these charges, one amount for each currency. `of` gives the minor units of a charge. */
export function sumText(
  members: readonly ChargeOfBooking[],
  of: (charge: ChargeOfBooking['charge']) => number,
): string {
  const sums = new Map<string, Money>()
  for (const { charge } of members) {
    const { currency } = charge
    sums.set(currency, { currency, amountMinor: (sums.get(currency)?.amountMinor ?? 0) + of(charge) })
  }
  return listText([...sums.values()].map(moneyText))
}

/** What is paid and not refunded, one amount for each currency; empty when nothing is. */
export function paidText(members: readonly ChargeOfBooking[]): string {
  const left = ({ amountMinor, refundedMinor }: ChargeOfBooking['charge']): number => amountMinor - refundedMinor
  const paid = members.filter(
    ({ charge }) => (charge.state === 'captured' || charge.state === 'disputed') && left(charge) > 0,
  )
  return sumText(paid, left)
}

const NTH = [1, 2, 3, 4, 5, 6, 7, 8, 9] as const
const NUMBERS = [2, 3, 4, 5, 6, 7, 8, 9] as const

/** A number to read aloud: `two`, `nine`, `12`. */
export function numberText(number: number): string {
  const known = NUMBERS.find((one) => one === number)
  return known === undefined ? String(number) : say(`caller.number.${known}`)
}

/** The ordinal of an index from 0, to read aloud: 1 → `the second`. From the ninth on it stays `the ninth`. */
export const nthText = (index: number): string => say(`caller.nth.${NTH[Math.min(index, 8)] ?? 1}`)

/** Says that the booking of the charge to keep stays; empty when no charge is kept. */
export function staysText({ keepChargeId }: GroupView, members: readonly ChargeOfBooking[]): string {
  const keep = members.find(({ charge }) => charge.id === keepChargeId)
  return keep ? say('caller.stays', { reference: keep.booking.reference }) : ''
}
