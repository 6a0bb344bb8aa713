import { aBooking, aCharge } from '../central/sample-data.ts'
import type { Central } from '../central/start.ts'

const MINUTE = 60_000
let people = 0

/** A buyer whom no other spec uses, on their own flight. */
export interface Buyer {
  readonly reference: string
  readonly traveller: { given_name: string; surname: string; email: string; phone: null }
  readonly card: { fingerprint: string; last4: string; brand: string }
  readonly flight: ReturnType<typeof aBooking>['flight']
}

/** Makes a buyer without purchases. */
export function aBuyer(): Buyer {
  const number = people++
  const surname = `Marlow${String.fromCharCode(97 + number)}`
  return {
    reference: `V${String.fromCharCode(65 + number)}RD1`,
    traveller: { given_name: 'Ida', surname, email: `ida.${surname.toLowerCase()}@example.org`, phone: null },
    card: { fingerprint: `card of ${surname}`, last4: '4100', brand: 'visa' },
    flight: { ...aBooking().flight, number: `EI${700 + number}` },
  }
}

/** The facts of one purchase that differ from the default. */
interface Difference {
  /** How long ago the card was charged, in minutes. */
  readonly minutesAgo?: number
  readonly booking?: Partial<ReturnType<typeof aBooking>>
  readonly charge?: Partial<ReturnType<typeof aCharge>>
}

/** Posts a booking of a buyer with its charge; gives the id of the charge. */
export async function buy({ act }: Central, buyer: Buyer, { minutesAgo = 30, booking, charge }: Difference = {}) {
  const { reference, traveller, card, flight } = buyer
  const at = new Date(Date.now() - minutesAgo * MINUTE).toISOString()
  const id = await act.postBooking(aBooking({ reference, traveller, card, flight, booked_at: at, ...booking }))
  return act.postCharge(aCharge(id, { card, authorised_at: at, captured_at: at, ...charge }))
}

/** The same purchase twelve minutes later, with its own reference. */
export const again = (buyer: Buyer, { booking, charge, minutesAgo = 18 }: Difference = {}): Difference => ({
  minutesAgo,
  booking: { reference: `${buyer.reference.slice(0, -1)}2`, seat: '14D', ...booking },
  charge: { gateway: 'new', ...charge },
})

/** Posts a refund of a whole charge that was paid out before the desk started. */
export async function paidBack({ act }: Central, charge_id: string, keep_charge_id: string): Promise<void> {
  const at = new Date(Date.now() - 5 * MINUTE).toISOString()
  const data = {
    ...{ charge_id, keep_charge_id, amount_minor: 9599, currency: 'GBP', reason: 'duplicate', note: '' },
    ...{ state: 'succeeded', requested_by: { id: 'u_sam', name: 'Sam Okafor' }, decided_by: null, decision_note: null },
    ...{ idempotency_key: null, created_at: at, updated_at: at },
  }
  await act.append({ kind: 'refund', op: 'upsert', id: `rf_${charge_id}`, data })
}
