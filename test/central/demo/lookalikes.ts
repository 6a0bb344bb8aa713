import type { BookedPurchase, Chronicle } from './chronicle.ts'
import { cancel, companions, type Story } from './doubles.ts'
import { flightOn, otherRoute } from './network.ts'
import { priceIn } from './prices.ts'

const minuteMs = 60_000
const dayMs = 24 * 3600 * 1000

/** A family on one card, mostly under one reference and sometimes with a reference for each. */
const family: Story = (chronicle, at) => {
  const lead = chronicle.purchase(at)
  const apart = chronicle.dice.chance(0.2)
  const party = companions(chronicle, lead, chronicle.dice.int(1, 4), true)
  const seats = chronicle.seats(party.length)
  for (const [index, traveller] of party.entries()) {
    const reference = apart ? chronicle.reference() : lead.reference
    chronicle.buy({
      ...lead,
      traveller,
      reference,
      seat: seats[index] ?? lead.seat,
      at: at + (apart ? index * 4 * minuteMs : 0),
    })
  }
}

/** Colleagues or friends on one card. */
const group: Story = (chronicle, at) => {
  const lead = chronicle.purchase(at)
  const party = companions(chronicle, lead, chronicle.dice.int(2, 7), false)
  const seats = chronicle.seats(party.length)
  for (const [index, traveller] of party.entries()) {
    chronicle.buy({ ...lead, traveller, seat: seats[index] ?? lead.seat })
  }
}

/** Two people with one name on one flight, each with their own card and e-mail address. */
const namesake: Story = (chronicle, at) => {
  const first = chronicle.purchase(at)
  const { given_name, surname } = first.traveller
  chronicle.buy(first)
  const traveller = chronicle.travellers.named(given_name, surname, first.home)
  chronicle.buy(chronicle.purchase(at + (chronicle.dice.int(1, 9) * dayMs) / 10, { traveller, flight: first.flight }))
}

const otherFlight: Story = (chronicle, at) => {
  const first = chronicle.purchase(at)
  chronicle.buy(first)
  const { number, departure } = first.flight
  const { number: other, origin, destination, hour, minute } = otherRoute(chronicle.dice, number)
  const flight = { number: other, origin, destination, departure: { ...departure, hour, minute } }
  chronicle.buy({ ...first, at: at + 6 * minuteMs, reference: chronicle.reference(), seat: chronicle.seat(), flight })
}

/** The same flight on another day. */
const otherDate: Story = (chronicle, at) => {
  const first = chronicle.purchase(at)
  const { hour, minute } = first.flight.departure
  const flight = flightOn({ ...first.flight, hour, minute }, at, chronicle.dice.int(111, 150))
  chronicle.buy(first)
  chronicle.buy({ ...first, at: at + 3 * minuteMs, reference: chronicle.reference(), seat: chronicle.seat(), flight })
}

/** An extra seat for the same traveller, under the same reference or its own. */
const extraSeat: Story = (chronicle, at) => {
  const first = chronicle.purchase(at)
  const reference = chronicle.dice.chance(0.5) ? chronicle.reference() : first.reference
  chronicle.buy(first)
  chronicle.buy({ ...first, at: at + minuteMs, reference, seat: chronicle.seat() }, { service_code: 'EXST' })
}

/** Cancelled too late for a refund, then bought again. */
const cancelledLate: Story = (chronicle, at) => {
  const first = chronicle.purchase(at)
  cancel(chronicle, chronicle.buy(first), at + 60 * minuteMs)
  chronicle.buy({ ...first, at: at + 120 * minuteMs, reference: chronicle.reference(), seat: chronicle.seat() })
}

/** Cancelled and refunded, then bought again. */
const rebooked: Story = (chronicle, at) => {
  const first = chronicle.purchase(at)
  const bought = chronicle.buy(first)
  giveBack(chronicle, bought, at + 60 * minuteMs)
  chronicle.buy({ ...first, at: at + 90 * minuteMs, reference: chronicle.reference() })
}

const ancillary: Story = (chronicle, at) => {
  const purchase = chronicle.purchase(at)
  const { bookingId } = chronicle.buy(purchase)
  const amountMinor = priceIn(purchase.currency, chronicle.dice.int(9, 60))
  chronicle.charge(
    bookingId,
    { ...purchase, amountMinor, at: at + chronicle.dice.int(0, 30) * minuteMs },
    { purpose: 'ancillary' },
  )
}

const changeFee: Story = (chronicle, at) => {
  const purchase = chronicle.purchase(at)
  const { bookingId } = chronicle.buy(purchase)
  const amountMinor = priceIn(purchase.currency, chronicle.dice.int(20, 90))
  chronicle.charge(bookingId, { ...purchase, amountMinor, at: at + 2 * dayMs }, { purpose: 'change_fee' })
}

/** The same charge is published twice. */
const repeated: Story = (chronicle, at) => {
  const { chargeId } = chronicle.buy(chronicle.purchase(at))
  chronicle.repeat(at + 5 * minuteMs, chargeId)
}

/** The first attempt was declined. */
const failedFirst: Story = (chronicle, at) => {
  const purchase = chronicle.purchase(at)
  const { bookingId } = chronicle.buy(purchase, {}, { state: 'failed', captured_at: null })
  chronicle.charge(bookingId, { ...purchase, at: at + 2 * minuteMs })
}

/** A booking and its charge are deleted from the history. */
const deleted: Story = (chronicle, at) => {
  const { bookingId, chargeId } = chronicle.buy(chronicle.purchase(at))
  chronicle.add(at + dayMs, 'charge', chargeId, null)
  chronicle.add(at + dayMs, 'booking', bookingId, null)
}

/** Cancelled by the traveller and refunded. */
const cancelled: Story = (chronicle, at) => giveBack(chronicle, chronicle.buy(chronicle.purchase(at)), at + dayMs)

/** A goodwill refund that a supervisor must approve, because the fare is above the agent's limit. */
const largeRefund: Story = (chronicle, at) => {
  const purchase = chronicle.purchase(at)
  const bought = chronicle.buy({ ...purchase, amountMinor: priceIn(purchase.currency, 1400) })
  chronicle.refund(bought.chargeId, bought.charge, at + dayMs, {
    reason: 'goodwill',
    note: 'Stranded overnight.',
    state: 'pending_approval',
  })
}

function giveBack(chronicle: Chronicle, bought: BookedPurchase, at: number): void {
  cancel(chronicle, bought, at)
  chronicle.refund(bought.chargeId, bought.charge, at, { reason: 'cancelled' })
}

/** The stories of lookalikes and of everyday purchases, each with its number in 20,000 bookings. */
export const lookalikes: readonly [count: number, story: Story][] = [
  [420, family],
  [110, group],
  [125, namesake],
  [280, otherFlight],
  [215, otherDate],
  [57, extraSeat],
  [118, rebooked],
  [30, cancelledLate],
  [240, ancillary],
  [125, changeFee],
  [40, repeated],
  [150, failedFirst],
  [46, deleted],
  [60, cancelled],
  [5, largeRefund],
]
