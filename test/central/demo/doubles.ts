import type { Bought, Chronicle, Purchase } from './chronicle.ts'

/** One thing that happens to somebody, told into the chronicle from an instant on. */
export type Story = (chronicle: Chronicle, at: number) => void

const minuteMs = 60_000

/** The same purchase once more some minutes later, under a reference of its own. */
function again(chronicle: Chronicle, first: Purchase, change: Partial<Purchase> = {}): Purchase {
  const at = first.at + chronicle.dice.int(2, 25) * minuteMs
  return { ...first, at, reference: chronicle.reference(), seat: chronicle.seat(), ...change }
}

function twice(
  chronicle: Chronicle,
  at: number,
  change: (first: Purchase) => Partial<Purchase> = () => ({}),
): [Bought, Bought] {
  const first = chronicle.purchase(at)
  const second = again(chronicle, first, change(first))
  return [chronicle.buy(first), chronicle.buy(second)]
}

const exact: Story = (chronicle, at) => void twice(chronicle, at)

/** The name written otherwise the second time: a letter lost, doubled, swapped, or both names in each other's place. */
const typo: Story = (chronicle, at) =>
  void twice(chronicle, at, ({ traveller }) => ({ traveller: misspell(chronicle, traveller) }))

const otherCard: Story = (chronicle, at) => void twice(chronicle, at, () => ({ card: chronicle.travellers.card() }))

/** A whole party booked twice: two references with the same travellers. */
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

/** The second try is only an authorisation, which drops off by itself. */
const hold: Story = (chronicle, at) => {
  const first = chronicle.purchase(at)
  chronicle.buy(first)
  chronicle.buy(again(chronicle, first), { status: 'pending' }, { state: 'authorised', captured_at: null })
}

/** One booking posted twice. */
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

/** The website gave the first try up and cancelled it, and kept its money. */
const givenUp: Story = (chronicle, at) => {
  const [first] = twice(chronicle, at)
  cancel(chronicle, first, at + 30 * minuteMs)
}

/** Bought again at another fare: a second try, or a seat for somebody of the name; only a person can tell. */
const dearer: Story = (chronicle, at) =>
  void twice(chronicle, at, ({ amountMinor }) => ({ amountMinor: amountMinor * 2 }))

/** A double whose second charge has a refund, in a state that is given. */
function refunded(state: string, change: Record<string, unknown> = {}): Story {
  return (chronicle, at) => {
    const [kept, extra] = twice(chronicle, at)
    const asked = at + chronicle.dice.int(60, 2000) * minuteMs
    chronicle.refund(extra.chargeId, extra.charge, asked, {
      reason: 'duplicate',
      keep_charge_id: kept.chargeId,
      state,
      ...change,
    })
  }
}

/** A supervisor looked and decided; now and then the word is taken back. */
function decided(verdict: 'duplicate' | 'not_duplicate', note: string, withdrawn = false): Story {
  return (chronicle, at) => {
    const charge_ids = twice(chronicle, at).map(({ chargeId }) => chargeId)
    const supersedes = chronicle.decide(at + 600 * minuteMs, { charge_ids, verdict, note })
    if (withdrawn)
      chronicle.decide(at + 700 * minuteMs, { charge_ids, verdict: 'withdrawn', note: 'Wrong pair.', supersedes })
  }
}

/** Stories of money taken twice, with how many of 20,000 bookings each is. */
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

/** More people from where somebody comes from, each of another name; with their own surnames or with that of who booked. */
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
  const [head, here, next, tail] = [
    surname.slice(0, at),
    surname.charAt(at),
    surname.charAt(at + 1),
    surname.slice(at + 2),
  ]
  const written = [head + next + here + tail, head + here + here + next + tail, head + here + tail]
  return { ...traveller, surname: chronicle.dice.pick(written) }
}

/** Cancelled at an instant: the record's next version. */
export function cancel(chronicle: Chronicle, bought: Bought, at: number): void {
  chronicle.tell(at, 'booking', bought.bookingId, { ...bought.booking, status: 'cancelled' })
}
