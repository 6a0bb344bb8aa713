import { describe, expect, it } from 'vitest'
import { keepCandidates, paidMinor } from '../../../src/renderer/facts/customer-facts.ts'
import { aBooking, aCharge, aCustomer } from '../sample.ts'

const idsOf = (customer: ReturnType<typeof aCustomer>, chargeId: string) =>
  keepCandidates(customer, chargeId).map(({ charge }) => charge.id)

describe('what has been paid', () => {
  it('leaves out what is not captured, what was given back and what is promised', () => {
    const charges = [
      aCharge({ refundedMinor: 599 }),
      aCharge({ reservedMinor: 1_000 }),
      aCharge({ state: 'authorised' }),
      aCharge({ state: 'chargeback_won' }),
    ]
    expect(paidMinor(charges)).toBe(9_000 + 8_599)
  })
})

describe('charges that may stay paid', () => {
  it('offers the other charge of the group', () => {
    expect(idsOf(aCustomer(), 'c2')).toEqual(['c1'])
  })

  it.each([
    ['given back in part', aBooking([aCharge({ refundedMinor: 1 })])],
    ['promised in part', aBooking([aCharge({ reservedMinor: 1 })])],
    ['only held', aBooking([aCharge({ state: 'authorised' })])],
    ['on a cancelled booking', aBooking([aCharge()], { status: 'cancelled' })],
  ])('never one that is %s', (_, booking) => {
    const [second] = aCustomer().bookings
    expect(idsOf(aCustomer(second ? [second, booking] : [booking]), 'c2')).toEqual([])
  })

  it('of one purchase offers its own charges alone, the one to keep first', () => {
    const more = ['c3', 'c4'].map((id) => aBooking([aCharge({ id, bookingId: id })]))
    const customer = aCustomer([...more, ...aCustomer().bookings])
    const groups = customer.groups.map((group) => ({ ...group, chargeIds: ['c1', 'c2', 'c3'], keepChargeId: 'c3' }))
    expect(idsOf({ ...customer, groups }, 'c2')).toEqual(['c3', 'c1'])
  })

  it('outside of one purchase offers other amounts only where there is no equal one', () => {
    const other = aBooking([aCharge({ id: 'c3', bookingId: 'r3', amountMinor: 2_500 })])
    const apart = (bookings: ReturnType<typeof aCustomer>['bookings']) => {
      const customer = aCustomer(bookings)
      return { ...customer, groups: customer.groups.map((group) => ({ ...group, verdict: 'separate' as const })) }
    }
    expect(idsOf(apart([...aCustomer().bookings, other]), 'c2')).toEqual(['c1'])
    const [second] = aCustomer().bookings
    expect(idsOf(apart(second ? [second, other] : [other]), 'c2')).toEqual(['c3'])
  })
})
