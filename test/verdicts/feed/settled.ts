import type { Booking, Charge } from '../../central/model.ts'
import { many } from './doubles.ts'
import type { BookedPurchase, Ledger } from './ledger.ts'
import { misspellWord } from './misspell.ts'
import { dayMs, hourMs, type Scenario, type Story, twice } from './story.ts'

const authorised: Partial<Charge> = { state: 'authorised', captured_at: null }
const pending: Partial<Booking> = { status: 'pending' }

/** One of two attempts is only authorised. It stays a hold, or it is voided. */
function heldTry({ isVoided = false, firstIsHeld = false, typo = false, otherCard = false } = {}): Scenario {
  return (ledger, kind) => {
    const first = ledger.purchase()
    const { traveller, card } = first
    const second = ledger.again(first, {
      traveller: typo ? { ...traveller, surname: misspellWord(ledger.dice, traveller.surname) } : traveller,
      card: otherCard ? ledger.people.card() : card,
    })
    const bought = [first, second].map((purchase, index) => {
      if ((index === 0) !== firstIsHeld) return ledger.buy(purchase)
      const held = ledger.buy(purchase, pending, authorised)
      if (isVoided) voidHold(ledger, held)
      return held
    })
    ledger.label(ledger.case(kind), isVoided ? 'resolved' : 'hold', bought)
  }
}

function voidHold(ledger: Ledger, held: BookedPurchase): void {
  const at = held.at + ledger.dice.int(3, 120) * hourMs
  ledger.addChange(at, 'charge', held.chargeId, { ...held.charge, state: 'voided' })
  ledger.addChange(at + 1, 'booking', held.bookingId, { ...held.booking, status: 'cancelled' })
}

/** The same booking is authorised once more. */
const heldPost: Scenario = (ledger, kind) => {
  const purchase = ledger.purchase()
  const first = ledger.buy(purchase)
  const held = ledger.charge(
    first.bookingId,
    { ...purchase, at: purchase.at + ledger.dice.int(5, 90) * 1000 },
    authorised,
  )
  ledger.label(ledger.case(kind), 'hold', [first, held])
}

/** Two charges are captured and one is only authorised. The second captured charge is to refund. */
const tripleHold: Scenario = (ledger, kind) => {
  const first = ledger.purchase()
  const second = ledger.again(first)
  const kept = ledger.buy(first)
  const extra = ledger.buy(second)
  const held = ledger.buy(ledger.again(second), pending, authorised)
  ledger.label(ledger.case(kind), 'duplicate', [kept, extra, held], [extra])
}

/** A duplicate where the customer's bank disputes one charge. */
const disputed =
  (which: 0 | 1): Scenario =>
  (ledger, kind) => {
    const bought = twice(ledger)
    dispute(ledger, bought[which])
    ledger.label(ledger.case(kind), 'duplicate', bought)
  }

const tripleDisputed: Scenario = (ledger, kind) => {
  const bought = many(ledger, 3)
  const [, second, third] = bought
  if (!second || !third) return
  dispute(ledger, second)
  ledger.label(ledger.case(kind), 'duplicate', bought, [third])
}

function dispute(ledger: Ledger, bought: BookedPurchase): void {
  ledger.addChange(bought.at + ledger.dice.int(2, 20) * dayMs, 'charge', bought.chargeId, {
    ...bought.charge,
    state: 'disputed',
  })
}

/** Cases of holds, voids and disputes. */
export const settled: readonly Story[] = [
  ['hold', 130, heldTry()],
  ['hold', 15, heldTry({ typo: true })],
  ['hold', 15, heldTry({ otherCard: true })],
  ['holdfirst', 30, heldTry({ firstIsHeld: true })],
  ['holdpost', 15, heldPost],
  ['voided', 70, heldTry({ isVoided: true })],
  ['voided', 8, heldTry({ isVoided: true, typo: true })],
  ['voidedfirst', 15, heldTry({ isVoided: true, firstIsHeld: true })],
  ['triplehold', 10, tripleHold],
  ['disputed', 20, disputed(1)],
  ['disputedfirst', 8, disputed(0)],
  ['tripledisputed', 5, tripleDisputed],
]
