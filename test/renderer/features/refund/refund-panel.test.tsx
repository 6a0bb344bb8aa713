// @vitest-environment happy-dom
import { describe, expect } from 'vitest'
import { RefundPane } from '../../../../src/renderer/features/refund/refund-pane.tsx'
import type { Draft } from '../../../../src/shared/model/index.ts'
import { say } from '../../../../src/shared/text/index.ts'
import { aBooking, aCharge, aCustomer } from '../../sample.ts'
import { screen, test, waitFor, within } from '../../screen/screen-test.tsx'
import type { ScriptedDesk } from '../../screen/scripted-desk.ts'
import { withCharges } from '../group/card-samples.ts'
import { aDraft, openCharge } from './refund-samples.ts'

const amountField = (currency = 'GBP') => screen.getByLabelText<HTMLInputElement>(say('refund.amount', { currency }))
const reviewButton = () => screen.getByRole<HTMLButtonElement>('button', { name: /^Check and give back/ })
const pressed = (name: string) => screen.getByRole('button', { name }).getAttribute('aria-pressed')

function open(desk: ScriptedDesk, customer = aCustomer(), draft: Partial<Draft> = {}) {
  desk.answer('customer.get', customer)
  desk.answer('draft.open', { draft: aDraft(draft), live: null })
}

describe('the refund panel', () => {
  test('needs a reason before it goes on', async ({ desk, show, user }) => {
    open(desk)
    show(<RefundPane />, ...openCharge('c2'))
    expect(await screen.findByText(say('refund.need.reason'))).toBeTruthy()
    expect(reviewButton().disabled).toBe(true)
    await user.keyboard('{Control>}{Enter}{/Control}')
    expect(screen.queryByRole('dialog')).toBeNull()
  })

  test.for([
    ['1', 'reason.duplicate'],
    ['2', 'reason.goodwill'],
    ['3', 'reason.cancelled'],
    ['4', 'reason.other'],
  ] as const)('chooses a reason with key %s', async ([key, reason], { desk, show, user }) => {
    open(desk)
    show(<RefundPane />, ...openCharge('c2'))
    await screen.findByText(say('refund.need.reason'))
    await user.keyboard(key)
    expect(pressed(say(reason))).toBe('true')
    expect(screen.getAllByRole('button', { pressed: true }).map(({ textContent }) => textContent)).toContain(
      say(reason),
    )
    expect(reviewButton().disabled).toBe(false)
  })

  test('shows the amount, the card, the gateway and what is paid afterwards', async ({ desk, show }) => {
    open(desk)
    show(<RefundPane />, ...openCharge('c2'))
    await screen.findByText(say('refund.afterwards'))
    expect(screen.getByText(say('refund.to', { card: 'Mastercard ending 5100', gateway: 'new' }))).toBeTruthy()
    const line = (name: string) => screen.getByText(name).nextElementSibling?.textContent
    expect(line(say('refund.paidSoFarMany', { count: 2 }))).toBe('£191.98')
    expect(line(say('refund.this'))).toBe('− £95.99')
    expect(line(say('refund.afterwards'))).toBe('£95.99')
    expect(screen.getByText(say('refund.stands', { reference: 'T7MWPA' }))).toBeTruthy()
  })

  test('comes back as its draft left it', async ({ desk, show }) => {
    open(desk, aCustomer(), { reason: 'goodwill', amountMinor: 500, note: 'a late bag' })
    show(<RefundPane />, ...openCharge('c2'))
    await screen.findByText(say('refund.afterwards'))
    expect(amountField().value).toBe('5.00')
    expect(pressed(say('reason.goodwill'))).toBe('true')
    expect(screen.getByLabelText<HTMLTextAreaElement>(say('refund.note')).value).toBe('a late bag')
  })

  test('saves its draft as it is filled in', async ({ desk, show, user }) => {
    open(desk)
    show(<RefundPane />, ...openCharge('c2'))
    await screen.findByText(say('refund.afterwards'))
    await user.keyboard('2nlate')
    await waitFor(() => expect(desk.asked('draft.save').at(-1)?.note).toBe('late'))
    expect(desk.asked('draft.save').at(-1)).toMatchObject({ reason: 'goodwill', amountMinor: null, keepChargeId: null })
  })

  test('lets no card number out of its note', async ({ desk, show, user }) => {
    open(desk)
    show(<RefundPane />, ...openCharge('c2'))
    await screen.findByText(say('refund.afterwards'))
    await user.keyboard('2n')
    await user.paste('4111111111111111')
    expect(screen.getByLabelText<HTMLTextAreaElement>(say('refund.note')).value).toBe('•••• 1111')
    await waitFor(() => expect(desk.asked('draft.save').at(-1)?.note).toBe('•••• 1111'))
  })
})

