import { many } from './doubles.ts'
import { dayMs, hourMs, minuteMs, type Scenario, type Story, twice } from './story.ts'

/** The feed delivers a charge, its booking, or both twice. */
const repeated: Scenario = (ledger, kind) => {
  const bought = ledger.buy(ledger.purchase())
  const soon = bought.at + ledger.dice.pick([1500, 60_000, 5 * hourMs])
  ledger.repeat('charge', bought.chargeId, 1, soon)
  if (ledger.dice.chance(0.3)) ledger.repeat('booking', bought.bookingId, 1, soon)
  ledger.label(ledger.case(kind), 'separate', [bought])
}

/** The feed delivers an old version again after the new one. The hold stays released. */
const stale: Scenario = (ledger, kind) => {
  const first = ledger.purchase()
  const kept = ledger.buy(first)
  const held = ledger.buy(ledger.again(first), { status: 'pending' }, { state: 'authorised', captured_at: null })
  ledger.addChange(held.at + dayMs, 'charge', held.chargeId, { ...held.charge, state: 'voided' })
  ledger.addChange(held.at + dayMs, 'booking', held.bookingId, { ...held.booking, status: 'cancelled' })
  ledger.repeat('charge', held.chargeId, 1, held.at + dayMs + hourMs)
  ledger.repeat('booking', held.bookingId, 1, held.at + dayMs + hourMs)
  ledger.label(ledger.case(kind), 'resolved', [kept, held])
}

/** The feed deletes the last of several bookings of one purchase. The remaining ones are judged without it. */
const deleted =
  (count: number): Scenario =>
  (ledger, kind) => {
    const bought = many(ledger, count)
    const left = bought.slice(0, -1)
    const gone = bought.at(-1)
    if (!gone) return
    const at = gone.at + ledger.dice.int(5, 3000) * minuteMs
    ledger.addChange(at, 'charge', gone.chargeId, null)
    ledger.addChange(at, 'booking', gone.bookingId, null)
    ledger.label(ledger.case(kind), left.length > 1 ? 'duplicate' : 'separate', left, left.slice(1))
  }

/** The feed deletes only the second charge. Its booking stays without a charge. */
const chargeDeleted: Scenario = (ledger, kind) => {
  const [kept, extra] = twice(ledger)
  ledger.addChange(extra.at + ledger.dice.int(1, 90) * minuteMs, 'charge', extra.chargeId, null)
  ledger.label(ledger.case(kind), 'separate', [kept])
}

/** The feed deletes the second purchase by mistake, and delivers it again. */
const restored: Scenario = (ledger, kind) => {
  const [kept, extra] = twice(ledger)
  ledger.addChange(extra.at + hourMs, 'charge', extra.chargeId, null)
  ledger.addChange(extra.at + hourMs, 'booking', extra.bookingId, null)
  ledger.addChange(extra.at + 2 * hourMs, 'booking', extra.bookingId, extra.booking)
  ledger.addChange(extra.at + 2 * hourMs, 'charge', extra.chargeId, extra.charge)
  ledger.label(ledger.case(kind), 'duplicate', [kept, extra], [extra])
}

/** A charge is authorised first and captured later. In between, a new version corrects the traveller's name. */
const settledLate: Scenario = (ledger, kind) => {
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
  ledger.addChange(at, 'charge', extra.chargeId, { ...extra.charge, state: 'captured', captured_at })
  ledger.addChange(at + 1000, 'booking', extra.bookingId, {
    ...extra.booking,
    status: 'confirmed',
    traveller: second.traveller,
  })
  ledger.label(ledger.case(kind), 'duplicate', [kept, extra], [extra])
}

/** Cases of delivery: repeats, stale versions, deletes and later versions. */
export const deliveries: readonly Story[] = [
  ['echo', 60, repeated],
  ['stale', 10, stale],
  ['deleted', 35, deleted(2)],
  ['deletedtriple', 6, deleted(3)],
  ['chargedeleted', 8, chargeDeleted],
  ['restored', 6, restored],
  ['settledlate', 12, settledLate],
]
