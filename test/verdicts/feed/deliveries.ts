import { many } from './doubles.ts'
import { dayMs, hourMs, minuteMs, type Story, type Tell, twice } from './story.ts'

/** A charge, its booking, or both told twice. */
const echo: Tell = (ledger, kind) => {
  const bought = ledger.buy(ledger.purchase())
  const soon = bought.at + ledger.dice.pick([1500, 60_000, 5 * hourMs])
  ledger.echo('charge', bought.chargeId, 1, soon)
  if (ledger.dice.chance(0.3)) ledger.echo('booking', bought.bookingId, 1, soon)
  ledger.label(ledger.case(kind), 'separate', [bought])
}

/** An old version is told again after the new one: the hold was let go all the same. */
const stale: Tell = (ledger, kind) => {
  const first = ledger.purchase()
  const kept = ledger.buy(first)
  const held = ledger.buy(ledger.again(first), { status: 'pending' }, { state: 'authorised', captured_at: null })
  ledger.tell(held.at + dayMs, 'charge', held.chargeId, { ...held.charge, state: 'voided' })
  ledger.tell(held.at + dayMs, 'booking', held.bookingId, { ...held.booking, status: 'cancelled' })
  ledger.echo('charge', held.chargeId, 1, held.at + dayMs + hourMs)
  ledger.echo('booking', held.bookingId, 1, held.at + dayMs + hourMs)
  ledger.label(ledger.case(kind), 'resolved', [kept, held])
}

/** Of several bookings of one booking the last is taken out of the history; what is left is judged by itself. */
const deleted =
  (count: number): Tell =>
  (ledger, kind) => {
    const bought = many(ledger, count)
    const left = bought.slice(0, -1)
    const gone = bought.at(-1)
    if (!gone) return
    const at = gone.at + ledger.dice.int(5, 3000) * minuteMs
    ledger.tell(at, 'charge', gone.chargeId, null)
    ledger.tell(at, 'booking', gone.bookingId, null)
    ledger.label(ledger.case(kind), left.length > 1 ? 'duplicate' : 'separate', left, left.slice(1))
  }

/** Only the second charge is taken out: its booking stands unpaid. */
const chargeDeleted: Tell = (ledger, kind) => {
  const [kept, extra] = twice(ledger)
  ledger.tell(extra.at + ledger.dice.int(1, 90) * minuteMs, 'charge', extra.chargeId, null)
  ledger.label(ledger.case(kind), 'separate', [kept])
}

/** Taken out by mistake, and told again. */
const restored: Tell = (ledger, kind) => {
  const [kept, extra] = twice(ledger)
  ledger.tell(extra.at + hourMs, 'charge', extra.chargeId, null)
  ledger.tell(extra.at + hourMs, 'booking', extra.bookingId, null)
  ledger.tell(extra.at + 2 * hourMs, 'booking', extra.bookingId, extra.booking)
  ledger.tell(extra.at + 2 * hourMs, 'charge', extra.chargeId, extra.charge)
  ledger.label(ledger.case(kind), 'duplicate', [kept, extra], [extra])
}

/** A charge that was held at first and captured later; the name was set right in between. */
const settledLate: Tell = (ledger, kind) => {
  const first = ledger.purchase()
  const second = ledger.again(first)
  const kept = ledger.buy(first)
  const wrong = { ...second.traveller, surname: `${second.traveller.surname}x` }
  const extra = ledger.buy(
    { ...second, traveller: wrong },
    { status: 'pending' },
    { state: 'authorised', captured_at: null },
  )
  const at = extra.at + ledger.dice.int(1, 20) * hourMs
  const captured_at = new Date(at).toISOString()
  ledger.tell(at, 'charge', extra.chargeId, { ...extra.charge, state: 'captured', captured_at })
  ledger.tell(at + 1000, 'booking', extra.bookingId, {
    ...extra.booking,
    status: 'confirmed',
    traveller: second.traveller,
  })
  ledger.label(ledger.case(kind), 'duplicate', [kept, extra], [extra])
}

/** What the way of delivery does: repeats, stale versions, deletes, later versions. */
export const deliveries: readonly Story[] = [
  ['echo', 60, echo],
  ['stale', 10, stale],
  ['deleted', 35, deleted(2)],
  ['deletedtriple', 6, deleted(3)],
  ['chargedeleted', 8, chargeDeleted],
  ['restored', 6, restored],
  ['settledlate', 12, settledLate],
]
