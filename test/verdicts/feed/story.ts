import type { BookedPurchase, Ledger } from './ledger.ts'
import type { Purchase } from './offers.ts'
import type { Name } from './sources.ts'

/** A minute, an hour and a day in milliseconds. */
export const minuteMs = 60_000
export const hourMs = 60 * minuteMs
export const dayMs = 24 * hourMs

/** Adds one case of a kind to the ledger: its changes and the labels of its charges. */
export type Scenario = (ledger: Ledger, kind: string) => void

/** A kind of case, how many of it 20,000 bookings contain, and its scenario. */
export type Story = readonly [kind: string, count: number, scenario: Scenario]

/** Makes a purchase twice. `change` returns how the second one differs. */
export function twice(
  ledger: Ledger,
  change: (first: Purchase) => Partial<Purchase> = () => ({}),
  first = ledger.purchase(),
): [BookedPurchase, BookedPurchase] {
  const second = ledger.again(first, change(first))
  return [ledger.buy(first), ledger.buy(second)]
}

/** A duplicate: keep the first charge and refund the second. */
export function double(change: (ledger: Ledger, first: Purchase) => Partial<Purchase> = () => ({})): Scenario {
  return (ledger, kind) => {
    const [kept, extra] = twice(ledger, (first) => change(ledger, first))
    ledger.label(ledger.case(kind), 'duplicate', [kept, extra], [extra])
  }
}

/**
 * A duplicate of a person whose name is written differently the second time. In about a third of the cases the email
 * address has the new name too.
 */
export function renamed(names: (ledger: Ledger) => readonly [Name, Name]): Scenario {
  return (ledger, kind) => {
    const [name, variant] = ledger.dice.chance(0.5) ? names(ledger) : swapOrder(names(ledger))
    const first = ledger.purchase(ledger.people.somebody(name))
    const email = ledger.dice.chance(0.3) ? ledger.people.email(variant) : first.traveller.email
    const [kept, extra] = twice(ledger, () => ({ traveller: rename({ ...first.traveller, email }, variant) }), first)
    ledger.label(ledger.case(kind), 'duplicate', [kept, extra], [extra])
  }
}

/** The same traveller under another name. */
export function rename(traveller: Purchase['traveller'], { given, surname }: Name): Purchase['traveller'] {
  return { ...traveller, given_name: given, surname }
}

const swapOrder = ([a, b]: readonly [Name, Name]): readonly [Name, Name] => [b, a]
