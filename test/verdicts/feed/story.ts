import type { Bought, Ledger } from './ledger.ts'
import type { Purchase } from './offers.ts'
import type { Name } from './sources.ts'

/** A minute, an hour and a day in ms. */
export const minuteMs = 60_000
export const hourMs = 60 * minuteMs
export const dayMs = 24 * hourMs

/** One case of a kind: what happens, and what is true of it. */
export type Tell = (ledger: Ledger, kind: string) => void

/** A kind of case, and how many there are among 20,000 bookings. */
export type Story = readonly [kind: string, count: number, tell: Tell]

/** A purchase and the same once more; `change` says in what the second differs. */
export function twice(
  ledger: Ledger,
  change: (first: Purchase) => Partial<Purchase> = () => ({}),
  first = ledger.purchase(),
): [Bought, Bought] {
  const second = ledger.again(first, change(first))
  return [ledger.buy(first), ledger.buy(second)]
}

/** A double: keep the first, give the second back. */
export function double(change: (ledger: Ledger, first: Purchase) => Partial<Purchase> = () => ({})): Tell {
  return (ledger, kind) => {
    const [kept, extra] = twice(ledger, (first) => change(ledger, first))
    ledger.label(ledger.case(kind), 'duplicate', [kept, extra], [extra])
  }
}

/** A double of somebody whose name is written otherwise the second time; half of the time with a mail made of that. */
export function renamed(names: (ledger: Ledger) => readonly [Name, Name]): Tell {
  return (ledger, kind) => {
    const [name, otherwise] = ledger.dice.chance(0.5) ? names(ledger) : swapOrder(names(ledger))
    const first = ledger.purchase(ledger.people.somebody(name))
    const email = ledger.dice.chance(0.3) ? ledger.people.email(otherwise) : first.traveller.email
    const [kept, extra] = twice(ledger, () => ({ traveller: rename({ ...first.traveller, email }, otherwise) }), first)
    ledger.label(ledger.case(kind), 'duplicate', [kept, extra], [extra])
  }
}

/** The same traveller under another name. */
export function rename(traveller: Purchase['traveller'], { given, surname }: Name): Purchase['traveller'] {
  return { ...traveller, given_name: given, surname }
}

const swapOrder = ([a, b]: readonly [Name, Name]): readonly [Name, Name] => [b, a]
