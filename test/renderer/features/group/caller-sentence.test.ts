import { describe, expect, it } from 'vitest'
import { callerSentence } from '../../../../src/renderer/features/group/caller-sentence.ts'
import type { BookingView, ChargeView, GroupView } from '../../../../src/shared/model/index.ts'
import { AT, aBooking, aCharge, aGroup, aRefund } from '../../sample.ts'

const DAY = 24 * 3_600_000
const member = (charge: Partial<ChargeView> = {}, booking: Partial<BookingView> = {}) => {
  const made = aCharge(charge)
  return { charge: made, booking: aBooking([made], booking) }
}
const first = member()
const second = (charge: Partial<ChargeView> = {}, booking: Partial<BookingView> = {}) =>
  member({ id: 'c2', bookingId: 'r2', authorisedAt: AT + 688_000, ...charge }, { reference: 'T7MWPA', ...booking })
const LIMITS = [
  { amountMinor: 20_000, currency: 'GBP' },
  { amountMinor: 20_000, currency: 'KWD' },
]
/** Clock times depend on the zone of the machine that runs this. */
const said = (group: GroupView, members: Parameters<typeof callerSentence>[1], limits = LIMITS) =>
  callerSentence(group, members, AT, limits).replaceAll(/ at \d\d:\d\d/g, ' at hh:mm')
const because = (code: GroupView['reasons'][number]['code']): GroupView['reasons'] => [
  { code, speaks: 'against', fields: [], values: {} },
]

describe('the sentence for the caller about a duplicate', () => {
  it('names the payments, the refunded charge and the kept charge', () => {
    expect(said(aGroup(), [first, second()])).toBe(
      'You were charged twice for EI164 from DUB to LHR on Sat, 28 Feb 2026: £95.99 on 28 Feb at hh:mm and £95.99 on 28 Feb at hh:mm. I am giving back £95.99 for the second, to your card ending 5100. Your booking K3J9QX stays.',
    )
  })

  it('adds up the refunds without earlier refunds and names each card', () => {
    const group = aGroup({ chargeIds: ['c1', 'c2', 'c3'], giveBackIds: ['c2', 'c3'] })
    const third = member({ id: 'c3', refundedMinor: 1_000, card: { last4: '0042', brand: 'visa' } })
    const text = said(group, [first, second(), third])
    expect(text).toContain('charged three times')
    expect(text).toContain('I am giving back £181.98 for the second and the third, to your cards ending 5100 and 0042.')
  })

  it('does not promise more than the agent may refund alone', () => {
    const text = said(aGroup(), [first, second()], [{ amountMinor: 9_598, currency: 'GBP' }])
    expect(text).toContain('I am asking my supervisor to give back £95.99 for the second')
    expect(said(aGroup(), [first, second()], [])).toContain('I am asking my supervisor')
  })

  it('never adds amounts of two currencies', () => {
    const group = aGroup({ chargeIds: ['c1', 'c2', 'c3'], giveBackIds: ['c2', 'c3'] })
    const text = said(group, [first, second(), member({ id: 'c3', currency: 'KWD', amountMinor: 12_345 })])
    expect(text).toContain('giving back £95.99 and KWD\u00A012.345')
  })

  it('leaves disputed charges to the bank and does not mention a refund that nobody makes', () => {
    const disputed = second({ state: 'disputed', leftMinor: 0 })
    const group = aGroup({ giveBackIds: [] })
    expect(said(group, [first, disputed])).toBe(
      'You were charged twice for EI164 from DUB to LHR on Sat, 28 Feb 2026: £95.99 on 28 Feb at hh:mm and £95.99 on 28 Feb at hh:mm. Your bank settles the second, because it is disputed there: nothing of it is given back here. Your booking K3J9QX stays.',
    )
    const third = member({ id: 'c3' })
    const text = said(aGroup({ chargeIds: ['c1', 'c2', 'c3'], giveBackIds: ['c3'] }), [first, disputed, third])
    expect(text).toContain('charged three times')
    expect(text).toContain(
      'I am giving back £95.99 for the third, to your card ending 5100. Your bank settles the second',
    )
  })

  it('mentions the money kept for a cancelled booking beside the payments', () => {
    const cancelled = member({ id: 'c0', bookingId: 'r0' }, { reference: 'Q4T8ZB', status: 'cancelled' })
    const group = aGroup({ chargeIds: ['c0', 'c1', 'c2'] })
    expect(said(group, [cancelled, first, second()])).toContain(
      'A further £95.99 is for Q4T8ZB, which was cancelled: that we look at next. Your booking K3J9QX stays.',
    )
  })

  it('mentions a hold beside the payments', () => {
    const held = member({ id: 'c3', state: 'authorised', capturedAt: null })
    const group = aGroup({ chargeIds: ['c1', 'c2', 'c3'], dropsOffAt: AT + 7 * DAY })
    expect(said(group, [first, second(), held])).toContain(
      'Another £95.99 is only held by your bank: it was not taken, and it drops off by itself, on 7 Mar at the latest. Your booking',
    )
  })
})

