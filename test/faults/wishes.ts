import type { Dice } from '../central/demo/dice.ts'
import type { Change } from '../central/model.ts'
import { aBooking, aCharge, aFeed } from '../central/sample-data.ts'
import { type Account, anAccount } from '../central/session/people.ts'

/** The captured amount of a charge, in pence. */
const CAPTURED_MINOR = 9_599
/** An amount above every agent's limit, which a supervisor must approve, in pence. */
const ABOVE_LIMIT_MINOR = 60_000
const LIMIT_MINOR = 50_000

/** The wish of the person at one desk to give money back; `presses` is how often they press the key. */
export interface Wish {
  readonly id: number
  readonly desk: number
  readonly chargeId: string
  readonly keepChargeId: string | null
  readonly amountMinor: number
  readonly presses: number
}

/** The charges of one purchase, for which several desks may have wishes. */
export interface Purchase {
  readonly chargeIds: readonly string[]
  /** The most refunds that the ledger may hold: one full refund, also of a pair, or one for each partial wish. */
  readonly refundsAtMost: number
}

/** The history, the people and the wishes of a round. */
export interface RoundPlan {
  readonly feed: Change[]
  readonly people: readonly Account[]
  readonly wishes: readonly Wish[]
  readonly purchases: readonly Purchase[]
}

/** The id of the booking of a charge. */
export const bookingOf = (chargeId: string): string => `r-${chargeId}`

/** An agent for each desk, and the supervisor `sam`. */
function peopleOf(desks: number): Account[] {
  const agents = Array.from({ length: desks }, (_, index) => `agent${index}`)
  const upTo = (amount_minor: number) => [{ amount_minor, currency: 'GBP' }]
  return [
    ...agents.map((username) => anAccount(username, { limits: upTo(LIMIT_MINOR) })),
    anAccount('sam', { role: 'supervisor', limits: upTo(10 * LIMIT_MINOR) }),
  ]
}

/** Makes purchases of every kind until about `refunds` refunds can come of them. */
export function planRound(dice: Dice, size: { desks: number; refunds: number }): RoundPlan {
  const items: [string, string, unknown][] = []
  const wishes: Wish[] = []
  const purchases: Purchase[] = []

  const wish = (desk: number, chargeId: string, more: Partial<Wish> = {}): void => {
    const presses = dice.chance(0.5) ? 1 : dice.int(2, 6)
    const id = wishes.length
    wishes.push({ id, desk, chargeId, keepChargeId: null, amountMinor: CAPTURED_MINOR, presses, ...more })
  }
  const charge = (name: string, amountMinor = CAPTURED_MINOR): string => {
    const gateway = dice.chance(0.5) ? 'old' : 'new'
    const traveller = { given_name: 'Davey', surname: 'Jones', email: `${name}@example.org`, phone: null }
    // Each charge is on its own flight: the desk must not recognise a pair by itself, so that the two agents race.
    const flight = { ...aBooking().flight, number: `EI${1_000 + items.length}` }
    items.push(['booking', bookingOf(name), aBooking({ traveller, flight })])
    items.push(['charge', name, aCharge(bookingOf(name), { amount_minor: amountMinor, gateway })])
    return name
  }
  const twoDesks = (): [number, number] => {
    const first = dice.int(0, size.desks - 1)
    return [first, (first + dice.int(1, Math.max(1, size.desks - 1))) % size.desks]
  }

  for (let index = 0; purchases.length < size.refunds; index += 1) {
    const kind = dice.fraction()
    const [one, two] = twoDesks()
    if (kind < 0.6) {
      const chargeId = charge(`plain-${index}`)
      wish(one, chargeId)
      purchases.push({ chargeIds: [chargeId], refundsAtMost: 1 })
    } else if (kind < 0.75) {
      const [left, right] = [charge(`pair-${index}-a`), charge(`pair-${index}-b`)]
      wish(one, left, { keepChargeId: right })
      wish(two, right, { keepChargeId: left })
      purchases.push({ chargeIds: [left, right], refundsAtMost: 1 })
    } else if (kind < 0.85) {
      const chargeId = charge(`same-${index}`)
      wish(one, chargeId)
      wish(two, chargeId)
      purchases.push({ chargeIds: [chargeId], refundsAtMost: 1 })
    } else if (kind < 0.95) {
      const chargeId = charge(`parts-${index}`)
      wish(one, chargeId, { amountMinor: Math.floor(CAPTURED_MINOR * 0.4) })
      wish(two, chargeId, { amountMinor: Math.floor(CAPTURED_MINOR * 0.5) })
      purchases.push({ chargeIds: [chargeId], refundsAtMost: 2 })
    } else {
      const chargeId = charge(`above-${index}`, ABOVE_LIMIT_MINOR)
      wish(one, chargeId, { amountMinor: ABOVE_LIMIT_MINOR })
      purchases.push({ chargeIds: [chargeId], refundsAtMost: 1 })
    }
  }
  return { feed: aFeed(...items), people: peopleOf(size.desks), wishes: shuffle(dice, wishes), purchases }
}

function shuffle<T>(dice: Dice, list: readonly T[]): T[] {
  return list
    .map((item) => ({ item, at: dice.fraction() }))
    .sort((a, b) => a.at - b.at)
    .map(({ item }) => item)
}
