// @vitest-environment happy-dom
import { describe, expect } from 'vitest'
import { CustomerPane } from '../../../../src/renderer/features/customer/customer-pane.tsx'
import { say } from '../../../../src/shared/text/index.ts'
import { ARABIC_NAME, UNUSUAL_NAMES } from '../../desk-samples.ts'
import { aBooking, aCharge, aCustomer, anIntent, aRefund } from '../../sample.ts'
import { screen, test, within } from '../../screen/screen-test.tsx'

const OPEN_CALL = { do: 'openCustomer', bookingId: 'r1' } as const

describe('the customer', () => {
  test('is an empty face while no call is open', ({ show }) => {
    show(<CustomerPane />)
    expect(screen.getByText(say('customer.empty.title'))).toBeTruthy()
  })

  test('is loading until the answer is there', async ({ desk, show }) => {
    const customer = desk.hold('customer.get')
    show(<CustomerPane />, OPEN_CALL)
    expect((await screen.findByRole('status')).textContent).toBe(say('common.loading'))
    customer.arrive(aCustomer())
    expect(await screen.findByRole('heading', { name: 'Davey Jones' })).toBeTruthy()
  })

  test('says why they could not be read, and is read again on request', async ({ desk, show, user }) => {
    desk.fail('customer.get', { kind: 'not_found' })
    show(<CustomerPane />, OPEN_CALL)
    expect((await screen.findByRole('alert')).textContent).toContain(say('failure.not_found'))
    desk.answer('customer.get', aCustomer())
    await user.click(screen.getByRole('button', { name: say('common.tryAgain') }))
    expect(await screen.findByRole('heading', { name: 'Davey Jones' })).toBeTruthy()
  })

  test('without a group reads that no charges look alike', async ({ desk, show }) => {
    desk.answer('customer.get', { ...aCustomer(), groups: [] })
    show(<CustomerPane />, OPEN_CALL)
    expect(await screen.findByText(say('customer.noGroups'))).toBeTruthy()
  })

  test.for(UNUSUAL_NAMES)('with a name that is %s is named whole', async ([, name], { desk, show }) => {
    desk.answer('customer.get', { ...aCustomer(), name: name })
    show(<CustomerPane />, OPEN_CALL)
    expect(await screen.findByRole('heading', { name })).toBeTruthy()
  })

  test('is shown anew when the copy changes', async ({ desk, show }) => {
    desk.answer('customer.get', aCustomer())
    show(<CustomerPane />, OPEN_CALL)
    await screen.findByRole('heading', { name: 'Davey Jones' })
    desk.answer('customer.get', { ...aCustomer(), groups: [] })
    desk.change('copy')
    expect(await screen.findByText(say('customer.noGroups'))).toBeTruthy()
  })
})

describe('the contact', () => {
  test('is masked until V, and masked again after V', async ({ desk, show, user }) => {
    desk.answer('customer.get', aCustomer())
    desk.answer('customer.reveal', { email: 'davey.jones@example.org', phone: '+44 20 5550 167' })
    show(<CustomerPane />, OPEN_CALL)
    expect(await screen.findByText('d•••••@example.org')).toBeTruthy()
    expect(screen.getByText(say('customer.noPhone'))).toBeTruthy()
    await user.keyboard('v')
    expect(await screen.findByText('davey.jones@example.org')).toBeTruthy()
    expect(screen.getByText('+44 20 5550 167')).toBeTruthy()
    expect(screen.getByRole('button', { name: say('customer.hide') }).getAttribute('aria-pressed')).toBe('true')
    await user.keyboard('v')
    expect(screen.queryByText('davey.jones@example.org')).toBeNull()
    expect(desk.asked('customer.reveal')).toEqual([{ bookingId: 'r1' }])
  })

  test('stays masked when it cannot be shown, and says why', async ({ desk, show, user }) => {
    desk.answer('customer.get', aCustomer())
    desk.fail('customer.reveal', { kind: 'disk_full' })
    show(<CustomerPane />, OPEN_CALL)
    await user.click(await screen.findByRole('button', { name: say('customer.reveal') }))
    expect((await screen.findByRole('alert')).textContent).toBe(say('failure.disk_full'))
    expect(screen.getByText('d•••••@example.org')).toBeTruthy()
  })
})

describe('the timeline', () => {
  const timeline = () => screen.getByRole('list', { name: say('customer.bookings') })

  test('shows each charge with its state, and what is left of one that was given back in part', async ({
    desk,
    show,
  }) => {
    const partly = aCharge({ refundedMinor: 4000, leftMinor: 5599, refunds: [aRefund({ amountMinor: 4000 })] })
    desk.answer('customer.get', { ...aCustomer([aBooking([partly], { status: 'cancelled' })]), groups: [] })
    show(<CustomerPane />, OPEN_CALL)
    const line = await screen.findByRole('group', { name: new RegExp(`^${say('purpose.fare')}, `) })
    expect(line.textContent).toContain(say('chargeState.captured'))
    expect(line.textContent).toContain('£55.99 left £95.99')
    const list = timeline().textContent
    expect(list).toContain(say('bookingStatus.cancelled'))
    expect(list).toContain(`${say('reason.duplicate')} by Ana Silva, `)
    expect(list).toContain(`${say('refundState.succeeded')}− £40.00`)
  })

  test('shows a refund once that both this desk and the central service know', async ({ desk, show }) => {
    const told = anIntent({ state: 'confirmed', endedAt: 1 })
    const refunds = [aRefund({ idempotencyKey: told.key, state: 'pending' })]
    const queued = anIntent({ key: 'k2', reference: 'R-QUEUED' })
    const charge = aCharge({ refunds, intents: [told, queued], leftMinor: 0 })
    desk.answer('customer.get', { ...aCustomer([aBooking([charge])]), groups: [] })
    show(<CustomerPane />, OPEN_CALL)
    await screen.findByText(say('intent.queued.label'))
    expect(within(timeline()).queryByText('R-3F2A91C0')).toBeNull()
    expect(within(timeline()).getByText('R-QUEUED')).toBeTruthy()
    expect(within(timeline()).getAllByText('− £95.99')).toHaveLength(2)
    expect(within(timeline()).queryByRole('button', { name: say('group.refund') })).toBeNull()
  })

  test('says that no charge has arrived, and names the traveller whole', async ({ desk, show }) => {
    desk.answer('customer.get', {
      ...aCustomer([aBooking([], { travellerName: ARABIC_NAME, seat: null })]),
      groups: [],
    })
    show(<CustomerPane />, OPEN_CALL)
    expect(await screen.findByText(say('customer.noCharges'))).toBeTruthy()
    expect(
      screen.getByText((text) => text.startsWith(`${ARABIC_NAME} · departs Sat, 28 Feb 2026, 20:15 · booked`)),
    ).toBeTruthy()
  })

  test('of 300 bookings keeps only the rows in sight in the page, and says how many there are', async ({
    desk,
    show,
  }) => {
    const bookings = Array.from({ length: 300 }, (_, index) =>
      aBooking([aCharge({ id: `c${index}` })], { id: `r${index}`, reference: `REF${index}` }),
    )
    desk.answer('customer.get', { ...aCustomer(bookings), groups: [] })
    show(<CustomerPane />, OPEN_CALL)
    await screen.findByText('REF0')
    const items = within(timeline()).getAllByRole('listitem')
    expect(items.length).toBeGreaterThan(8)
    expect(items.length).toBeLessThan(40)
    expect(items[0]?.getAttribute('aria-setsize')).toBe('300')
    expect(screen.queryByText('REF299')).toBeNull()
  })
})