describe('the amount', () => {
  test('is a part after P, with the focus on it, and needs to be typed', async ({ desk, show, user }) => {
    open(desk)
    show(<RefundPane />, ...openCharge('c2'))
    await screen.findByText(say('refund.afterwards'))
    await user.keyboard('2p')
    expect(document.activeElement).toBe(amountField())
    expect(screen.getByText(say('refund.need.amount'))).toBeTruthy()
    await user.keyboard('40')
    expect(reviewButton().textContent).toBe(say('refund.review', { amount: '£40.00' }))
    expect(screen.getByText(say('refund.afterwards')).nextElementSibling?.textContent).toBe('£151.98')
  })

  test.for([
    ['96', 'GBP', say('refund.need.below', { amount: '£95.99' })],
    ['ten', 'GBP', say('refund.need.readable', { currency: 'GBP' })],
    ['1,234.00', 'GBP', say('refund.need.readable', { currency: 'GBP' })],
    ['9.5', 'JPY', say('refund.need.readable', { currency: 'JPY' })],
    ['1.2345', 'KWD', say('refund.need.readable', { currency: 'KWD' })],
  ] as const)(
    'that is typed as %s in %s is refused at its field',
    async ([text, currency, problem], { desk, show, user }) => {
      open(desk, withCharges({ currency }, { currency }))
      show(<RefundPane />, ...openCharge('c2'))
      await screen.findByText(say('refund.afterwards'))
      await user.keyboard(`2p${text}`)
      const field = amountField(currency)
      expect(field.getAttribute('aria-invalid')).toBe('true')
      expect(screen.getByText(problem)).toBeTruthy()
      expect(reviewButton().disabled).toBe(true)
    },
  )

  test('is everything left again after its own button', async ({ desk, show, user }) => {
    open(desk)
    show(<RefundPane />, ...openCharge('c2'))
    await screen.findByText(say('refund.afterwards'))
    await user.keyboard('2p40')
    await user.click(screen.getByRole('button', { name: say('refund.whole') }))
    expect(screen.queryByLabelText(say('refund.amount', { currency: 'GBP' }))).toBeNull()
    expect(reviewButton().textContent).toBe(say('refund.review', { amount: '£95.99' }))
  })
})

describe('the charge to keep', () => {
  const third = aBooking([aCharge({ id: 'c3', bookingId: 'r3' })], { reference: 'WX0THIRD' })

  test('is the suggested one, and H takes the next', async ({ desk, show, user }) => {
    const { bookings, groups, ...customer } = aCustomer()
    const [group] = groups
    open(desk, {
      ...customer,
      bookings: [...bookings, third],
      groups: group ? [{ ...group, chargeIds: ['c1', 'c2', 'c3'] }] : [],
    })
    show(<RefundPane />, ...openCharge('c2'))
    await screen.findByText(say('refund.afterwards'))
    await user.keyboard('1')
    const keeps = within(screen.getByRole('group', { name: say('refund.keep') })).getAllByRole('button')
    const kept = () =>
      keeps.filter((keep) => keep.getAttribute('aria-pressed') === 'true').map((keep) => keep.textContent)
    expect(keeps).toHaveLength(2)
    expect(kept()).toEqual([expect.stringContaining('K3J9QX')])
    await user.keyboard('h')
    expect(kept()).toEqual([expect.stringContaining('WX0THIRD')])
    await user.keyboard('h')
    expect(kept()).toEqual([expect.stringContaining('K3J9QX')])
  })

  test('must be chosen where none is suggested', async ({ desk, show, user }) => {
    open(desk, { ...aCustomer(), groups: [] })
    show(<RefundPane />, ...openCharge('c2'))
    await screen.findByText(say('refund.afterwards'))
    await user.keyboard('1')
    expect(screen.getByText(say('refund.need.keep'))).toBeTruthy()
    await user.click(screen.getByRole('button', { name: /^K3J9QX/ }))
    expect(screen.queryByText(say('refund.need.keep'))).toBeNull()
    expect(reviewButton().disabled).toBe(false)
  })

  test('does not exist where no other charge can stay paid', async ({ desk, show, user }) => {
    const alone = aCustomer([aBooking([aCharge({ id: 'c2' })])])
    open(desk, { ...alone, groups: [] })
    show(<RefundPane />, ...openCharge('c2'))
    await screen.findByText(say('refund.afterwards'))
    await user.keyboard('1')
    expect(screen.getByText(say('refund.keepNone'))).toBeTruthy()
    expect(reviewButton().disabled).toBe(true)
  })
})
