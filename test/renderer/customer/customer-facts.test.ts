import { describe, expect, it } from 'vitest'
import {
  chargeAt,
  groupStop,
  keepCandidates,
  lineStop,
  paidMinor,
  stepStop,
  stopsOf,
  withSettled,
} from '../../../src/renderer/customer/customer-facts.ts'
import { aCharge, aCustomer, aRecord } from '../sample.ts'

const idsOf = (customer: ReturnType<typeof aCustomer>, chargeId: string) =>
  keepCandidates(customer, chargeId).map(({ charge }) => charge.id)

describe('where the cursor may stand', () => {
  const customer = aCustomer()
  const stops = stopsOf(customer.records, withSettled(customer.groups, customer.groups))

  it('walks the groups first and then the timeline', () => {
    expect(stops).toEqual([groupStop('c1'), groupStop('c2'), lineStop('c2'), lineStop('c1')])
  })

  it('begins at either end and holds there', () => {
    expect(stepStop(stops, null, 1)).toBe(groupStop('c1'))
    expect(stepStop(stops, null, -1)).toBe(lineStop('c1'))
    expect(stepStop(stops, lineStop('c1'), 1)).toBe(lineStop('c1'))
    expect(stepStop([], null, 1)).toBeNull()
  })

  it('begins again when the charge under it is gone', () => {
    expect(stepStop(stops, groupStop('gone'), 1)).toBe(groupStop('c1'))
  })

  it('names the charge that a stop is about', () => {
    expect(chargeAt(groupStop('a:b'))).toBe('a:b')
  })
})

describe('groups that dissolve during a call', () => {
  const { groups } = aCustomer()

  it('stay where they were, as settled', () => {
    expect(withSettled([], groups)).toEqual([{ group: groups[0], settled: true }])
  })

  it('give way to a group of now that shares a charge', () => {
    const now = groups.map((group) => ({ ...group, id: 'c2', chargeIds: ['c2', 'c3'] }))
    expect(withSettled(now, groups)).toEqual([{ group: now[0], settled: false }])
  })
})

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
    ['given back in part', aRecord([aCharge({ refundedMinor: 1 })])],
    ['promised in part', aRecord([aCharge({ reservedMinor: 1 })])],
    ['only held', aRecord([aCharge({ state: 'authorised' })])],
    ['on a cancelled booking', aRecord([aCharge()], { status: 'cancelled' })],
  ])('never one that is %s', (_, record) => {
    const [second] = aCustomer().records
    expect(idsOf(aCustomer(second ? [second, record] : [record]), 'c2')).toEqual([])
  })

  it('offers other amounts only where there is no equal one', () => {
    const other = aRecord([aCharge({ id: 'c3', recordId: 'r3', amountMinor: 2_500 })])
    expect(idsOf(aCustomer([...aCustomer().records, other]), 'c2')).toEqual(['c1'])
    const [second] = aCustomer().records
    expect(idsOf(aCustomer(second ? [second, other] : [other]), 'c2')).toEqual(['c3'])
  })
})
