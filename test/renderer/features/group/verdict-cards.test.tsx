// @vitest-environment happy-dom
import { describe, expect } from 'vitest'
import { CustomerPane } from '../../../../src/renderer/features/customer/customer-pane.tsx'
import { say } from '../../../../src/shared/text/index.ts'
import { aSession, NOW, sam } from '../../desk-samples.ts'
import { aCustomer } from '../../sample.ts'
import { screen, test, within } from '../../screen/screen-test.tsx'
import { findCard, OPEN_CALL, withCharges, withGroup } from './card-samples.ts'

describe('the card of a duplicate', () => {
  test('says the verdict, how sure it is, the reasons and the sentence for the caller', async ({ desk, show }) => {
    desk.answer('customer.get', aCustomer())
    show(<CustomerPane />, OPEN_CALL)
    const duplicate = await findCard(say('verdict.duplicate'))
    expect(within(duplicate).getByRole('heading', { name: say('verdict.duplicate') })).toBeTruthy()
    expect(within(duplicate).getByText(say('confidence.sure')).title).toBe(say('confidence.sure.hint'))
    expect(within(duplicate).getByRole('button', { name: say('reason.same_entity') })).toBeTruthy()
    expect(within(duplicate).getByRole('button', { name: '11 min apart' })).toBeTruthy()
    expect(within(duplicate).getByText(say('reasons.none'))).toBeTruthy()
    const sentence = within(duplicate).getByRole('blockquote', { name: say('group.say') })
    expect(sentence.textContent).toMatch(/^You were charged twice for EI164 .*I am giving back £95\.99 for the second/)
  })

  test('offers to give back the second charge only, and keeps the first', async ({ desk, show }) => {
    desk.answer('customer.get', aCustomer())
    show(<CustomerPane />, OPEN_CALL)
    const duplicate = await findCard(say('verdict.duplicate'))
    const [first, second] = within(duplicate).getAllByRole('columnheader')
    expect(first?.textContent).toContain(say('group.keep'))
    expect(second?.textContent).toContain(say('group.giveBack'))
    const offers = within(duplicate).getAllByRole('button', { name: /^Refund/ })
    expect(offers.map((offer) => offer.getAttribute('aria-label'))).toEqual([
      say('group.refundThis', { reference: 'T7MWPA' }),
    ])
    expect(duplicate.textContent).toContain(say('group.keepWhy', { reference: 'K3J9QX' }))
  })

  test('offers a supervisor the kept charge as well, and says that it takes a note', async ({ desk, show }) => {
    desk.answer('session.get', aSession({ user: sam }))
    desk.answer('customer.get', aCustomer())
    show(<CustomerPane />, OPEN_CALL)
    const offer = await screen.findByRole('button', { name: say('group.allTheSameThis', { reference: 'K3J9QX' }) })
    expect(offer.title).toBe(say('group.allTheSame.note'))
  })

  test('shows what was paid, what should have been and what will have been', async ({ desk, show }) => {
    desk.answer('customer.get', aCustomer())
    show(<CustomerPane />, OPEN_CALL)
    const duplicate = await findCard(say('verdict.duplicate'))
    const money = (name: 'group.paid' | 'group.due' | 'group.after') =>
      within(duplicate).getByText(say(name)).nextElementSibling?.textContent
    expect([money('group.paid'), money('group.due'), money('group.after')]).toEqual(['£191.98', '£95.99', '£95.99'])
  })

  test('asks to check with the caller when something differs', async ({ desk, show }) => {
    const reasons = [
      { code: 'same_name', speaks: 'for', fields: ['traveller'], values: {} },
      { code: 'other_card', speaks: 'against', fields: ['card'], values: {} },
      { code: 'refund_waits', speaks: 'note', fields: ['refunds'], values: { count: 2 } },
    ] as const
    desk.answer('customer.get', withGroup({ confidence: 'likely', reasons }))
    show(<CustomerPane />, OPEN_CALL)
    const duplicate = await findCard(say('verdict.duplicate'))
    expect(within(duplicate).getByText(say('confidence.likely')).title).toBe(say('confidence.likely.hint'))
    expect(within(duplicate).getByRole('button', { name: say('reason.other_card') })).toBeTruthy()
    expect(within(duplicate).getByRole('button', { name: '2 refunds wait for approval' })).toBeTruthy()
  })

  test('leaves a disputed charge to the bank, and offers nothing of it', async ({ desk, show }) => {
    const customer = withCharges({}, { state: 'disputed', leftMinor: 0 })
    desk.answer('customer.get', withGroup({ giveBackIds: [] }, customer))
    show(<CustomerPane />, OPEN_CALL)
    const duplicate = await findCard(say('verdict.duplicate.bank'))
    expect(duplicate.textContent).toContain(say('group.disputed', { amount: '£95.99' }))
    expect(within(duplicate).queryByRole('button', { name: /^Refund/ })).toBeNull()
  })

  test('gives no sum of several currencies', async ({ desk, show }) => {
    desk.answer('customer.get', withGroup({ net: null }, withCharges({}, { currency: 'EUR' })))
    show(<CustomerPane />, OPEN_CALL)
    const duplicate = await findCard(say('verdict.duplicate'))
    expect(duplicate.textContent).toContain(say('group.paidMixed', { amounts: '£95.99 and €95.99' }))
  })

  test('does not know what is due where nobody flies', async ({ desk, show }) => {
    const net = { paidMinor: 19_198, dueMinor: null, afterMinor: 9599 }
    desk.answer('customer.get', withGroup({ net }))
    show(<CustomerPane />, OPEN_CALL)
    const duplicate = await findCard(say('verdict.duplicate'))
    expect(duplicate.textContent).toContain(say('group.due.unknown'))
    expect(duplicate.textContent).toContain(say('group.due.nobodyFlies'))
  })
})

