import type { BookedPurchase, Ledger } from './ledger.ts'
import { nearNames } from './names-of-the-world.ts'
import { buyParty, party } from './parties.ts'
import { hourMs, minuteMs, rename, type Scenario, type Story } from './story.ts'

/** Two siblings of similar names book separately. Then one of them books again. */
const siblingDouble: Scenario = (ledger, kind) => {
  const first = ledger.purchase()
  const { surname } = first.traveller
  const [given = '', near = ''] = ledger.dice.pick(nearNames).split('|')
  const one = { ...first, traveller: rename(first.traveller, { given, surname }) }
  const sibling = ledger.again(first, { traveller: rename(first.traveller, { given: near, surname }) })
  const kept = ledger.buy(one)
  const beside = ledger.buy(sibling)
  const extra = ledger.buy(ledger.again(one, { at: sibling.at + 3 * minuteMs }))
  ledger.label(ledger.case('siblingsapart'), 'separate', [beside])
  ledger.label(ledger.case(kind), 'duplicate', [kept, extra], [extra])
}

/** Two people of one name with different cards. One of them pays twice. */
const namesakeDouble: Scenario = (ledger, kind) => {
  const first = ledger.purchase()
  const { given_name: given, surname } = first.traveller
  const other = ledger.purchase(ledger.people.somebody({ given, surname }), first.departure)
  const kept = ledger.buy(first)
  const beside = ledger.buy({ ...other, at: first.at + ledger.dice.int(1, 70) * hourMs })
  const extra = ledger.buy(ledger.again(first))
  ledger.label(ledger.case('namesake'), 'separate', [beside])
  ledger.label(ledger.case(kind), 'duplicate', [kept, extra], [extra])
}

/** Father and son of one name under one reference, and both booked again. */
const fatherSonDouble: Scenario = (ledger, kind) => {
  const first = ledger.purchase()
  const both = [first.traveller, first.traveller]
  const one = buyParty(ledger, first, both)
  const other = buyParty(ledger, ledger.again(first), both)
  labelPairs(ledger, kind, one, other, () => true)
}

/** Two people who live together, with different cards and one email address. */
const couple: Scenario = (ledger, kind) => {
  const first = ledger.purchase()
  const [, other] = party(ledger, first, 2, { family: ledger.dice.chance(0.6) })
  if (!other) return
  const bought = [first, ledger.again(first, { traveller: other, card: ledger.people.card() })]
  ledger.label(
    ledger.case(kind),
    'separate',
    bought.map((purchase) => ledger.buy(purchase)),
  )
}

/** Colleagues on a company's card, each with their own email address and phone. They book hours apart. */
const companyCard: Scenario = (ledger, kind) => {
  const first = ledger.purchase()
  const { people, dice } = ledger
  const bought = party(ledger, first, dice.int(2, 5), { family: false }).map((colleague, index) => {
    const name = { given: colleague.given_name, surname: colleague.surname }
    const traveller = index === 0 ? colleague : { ...colleague, email: people.email(name), phone: people.phone() }
    return ledger.buy(ledger.again(first, { traveller, at: first.at + index * dice.int(1, 15) * hourMs }))
  })
  ledger.label(ledger.case(kind), 'separate', bought)
}

/** A party booked three times. */
const partyTriple: Scenario = (ledger, kind) => {
  const first = ledger.purchase()
  const travellers = party(ledger, first, ledger.dice.int(2, 3))
  const second = ledger.again(first)
  const times = [first, second, ledger.again(second)].map((purchase) => buyParty(ledger, purchase, travellers))
  const name = ledger.case(kind)
  for (const index of travellers.keys()) {
    const bought = times.flatMap((bookings) => bookings[index] ?? [])
    ledger.label(`${name}.${index}`, 'duplicate', bought, bought.slice(1))
  }
}

/** A party booked twice. Some travellers have their refund already. */
const partyRefunded: Scenario = (ledger, kind) => {
  const first = ledger.purchase()
  const travellers = party(ledger, first, ledger.dice.int(2, 4))
  const one = buyParty(ledger, first, travellers)
  const other = buyParty(ledger, ledger.again(first), travellers)
  const refundedCount = ledger.dice.int(1, travellers.length)
  for (const [index, extra] of other.entries()) {
    const kept = one[index]
    if (kept && index < refundedCount) ledger.refund(extra, extra.at + 50 * hourMs, { keep_charge_id: kept.chargeId })
  }
  labelPairs(ledger, kind, one, other, (index) => index >= refundedCount)
}

/** The second time, the charges of the whole party are only authorised. */
const partyHold: Scenario = (ledger, kind) => {
  const first = ledger.purchase()
  const travellers = party(ledger, first, ledger.dice.int(2, 4))
  const one = buyParty(ledger, first, travellers)
  const second = ledger.again(first)
  const name = ledger.case(kind)
  for (const [index, traveller] of travellers.entries()) {
    const kept = one[index]
    const held = ledger.buy({ ...second, traveller }, { status: 'pending' }, { state: 'authorised', captured_at: null })
    if (kept) ledger.label(`${name}.${index}`, 'hold', [kept, held])
  }
}

function labelPairs(
  ledger: Ledger,
  kind: string,
  one: BookedPurchase[],
  other: BookedPurchase[],
  open: (index: number) => boolean,
): void {
  const name = ledger.case(kind)
  for (const [index, kept] of one.entries()) {
    const extra = other[index]
    if (!extra) continue
    const pair = [kept, extra]
    if (open(index)) ledger.label(`${name}.${index}`, 'duplicate', pair, [extra])
    else ledger.label(`${name}.${index}`, 'resolved', pair)
  }
}

/** Duplicates beside other people's bookings, and parties in other states. */
export const mixtures: readonly Story[] = [
  ['siblingdouble', 8, siblingDouble],
  ['namesakedouble', 8, namesakeDouble],
  ['fathersondouble', 5, fatherSonDouble],
  ['couple', 20, couple],
  ['companycard', 20, companyCard],
  ['partytriple', 5, partyTriple],
  ['partyrefunded', 8, partyRefunded],
  ['partyhold', 10, partyHold],
]
