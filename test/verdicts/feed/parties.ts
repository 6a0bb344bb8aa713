import { edits } from './edits.ts'
import type { BookedPurchase, Ledger } from './ledger.ts'
import { misspellWord } from './misspell.ts'
import { nearNames } from './names-of-the-world.ts'
import type { Purchase } from './offers.ts'
import { minuteMs, rename, type Scenario, type Story } from './story.ts'

/** People who travel together. They share the email address and phone of the person who books. */
export type Party = Purchase['traveller'][]

/**
 * Makes `count` travellers with one surname, or with different surnames. With `near`, two of them have similar given
 * names.
 */
export function party(ledger: Ledger, lead: Purchase, count: number, { family = true, near = false } = {}): Party {
  const { people, dice } = ledger
  const names = new Map([[lead.traveller.given_name.toLowerCase(), lead.traveller]])
  const add = (given: string, surname: string) =>
    names.set(given.toLowerCase(), rename(lead.traveller, { given, surname }))
  if (near) {
    names.clear()
    for (const given of dice.pick(nearNames).split('|')) add(given, lead.traveller.surname)
  }
  while (names.size < count) {
    const given = people.given()
    // Alex beside Alexandra could be one person, so only the near pair has similar names.
    if ([...names.keys()].some((other) => isAlike(given.toLowerCase(), other))) continue
    add(given, family ? lead.traveller.surname : people.surname())
  }
  return [...names.values()]
}

const isAlike = (a: string, b: string): boolean => a.slice(0, 3) === b.slice(0, 3) || edits(a, b) <= 2

/** Adds one booking for each traveller, under one reference, with neighbouring seats, charged at once. */
export function buyParty(ledger: Ledger, purchase: Purchase, travellers: Party): BookedPurchase[] {
  const seats = ledger.seats(travellers.length)
  return travellers.map((traveller, index) => {
    const gateway = ledger.dice.chance(0.3) ? ledger.dice.pick(['old', 'new'] as const) : purchase.gateway
    const own = { ...purchase, traveller, gateway, seat: seats[index] ?? purchase.seat }
    return index === 0
      ? ledger.buy(own)
      : ledger.buy({ ...own, at: purchase.at + 5 * index }, { booked_at: new Date(purchase.at).toISOString() })
  })
}

/** A party booked twice. Each traveller has a group of their own. */
function partyDouble(from: number, to: number, { near = false, mistyped = false, card = false } = {}): Scenario {
  return (ledger, kind) => {
    const first = ledger.purchase()
    const travellers = party(ledger, first, ledger.dice.int(from, to), { family: ledger.dice.chance(0.75), near })
    const wrong = ledger.dice.int(0, travellers.length - 1)
    const secondTravellers = travellers.map((one, index) =>
      mistyped && index === wrong ? { ...one, given_name: misspellWord(ledger.dice, one.given_name) } : one,
    )
    const order = ledger.dice.chance(0.4)
      ? secondTravellers.map((_, index) => secondTravellers.length - 1 - index)
      : secondTravellers.map((_, index) => index)
    const one = buyParty(ledger, first, travellers)
    const other = buyParty(
      ledger,
      ledger.again(first, card ? { card: ledger.people.card() } : {}),
      order.flatMap((index) => secondTravellers[index] ?? []),
    )
    const name = ledger.case(kind)
    for (const [position, index] of order.entries()) {
      const [kept, extra] = [one[index], other[position]]
      if (kept && extra) ledger.label(`${name}.${index}`, 'duplicate', [kept, extra], [extra])
    }
  }
}

/** One traveller of a party books again alone. */
const partyPart: Scenario = (ledger, kind) => {
  const first = ledger.purchase()
  const travellers = party(ledger, first, ledger.dice.int(2, 5))
  const bought = buyParty(ledger, first, travellers)
  const index = ledger.dice.int(0, travellers.length - 1)
  const [traveller, kept] = [travellers[index], bought[index]]
  if (!traveller || !kept) return
  const extra = ledger.buy(ledger.again(first, { traveller }))
  ledger.label(ledger.case('family'), 'separate', bought)
  ledger.label(ledger.case(kind), 'duplicate', [kept, extra], [extra])
}

const together =
  (from: number, to: number, shape: { family?: boolean; near?: boolean } = {}): Scenario =>
  (ledger, kind) => {
    const lead = ledger.purchase()
    const bought = buyParty(ledger, lead, party(ledger, lead, ledger.dice.int(from, to), shape))
    ledger.label(ledger.case(kind), 'separate', bought)
  }

/** The travellers book one after another, on one card and with one email address. */
const oneByOne =
  (from: number, to: number, shape: { family?: boolean; near?: boolean } = {}): Scenario =>
  (ledger, kind) => {
    const lead = ledger.purchase()
    const travellers = party(ledger, lead, ledger.dice.int(from, to), shape)
    const seats = ledger.dice.chance(0.6) ? ledger.seats(travellers.length) : travellers.map(() => ledger.seat())
    let at = lead.at
    const bought = travellers.map((traveller, index) => {
      const change = { traveller, seat: seats[index] ?? lead.seat, reference: ledger.reference(), at }
      at += ledger.dice.int(2, 12) * minuteMs
      return ledger.buy({ ...lead, ...change, gateway: ledger.dice.pick(['old', 'new']) })
    })
    ledger.label(ledger.case(kind), 'separate', bought)
  }

/** Father and son of one name, under one reference. */
const fatherSon: Scenario = (ledger, kind) => {
  const lead = ledger.purchase()
  const son = ledger.dice.chance(0.3) ? { ...lead.traveller, surname: `${lead.traveller.surname} Jr` } : lead.traveller
  ledger.label(ledger.case(kind), 'separate', buyParty(ledger, lead, [lead.traveller, son]))
}

/** An agency books for unrelated people with its own email address, phone and card. */
const agency: Scenario = (ledger, kind) => {
  const first = ledger.purchase()
  let at = first.at
  const bought = party(ledger, first, ledger.dice.int(3, 6), { family: false }).map((traveller) => {
    at += ledger.dice.int(2, 600) * minuteMs
    return ledger.buy(ledger.again(first, { traveller, at }))
  })
  ledger.label(ledger.case(kind), 'separate', bought)
}

/** Parties booked once and booked twice. */
export const parties: readonly Story[] = [
  ['partydouble', 55, partyDouble(2, 4)],
  ['partydouble', 8, partyDouble(5, 9)],
  ['partynear', 10, partyDouble(2, 4, { near: true })],
  ['partytypo', 12, partyDouble(2, 5, { mistyped: true })],
  ['partycard', 8, partyDouble(2, 4, { card: true })],
  ['partypart', 15, partyPart],
  ['family', 260, together(2, 5)],
  ['familyapart', 60, oneByOne(2, 4)],
  ['siblings', 30, together(2, 4, { near: true })],
  ['siblingsapart', 30, oneByOne(2, 2, { near: true })],
  ['fatherson', 15, fatherSon],
  ['group', 100, together(2, 8, { family: false })],
  ['groupapart', 25, oneByOne(2, 5, { family: false })],
  ['agency', 15, agency],
]