describe('the card of a hold', () => {
  const holds = (dropsOffAt: number) =>
    withGroup(
      { verdict: 'hold', giveBackIds: [], dropsOffAt, net: { paidMinor: 9599, dueMinor: 9599, afterMinor: 9599 } },
      withCharges({}, { state: 'authorised', capturedAt: null, leftMinor: 0 }),
    )

  test('says when it drops off, and offers nothing to give back', async ({ desk, show }) => {
    desk.answer('customer.get', holds(NOW + 2 * 86_400_000))
    show(<CustomerPane />, OPEN_CALL)
    const hold = await findCard(say('verdict.hold'))
    expect(hold.textContent).toMatch(/drops off by itself on .* at the latest, in 2 days/)
    expect(within(hold).getByRole('columnheader', { name: /Charge 2 of 2/ }).textContent).toContain(
      say('group.dropsOff'),
    )
    expect(within(hold).queryByRole('button', { name: /^Refund/ })).toBeNull()
    expect(within(hold).getByRole('blockquote').textContent).toContain('There is nothing to give back.')
  })

  test('says that it should have dropped off by now', async ({ desk, show }) => {
    desk.answer('customer.get', holds(NOW - 86_400_000))
    show(<CustomerPane />, OPEN_CALL)
    const hold = await findCard(say('verdict.hold.past'))
    expect(hold.textContent).toMatch(/should have dropped off by .*, 1 day ago/)
  })
})

describe('the card of a group that is unsure', () => {
  test('asks the caller, states no confidence and offers both decisions', async ({ desk, show }) => {
    desk.answer('customer.get', withGroup({ verdict: 'unsure', confidence: 'open' }))
    show(<CustomerPane />, OPEN_CALL)
    const unsure = await findCard(say('verdict.unsure'))
    expect(within(unsure).getByRole('blockquote').textContent).toContain('did you?')
    expect(within(unsure).getByRole('heading', { name: say('group.netIfOne') })).toBeTruthy()
    expect(within(unsure).queryByText(say('confidence.open'))).toBeNull()
    for (const verdict of ['not_duplicate', 'duplicate'] as const) {
      expect(within(unsure).getByRole('button', { name: say(`decide.${verdict}`) })).toBeTruthy()
    }
  })
})
