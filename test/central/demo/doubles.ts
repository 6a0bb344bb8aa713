import type { BookedPurchase, Chronicle, Purchase } from './chronicle.ts'

/** An event in somebody's life, which is added to the chronicle from a time on (UTC ms). */
export type Story = (chronicle: Chronicle, at: number) => void

const minuteMs = 60_000

/** The same purchase some minutes later, with its own reference. */
function again(chronicle: Chronicle, first: Purchase, change: Partial<Purchase> = {}): Purchase {
  const at = first.at + chronicle.dice.int(2, 25) * minuteMs
  return { ...first, at, reference: chronicle.reference(), seat: chronicle.seat(), ...change }
}

function twice(
  chronicle: Chronicle,
  at: number,
  change: (first: Purchase) => Partial<Purchase> = () => ({}),
): [BookedPurchase, BookedPurchase] {
  const first = chronicle.purchase(at)
  const second = again(chronicle, first, change(first))
  return [chronicle.buy(first), chronicle.buy(second)]
}

const exact: Story = (chronicle, at) => void twice(chronicle, at)

/**
 * The second name has a slip: a letter is lost, doubled or swapped, the given name is an initial, or both names are
 * swapped.
 */
const typo: Story = (chronicle, at) =>
  void twice(chronicle, at, ({ traveller }) => ({ traveller: misspell(chronicle, traveller) }))

const otherCard: Story = (chronicle, at) => void twice(chronicle, at, () => ({ card: chronicle.travellers.card() }))

/** A whole party is booked twice: two references with the same travellers. */
const partyDouble: Story = (chronicle, at) => {
  const lead = chronicle.purchase(at)
  const party = companions(chronicle, lead, chronicle.dice.int(1, 3), true)
  const second = again(chronicle, lead)
  for (const purchase of [lead, second]) {
    const seats = chronicle.seats(party.length)
    for (const [index, traveller] of party.entries()) {
      chronicle.buy({ ...purchase, traveller, seat: seats[index] ?? purchase.seat })
    }
  }
}

const triple: Story = (chronicle, at) => {
  const first = chronicle.purchase(at)
  const second = again(chronicle, first)
  for (const purchase of [first, second, again(chronicle, second)]) chronicle.buy(purchase)
}

/** The second attempt is only a hold, which drops off by itself. */
const hold: Story = (chronicle, at) => {
  const first = chronicle.purchase(at)
  chronicle.buy(first)
  chronicle.buy(again(chronicle, first), { status: 'pending' }, { state: 'authorised', captured_at: null })
}

/** One booking is charged twice. */
const doublePost: Story = (chronicle, at) => {
  const purchase = chronicle.purchase(at)
  const { bookingId } = chronicle.buy(purchase)
  chronicle.charge(bookingId, { ...purchase, at: at + chronicle.dice.int(1, 90) * 1000 })
}

const disputed: Story = (chronicle, at) => {
  const first = chronicle.purchase(at)
  chronicle.buy(first)
  chronicle.buy(again(chronicle, first), {}, { state: 'disputed' })
}

const voided: Story = (chronicle, at) => {
  const first = chronicle.purchase(at)
  chronicle.buy(first)
  chronicle.buy(again(chronicle, first), { status: 'cancelled' }, { state: 'voided', captured_at: null })
}

/** The website gives the first attempt up and cancels its booking, but keeps the money. */
const givenUp: Story = (chronicle, at) => {
  const [first] = twice(chronicle, at)
  cancel(chronicle, first, at + 30 * minuteMs)
}

/** The second purchase has another fare: a second attempt or a namesake, which only a person can decide. */
const dearer: Story = (chronicle, at) =>
  void twice(chronicle, at, ({ amountMinor }) => ({ amountMinor: amountMinor * 2 }))

/** A duplicate whose second charge has a refund in this state. */
function refunded(state: string, change: Record<string, unknown> = {}): Story {
  return (chronicle, at) => {
    const [kept, extra] = twice(chronicle, at)
    const requestedAt = at + chronicle.dice.int(60, 2000) * minuteMs
    chronicle.refund(extra.chargeId, extra.charge, requestedAt, {
      reason: 'duplicate',
      keep_charge_id: kept.chargeId,
      state,
      ...change,
    })
  }
}

/** A supervisor decides on a pair; with `withdrawn` the decision is withdrawn later. */
function decided(verdict: 'duplicate' | 'not_duplicate', note: string, withdrawn = false): Story {
  return (chronicle, at) => {
    const charge_ids = twice(chronicle, at).map(({ chargeId }) => chargeId)
    const supersedes = chronicle.decide(at + 600 * minuteMs, { charge_ids, verdict, note })
    if (withdrawn)
      chronicle.decide(at + 700 * minuteMs, { charge_ids, verdict: 'withdrawn', note: 'Wrong pair.', supersedes })
  }
}

/** The stories of money taken twice, each with its number in 20,000 bookings. */
export const doubles: readonly [count: number, story: Story][] = [
  [460, exact],
  [390, typo],
  [160, otherCard],
  [90, partyDouble],
  [26, triple],
  [230, hold],
  [80, doublePost],
  [34, disputed],
  [95, voided],
  [40, givenUp],
  [40, dearer],
  [90, refunded('succeeded')],
  [8, refunded('pending')],
  [6, refunded('failed')],
  [5, refunded('manual_review')],
  [6, refunded('pending_approval')],
  [4, refunded('rejected', { decided_by: { id: 'u_sam', name: 'Sam Okafor' }, decision_note: 'Two trips, not one.' })],
  [46, decided('not_duplicate', 'Two travellers of one name.')],
  [6, decided('duplicate', 'Told us so on the phone.')],
  [3, decided('duplicate', 'Looks the same.', true)],
]

/** Further travellers from the same home, each with another given name; with `ofOneName` they share the surname. */
export function companions(
  chronicle: Chronicle,
  lead: Purchase,
  count: number,
  ofOneName: boolean,
): Purchase['traveller'][] {
  const party = new Map([[lead.traveller.given_name, lead.traveller]])
  while (party.size <= count) {
    const { given_name, surname } = chronicle.travellers.somebody(lead.home).traveller
    if (!party.has(given_name)) party.set(given_name, { ...lead.traveller, given_name, ...(!ofOneName && { surname }) })
  }
  return [...party.values()]
}

function misspell(chronicle: Chronicle, traveller: Purchase['traveller']): Purchase['traveller'] {
  const { given_name, surname } = traveller
  if (chronicle.dice.chance(0.15)) return { ...traveller, given_name: surname, surname: given_name }
  if (chronicle.dice.chance(0.15)) return { ...traveller, given_name: given_name.slice(0, 1) }
  const at = chronicle.dice.int(1, Math.max(1, surname.length - 2))
  const [head, letter, next, tail] = [
    surname.slice(0, at),
    surname.charAt(at),
    surname.charAt(at + 1),
    surname.slice(at + 2),
  ]
  const written = [head + next + letter + tail, head + letter + letter + next + tail, head + letter + tail]
  return { ...traveller, surname: chronicle.dice.pick(written) }
}

/** Adds the next version of a booking, cancelled at this time. */
export function cancel(chronicle: Chronicle, bought: BookedPurchase, at: number): void {
  chronicle.add(at, 'booking', bought.bookingId, { ...bought.booking, status: 'cancelled' })
}
