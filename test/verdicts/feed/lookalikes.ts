import type { Ledger } from './ledger.ts'
import type { Purchase } from './offers.ts'
import { priceIn } from './prices.ts'
import type { Departure } from './sources.ts'
import { minuteMs, type Scenario, type Story, twice } from './story.ts'

/** Another departure of the same traveller, bought minutes later. */
const elsewhere =
  (other: (ledger: Ledger, departure: Departure) => Departure | undefined): Scenario =>
  (ledger, kind) => {
    for (let tries = 0; tries < 50; tries += 1) {
      const first = ledger.purchase()
      const departure = other(ledger, first.departure)
      if (!departure) continue
      const amountMinor = ledger.dice.chance(0.6)
        ? first.amountMinor
        : priceIn(first.currency, ledger.dice.int(40, 500))
      const bought = twice(ledger, () => ({ departure, flight: ledger.network.flight(departure), amountMinor }), first)
      ledger.label(ledger.case(kind), 'separate', bought)
      return
    }
  }

/** Two people of one name on one flight. Nothing else is the same. */
const namesake =
  (fromMinutes: number, toMinutes: number, sameFare: number): Scenario =>
  (ledger, kind) => {
    const first = ledger.purchase()
    const { given_name: given, surname } = first.traveller
    const other = ledger.people.somebody({ given, surname })
    const second = ledger.purchase({ ...other, currency: first.currency }, first.departure)
    const amountMinor = ledger.dice.chance(sameFare) ? first.amountMinor : second.amountMinor
    const latest = Math.min(toMinutes, Math.floor((ledger.network.instant(first.departure) - first.at) / minuteMs) - 60)
    const at = first.at + ledger.dice.int(fromMinutes, latest) * minuteMs
    ledger.label(ledger.case(kind), 'separate', [ledger.buy(first), ledger.buy({ ...second, amountMinor, at })])
  }

/** A second seat bought on purpose, under the same reference or another one. */
const extraSeat: Scenario = (ledger, kind) => {
  const first = ledger.purchase()
  const change = ledger.dice.chance(0.4) ? { reference: first.reference } : {}
  const bought = [ledger.buy(first), ledger.buy(ledger.again(first, change), { service_code: 'EXST' })]
  ledger.label(ledger.case(kind), 'separate', bought)
}

/** An extra seat beside a real duplicate. Only the duplicate is to refund. */
const extraSeatDouble: Scenario = (ledger, kind) => {
  const first = ledger.purchase()
  const second = ledger.again(first)
  const kept = ledger.buy(first)
  const seat = ledger.buy({ ...first, at: first.at + 30_000, seat: ledger.seat() }, { service_code: 'EXST' })
  const extra = ledger.buy(second)
  ledger.label(ledger.case('extraseat'), 'separate', [seat])
  ledger.label(ledger.case(kind), 'duplicate', [kept, extra], [extra])
}

/** Cancelled and refunded, then bought again. With `times` 2 it is bought again twice. */
const rebooked =
  (times: 1 | 2, change: (ledger: Ledger, first: Purchase) => Partial<Purchase> = () => ({})): Scenario =>
  (ledger, kind) => {
    const first = ledger.purchase()
    const gone = ledger.buy(first)
    const at = first.at + ledger.dice.int(5, 600) * minuteMs
    ledger.addChange(at, 'booking', gone.bookingId, { ...gone.booking, status: 'cancelled' })
    ledger.refund(gone, at + 1, { reason: 'cancelled', state: ledger.dice.chance(0.2) ? 'pending' : 'succeeded' })
    const again = ledger.again(first, { at: at + ledger.dice.int(3, 900) * minuteMs, ...change(ledger, first) })
    const kept = ledger.buy(again)
    if (times === 1) return ledger.label(ledger.case(kind), 'separate', [gone, kept])
    const extra = ledger.buy(ledger.again(again))
    ledger.label(ledger.case('rebooked'), 'separate', [gone])
    ledger.label(ledger.case(kind), 'duplicate', [kept, extra], [extra])
  }

