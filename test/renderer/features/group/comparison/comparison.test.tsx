// @vitest-environment happy-dom
import { describe, expect } from 'vitest'
import { CustomerPane } from '../../../../../src/renderer/features/customer/customer-pane.tsx'
import type { RawEvidence } from '../../../../../src/shared/model/index.ts'
import { say, type TextKey } from '../../../../../src/shared/text/index.ts'
import { AT, aBooking, aCharge, aCustomer, anIntent, aRefund } from '../../../sample.ts'
import { screen, test, within } from '../../../screen/screen-test.tsx'
import { OPEN_CALL, withCharges, withGroup } from '../card-samples.ts'

/** The cells of a row, once the comparison is on the screen. */
async function findCells(name: TextKey & `group.row.${string}`): Promise<readonly string[]> {
  const row = await screen.findByRole('row', { name: new RegExp(`^${say(name as 'group.row.time')} `) })
  return within(row)
    .getAllByRole('cell')
    .map((cell) => cell.textContent ?? '')
}

const evidence = (chargeId: string, booking: RawEvidence['booking']): RawEvidence => ({
  chargeId,
  charge: {},
  booking,
  refunds: [],
})

describe('the comparison of charges', () => {
  test('says of each field whether it is the same, and of the time how much later', async ({ desk, show }) => {
    desk.answer('customer.get', aCustomer())
    show(<CustomerPane />, OPEN_CALL)
    expect(await findCells('group.row.amount')).toEqual(['£95.99', '£95.99 same'])
    expect(await findCells('group.row.gateway')).toEqual(['old', 'new differs'])
    expect(await findCells('group.row.service')).toEqual(['14C', '14D differs'])
    expect((await findCells('group.row.time'))[1]).toMatch(/ \+11 min 28 s$/)
  })

  test('marks the rows that a reason speaks of, while the reason has the focus', async ({ desk, show, user }) => {
    desk.answer('customer.get', aCustomer())
    show(<CustomerPane />, OPEN_CALL)
    const card = await screen.findByRole('row', { name: new RegExp(`^${say('group.row.card')} `) })
    expect(within(card).getByTitle(say('group.speaksFor'))).toBeTruthy()
    expect(card.hasAttribute('data-marked')).toBe(false)
    await user.keyboard('b')
    expect(card.hasAttribute('data-marked')).toBe(true)
    const seat = screen.getByRole('row', { name: new RegExp(`^${say('group.row.service')} `) })
    expect(seat.hasAttribute('data-marked')).toBe(false)
  })

  test('does not call masked contacts the same without a reason', async ({ desk, show }) => {
    desk.answer('customer.get', aCustomer())
    desk.answer(
      'group.evidence',
      ['c1', 'c2'].map((id) => evidence(id, { email: 'd•••@example.org' })),
    )
    show(<CustomerPane />, OPEN_CALL)
    await screen.findAllByText('d•••@example.org')
    expect(await findCells('group.row.email')).toEqual(['d•••@example.org', 'd•••@example.org'])
  })

  test('calls masked contacts the same when a reason says so, and shows the phone it speaks of', async ({
    desk,
    show,
  }) => {
    const reasons = [
      { code: 'same_email', speaks: 'for', fields: ['email'], values: {} },
      { code: 'same_phone', speaks: 'for', fields: ['phone'], values: {} },
    ] as const
    desk.answer('customer.get', withGroup({ reasons }))
    desk.answer('group.evidence', [evidence('c1', { email: 'd•••', phone: null }), evidence('c2', { email: 'd•••' })])
    show(<CustomerPane />, OPEN_CALL)
    await screen.findAllByText('d•••')
    expect(await findCells('group.row.email')).toEqual(['d•••', 'd••• same'])
    expect(await findCells('group.row.phone')).toEqual([say('group.noContact'), `${say('group.noContact')} same`])
  })

  test('shows a dash for a contact that has not arrived', async ({ desk, show }) => {
    desk.answer('customer.get', aCustomer())
    desk.hold('group.evidence')
    show(<CustomerPane />, OPEN_CALL)
    expect(await findCells('group.row.email')).toEqual([say('group.notHere'), say('group.notHere')])
  })

  test('says what was given back, and how far the refund is', async ({ desk, show }) => {
    const refunds = [aRefund({ amountMinor: 4000, state: 'pending' }), aRefund({ id: 'f2', state: 'failed' })]
    desk.answer('customer.get', withCharges({}, { refundedMinor: 4000, leftMinor: 5599, refunds }))
    show(<CustomerPane />, OPEN_CALL)
    expect(await findCells('group.row.refunds')).toEqual([say('group.nothing'), '£40.00Accepted'])
  })

  test('shows a refund on its way in place of the offer to give back', async ({ desk, show }) => {
    desk.answer('customer.get', withCharges({}, { reservedMinor: 9599, leftMinor: 0, intents: [anIntent()] }))
    show(<CustomerPane />, OPEN_CALL)
    expect(await findCells('group.row.refunds')).toEqual([say('group.nothing'), say('intent.queued.label')])
    expect(screen.getByRole('button', { name: say('group.showThis', { reference: 'T7MWPA' }) })).toBeTruthy()
    expect(screen.queryByRole('button', { name: say('group.refundThis', { reference: 'T7MWPA' }) })).toBeNull()
  })

  test('moves from charge to charge with the arrow keys, and R opens the one to give back', async ({
    desk,
    show,
    user,
  }) => {
    desk.answer('customer.get', aCustomer())
    show(<CustomerPane />, OPEN_CALL)
    const [first, second] = await screen.findAllByRole('columnheader')
    await user.keyboard('{ArrowRight}')
    expect(document.activeElement).toBe(first)
    await user.keyboard('{ArrowRight}')
    expect(document.activeElement).toBe(second)
    await user.keyboard('{ArrowLeft}r')
    // The first charge stays paid and is not offered: R leads to the one that goes back.
    expect(document.activeElement).toBe(second)
  })

  test('has a column for each of eight charges', async ({ desk, show }) => {
    const ids = ['c1', 'c2', 'c3', 'c4', 'c5', 'c6', 'c7', 'c8']
    const bookings = ids.map((id, index) =>
      aBooking([aCharge({ id, bookingId: `r${id}`, authorisedAt: AT + index * 60_000 })], {
        reference: `LONGREFERENCE-${id}`,
      }),
    )
    desk.answer('customer.get', withGroup({ chargeIds: ids, giveBackIds: ids.slice(1) }, aCustomer(bookings)))
    show(<CustomerPane />, OPEN_CALL)
    const heads = await screen.findAllByRole('columnheader')
    expect(heads).toHaveLength(8)
    expect(heads[7]?.textContent).toContain('LONGREFERENCE-c8')
    expect(screen.getByRole('heading', { name: say('verdict.duplicate.times', { times: 'eight' }) })).toBeTruthy()
  })
})