describe('the sentence for the caller about a hold', () => {
  const held = second({ state: 'authorised', capturedAt: null, leftMinor: 0 })
  const group = aGroup({
    verdict: 'hold',
    giveBackIds: [],
    net: { paidMinor: 9599, dueMinor: 9599, afterMinor: 9599 },
    dropsOffAt: AT + 7 * DAY,
  })

  it('says when the hold drops off', () => {
    expect(said(group, [first, held])).toBe(
      'For EI164 from DUB to LHR on Sat, 28 Feb 2026 you paid £95.99. Another £95.99 is only held by your bank: it was not taken, and it drops off by itself, on 7 Mar at the latest. There is nothing to give back. Your booking K3J9QX stays.',
    )
  })

  it('does not promise a day in the past or an unknown day', () => {
    expect(said({ ...group, dropsOffAt: AT - DAY }, [first, held])).toContain('should have done so by 27 Feb')
    expect(said({ ...group, dropsOffAt: null }, [first, held])).toContain('drops off by itself, within days')
  })

  it('mentions no payment when there is none', () => {
    const none = { ...group, keepChargeId: null }
    expect(said(none, [held])).toMatch(/^For EI164 .*, £95\.99 is only held by your bank/)
  })
})

describe('the sentence for the caller about separate purchases', () => {
  it('names what was bought', () => {
    const group = aGroup({ verdict: 'separate', reasons: because('extra_seat') })
    expect(said(group, [first, second({}, { reference: 'K3J9QX', serviceCode: 'EXST' })])).toContain(
      '£95.99 for the fare under K3J9QX and £95.99 for the extra seat under K3J9QX. Each was paid once.',
    )
  })

  it('says that a failed attempt took no money', () => {
    const failed = member({ state: 'failed', capturedAt: null })
    const group = aGroup({ verdict: 'separate', reasons: because('attempt_failed') })
    expect(said(group, [failed, second()])).toBe(
      'One attempt to pay for EI164 from DUB to LHR on Sat, 28 Feb 2026 failed, £95.99 on 28 Feb at hh:mm: no money was taken for it. Paid once was £95.99 on 28 Feb at hh:mm.',
    )
    const text = said(group, [failed, second(), member({ id: 'c3' }, { travellerName: 'Ann Jones' })])
    expect(text).toContain('no money was taken for it. These are two different purchases')
  })

  it('names the travellers of a party', () => {
    const group = aGroup({ verdict: 'separate', reasons: because('one_party') })
    expect(said(group, [first, second({}, { travellerName: 'Ann Jones' })])).toContain(
      'one for each traveller: Davey Jones and Ann Jones.',
    )
  })

  it('names the flights when they differ', () => {
    const other = { number: 'EI165', origin: 'LHR', destination: 'DUB', departure: '2026-03-02T09:00' }
    expect(said(aGroup({ verdict: 'separate' }), [first, second({}, { flight: other })])).toContain(
      '£95.99 for EI165 from LHR to DUB on Mon, 2 Mar 2026',
    )
  })

  it('does not reveal a namesake’s booking', () => {
    const group = aGroup({ verdict: 'separate', reasons: because('namesake') })
    const text = said(group, [first, second({}, { reference: 'T7MWPA' })])
    expect(text).not.toContain('T7MWPA')
    expect(text).toContain('another traveller with your name')
  })

  it('explains a cancelled booking and the later purchase', () => {
    const group = aGroup({ verdict: 'separate', reasons: because('cancelled_before') })
    const cancelled = member({ refunds: [aRefund({ chargeId: 'c1', reason: 'cancelled' })] }, { status: 'cancelled' })
    const text = said(group, [cancelled, second()])
    expect(text).toContain('K3J9QX')
    expect(text).toContain('T7MWPA was bought after that')
    expect(text).toContain('£95.99 for EI164 from DUB to LHR on Sat, 28 Feb 2026 was given back')
  })
})