/** Bags and seats beside a fare. `equal` gives them the same amount as the fare. */
const ancillary =
  (equal: boolean, count: number): Scenario =>
  (ledger, kind) => {
    const purchase = ledger.purchase()
    const fare = ledger.buy(equal ? { ...purchase, amountMinor: priceIn(purchase.currency, 45) } : purchase)
    const more = Array.from({ length: count }, (_, index) => {
      const amountMinor = equal
        ? fare.charge.amount_minor
        : priceIn(purchase.currency, 10 + 15 * index + ledger.dice.int(0, 9))
      const at = purchase.at + ledger.dice.int(0, 60) * minuteMs + index * 1000
      return ledger.charge(fare.bookingId, { ...purchase, amountMinor, at }, { purpose: 'ancillary' })
    })
    ledger.label(ledger.case(kind), 'separate', [fare, ...more])
  }

/** A duplicate whose first booking has a bag. The bag stays. */
const ancillaryDouble: Scenario = (ledger, kind) => {
  const first = ledger.purchase()
  const [kept, extra] = twice(ledger, undefined, first)
  const bag = { ...first, amountMinor: priceIn(first.currency, 30), at: first.at + minuteMs }
  ledger.label(ledger.case('ancillary'), 'separate', [ledger.charge(kept.bookingId, bag, { purpose: 'ancillary' })])
  ledger.label(ledger.case(kind), 'duplicate', [kept, extra], [extra])
}

/** Moved to another day: the same booking has a fee, or a charge for the difference of the fares. */
const changed =
  (purpose: 'change_fee' | 'fare'): Scenario =>
  (ledger, kind) => {
    const purchase = ledger.purchase()
    const bought = ledger.buy(purchase)
    const at = purchase.at + ledger.dice.int(10, 1400) * minuteMs
    if (purpose === 'fare' || ledger.dice.chance(0.5)) {
      const flight = ledger.network.flight(ledger.network.otherDay(purchase.departure))
      ledger.addChange(at, 'booking', bought.bookingId, { ...bought.booking, flight })
    }
    const amountMinor = priceIn(purchase.currency, ledger.dice.int(15, 39))
    const more = ledger.charge(bought.bookingId, { ...purchase, amountMinor, at }, { purpose })
    ledger.label(ledger.case(kind), 'separate', [bought, more])
  }

/** The first attempt failed, on the same booking. */
const failedFirst: Scenario = (ledger, kind) => {
  const purchase = ledger.purchase()
  const bought = ledger.buy(purchase)
  const at = purchase.at - ledger.dice.int(20, 400) * 1000
  const failed = ledger.charge(bought.bookingId, { ...purchase, at }, { state: 'failed', captured_at: null })
  ledger.label(ledger.case(kind), 'separate', [bought, failed])
}

/** The first attempt failed and left a booking. The second attempt has its own booking. */
const failedOnOwnBooking: Scenario = (ledger, kind) => {
  const first = ledger.purchase()
  const failed = ledger.buy(first, { status: 'pending' }, { state: 'failed', captured_at: null })
  ledger.label(ledger.case(kind), 'separate', [failed, ledger.buy(ledger.again(first))])
}

/** Cases that look like a duplicate but are none, and duplicates beside such a case. */
export const lookalikes: readonly Story[] = [
  ['otherflight', 110, elsewhere(({ network }) => network.any())],
  ['connecting', 60, elsewhere(({ network }, departure) => network.onward(departure))],
  ['return', 110, elsewhere(({ network }, departure) => network.back(departure))],
  ['sameroute', 50, elsewhere(({ network }, departure) => network.sameDay(departure))],
  ['otherdate', 150, elsewhere(({ network }, departure) => network.otherDay(departure))],
  ['namesake', 90, namesake(1440, 20_000, 0.2)],
  ['namesakesoon', 15, namesake(3, 58, 1)],
  ['extraseat', 50, extraSeat],
  ['extraseatdouble', 10, extraSeatDouble],
  ['rebooked', 70, rebooked(1)],
  ['rebooked', 15, rebooked(1, ({ people }) => ({ card: people.card() }))],
  [
    'rebooked',
    15,
    rebooked(1, (ledger, { currency }) => ({ amountMinor: priceIn(currency, ledger.dice.int(60, 400)) })),
  ],
  ['rebookeddouble', 10, rebooked(2)],
  ['ancillary', 130, ancillary(false, 1)],
  ['ancillary', 30, ancillary(false, 2)],
  ['ancillary', 15, ancillary(true, 1)],
  ['ancillarydouble', 12, ancillaryDouble],
  ['changefee', 80, changed('change_fee')],
  ['faredifference', 50, changed('fare')],
  ['failedfirst', 100, failedFirst],
  ['failedapart', 30, failedOnOwnBooking],
]
