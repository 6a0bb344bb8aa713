import { describe, expect, it } from 'vitest'
import { keepCandidates, paidMinor } from '../../../src/renderer/facts/customer-facts.ts'
import { aBooking, aCharge, aCustomer } from '../sample.ts'

const idsOf = (customer: ReturnType<typeof aCustomer>, chargeId: string) =>
  keepCandidates(customer, chargeId).map(({ charge }) => charge.id)

describe('the paid amount', () => {
  it('excludes charges that are not captured, refunded parts and reserved parts', () => {
    const charges = [
      aCharge({ refundedMinor: 599 }),
      aCharge({ reservedMinor: 1_000 }),
      aCharge({ state: 'authorised' }),
      aCharge({ state: 'chargeback_won' }),
    ]
    expect(paidMinor(charges)).toBe(9_000 + 8_599)
  })
})

describe('the charges that may stay paid', () => {
  it('include the other charge of the group', () => {
    expect(idsOf(aCustomer(), 'c2')).toEqual(['c1'])
  })

  it.each([
    ['partly refunded', aBooking([aCharge({ refundedMinor: 1 })])],
    ['partly reserved', aBooking([aCharge({ reservedMinor: 1 })])],
    ['only authorised', aBooking([aCharge({ state: 'authorised' })])],
    ['on a cancelled booking', aBooking([aCharge()], { status: 'cancelled' })],
  ])('exclude a charge that is %s', (_, booking) => {
    const [second] = aCustomer().bookings
    expect(idsOf(aCustomer(second ? [second, booking] : [booking]), 'c2')).toEqual([])
  })

  it('include only the charges of the same group for a duplicate, with the suggested charge first', () => {
    const more = ['c3', 'c4'].map((id) => aBooking([aCharge({ id, bookingId: id })]))
    const customer = aCustomer([...more, ...aCustomer().bookings])
    const groups = customer.groups.map((group) => ({ ...group, chargeIds: ['c1', 'c2', 'c3'], keepChargeId: 'c3' }))
    expect(idsOf({ ...customer, groups }, 'c2')).toEqual(['c3', 'c1'])
  })

  it('include charges of other amounts only when no charge has the same amount', () => {
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