describe('the sentence for the caller about a resolved group', () => {
  const group = aGroup({
    verdict: 'resolved',
    giveBackIds: [],
    net: { paidMinor: 9599, dueMinor: 9599, afterMinor: 9599 },
  })
  const back = (refund: Parameters<typeof aRefund>[0]) => second({ refunds: [aRefund(refund)], refundedMinor: 9599 })

  it('says when the refund was made, its amount and its agent', () => {
    expect(said(group, [first, back({})])).toBe(
      '£95.99 for EI164 from DUB to LHR on Sat, 28 Feb 2026 was given back on 28 Feb by Ana Silva, and has been paid out to your card ending 5100. What stays paid is £95.99.',
    )
  })

  it.each([
    ['pending', 'is on its way to your card ending 5100'],
    ['pending_approval', 'has been waiting for a supervisor'],
    ['manual_review', 'is being checked once more'],
    ['invented_later', 'is being checked once more'],
  ])('does not say that a %s refund is paid out', (state, text) => {
    expect(said(group, [first, back({ state })])).toContain(text)
    expect(said(group, [first, back({ state })])).not.toContain('paid out')
  })

  it('does not say what stays paid while a person may still reject the refund', () => {
    expect(said(group, [first, back({ state: 'pending_approval' })])).not.toContain('stays paid')
    expect(said(group, [first, back({ state: 'manual_review' })])).not.toContain('stays paid')
    expect(said(group, [first, back({ state: 'pending' })])).toContain('What stays paid is £95.99.')
  })

  it('never adds amounts of two currencies in what stays paid', () => {
    const text = said(group, [first, back({}), member({ id: 'c3', currency: 'KWD', amountMinor: 12_345 })])
    expect(text).toContain('What stays paid is £95.99 and KWD\u00A012.345.')
  })

  it('says that a voided charge was never taken', () => {
    expect(said(group, [first, second({ state: 'voided' })])).toContain('was voided on our side, so it was never taken')
  })
})

describe('the sentence for the caller about an unclear group', () => {
  it('asks the caller and says what happens next', () => {
    const text = said(aGroup({ verdict: 'unsure', confidence: 'open' }), [first, second()])
    expect(text).toContain('did you?')
    expect(text).toContain('Nothing is given back until that is clear')
    expect(text).not.toContain('giving back')
  })

  it('leaves a dispute to the bank', () => {
    const group = aGroup({ verdict: 'unsure', reasons: because('disputed') })
    expect(said(group, [first, second({ state: 'disputed' })])).toContain('your bank settles it')
  })
})

it('the sentence for the caller summarises nine equal payments', () => {
  const nine = Array.from({ length: 9 }, (_, index) => member({ id: `c${index}`, authorisedAt: AT + index * 60_000 }))
  const text = said(aGroup({ verdict: 'unsure', chargeIds: nine.map(({ charge }) => charge.id) }), nine)
  expect(text).toContain('I see nine payments')
  expect(text).toContain(': £95.99 each, from 28 Feb at hh:mm to 28 Feb at hh:mm.')
})
