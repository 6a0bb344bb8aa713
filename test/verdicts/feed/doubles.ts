import type { BookedPurchase, Ledger } from './ledger.ts'
import { ordinary } from './misnamed.ts'
import { misspellWord } from './misspell.ts'
import { priceIn } from './prices.ts'
import { double, hourMs, minuteMs, rename, type Scenario, type Story, twice } from './story.ts'

/** Equal after the contract's normalisation: letter case, white space, zeros in the flight number. */
const exact: Scenario = (ledger, kind) => {
  const way = ledger.dice.int(0, 5)
  double((_, { traveller, flight }) => {
    if (way === 0) return { traveller: { ...traveller, given_name: `${traveller.given_name.toUpperCase()} ` } }
    if (way === 1) return { traveller: { ...traveller, surname: ` ${traveller.surname.toLowerCase()}` } }
    if (way === 2)
      return { flight: { ...flight, number: `${flight.number.slice(0, 2).toLowerCase()} 0${flight.number.slice(2)}` } }
    return {}
  })(ledger, kind)
}

const otherCard: Scenario = double(({ people }) => ({ card: people.card() }))
const otherMail: Scenario = double(({ people, dice }, { traveller }) => {
  const name = { given: traveller.given_name, surname: traveller.surname }
  const phone = traveller.phone !== null && dice.chance(0.2) ? null : traveller.phone
  return { traveller: { ...traveller, email: people.email(name), phone } }
})
const otherCardTypo: Scenario = (ledger, kind) => {
  const name = ordinary(ledger)
  const first = ledger.purchase(ledger.people.somebody(name))
  const wrong = { given: name.given, surname: misspellWord(ledger.dice, name.surname) }
  const [kept, extra] = twice(
    ledger,
    () => ({ card: ledger.people.card(), traveller: rename(first.traveller, wrong) }),
    first,
  )
  ledger.label(ledger.case(kind), 'duplicate', [kept, extra], [extra])
}

const crossGateway: Scenario = double((_, { gateway }) => ({ gateway: gateway === 'old' ? 'new' : 'old' }))

/** Booked again hours or a day later. One person cannot fly twice on the same flight. */
const later = (fromHours: number, toHours: number): Scenario =>
  double(({ dice }, { at }) => ({ at: at + dice.int(fromHours * hourMs, toHours * hourMs) }))

const priceMoved: Scenario = double((ledger, { at, amountMinor, currency }) => {
  const dearer = priceIn(currency, ledger.dice.int(5, 40))
  return { at: at + ledger.dice.int(3 * minuteMs, 18 * hourMs), amountMinor: amountMinor + dearer }
})

/** One booking with more than one charge for the fare. */
const doublePost =
  (posts: number, gapMs: number): Scenario =>
  (ledger, kind) => {
    const purchase = ledger.purchase()
    const first = ledger.buy(purchase)
    const more = Array.from({ length: posts - 1 }, (_, index) => {
      const at = purchase.at + Math.round((index + 0.02 + ledger.dice.fraction() * 0.95) * gapMs)
      return ledger.charge(first.bookingId, { ...purchase, at, gateway: ledger.dice.pick(['old', 'new']) })
    })
    ledger.label(ledger.case(kind), 'duplicate', [first, ...more], more)
  }

/** Makes `count` bookings of one purchase. */
export function many(ledger: Ledger, count: number): BookedPurchase[] {
  let purchase = ledger.purchase()
  return Array.from({ length: count }, (_, index) => {
    if (index > 0) purchase = ledger.again(purchase)
    return ledger.buy(purchase)
  })
}

const several =
  (count: number): Scenario =>
  (ledger, kind) => {
    const bought = many(ledger, count)
    ledger.label(ledger.case(kind), 'duplicate', bought, bought.slice(1))
  }

/** Three bookings, and each writes the traveller differently. */
const tripleTypo: Scenario = (ledger, kind) => {
  const first = ledger.purchase(ledger.people.somebody(ordinary(ledger)))
  const { traveller } = first
  const second = ledger.again(first, {
    traveller: { ...traveller, surname: misspellWord(ledger.dice, traveller.surname) },
  })
  const bought = [first, second, ledger.again(second, { traveller, card: ledger.people.card() })].map((one) =>
    ledger.buy(one),
  )
  ledger.label(ledger.case(kind), 'duplicate', bought, bought.slice(1))
}

/** Cases where money was taken more than once for one traveller on one departure. */
export const doubles: readonly Story[] = [
  ['exact', 300, exact],
  ['crossgateway', 60, crossGateway],
  ['othercard', 110, otherCard],
  ['othermail', 60, otherMail],
  ['othercardtypo', 20, otherCardTypo],
  ['late', 40, later(2, 16)],
  ['lateday', 15, later(20, 50)],
  ['pricemoved', 25, priceMoved],
  ['doublepost', 60, doublePost(2, 60_000)],
  ['doublepost', 10, doublePost(3, 60_000)],
  ['doublepost', 10, doublePost(2, 20 * minuteMs)],
  ['triple', 20, several(3)],
  ['fourfold', 6, several(4)],
  ['tripletypo', 8, tripleTypo],
]
