// @vitest-environment happy-dom
import { describe, expect } from 'vitest'
import { RefundPane } from '../../../../src/renderer/features/refund/refund-pane.tsx'
import { say } from '../../../../src/shared/text/index.ts'
import { aSession, sam } from '../../desk-samples.ts'
import { aCustomer, aKey, anIntent } from '../../sample.ts'
import { screen, test } from '../../screen/screen-test.tsx'
import { withCharges } from '../group/card-samples.ts'
import { aDraft, openCharge } from './refund-samples.ts'

describe('the refund pane', () => {
  test('says how a refund begins while no charge is chosen', ({ show }) => {
    show(<RefundPane />)
    expect(screen.getByText(say('refund.empty.title'))).toBeTruthy()
  })

  test('is loading until the draft is there', async ({ desk, show }) => {
    desk.answer('customer.get', aCustomer())
    const draft = desk.hold('draft.open')
    show(<RefundPane />, ...openCharge('c2'))
    expect((await screen.findByRole('status')).textContent).toBe(say('common.loading'))
    draft.arrive({ draft: aDraft(), live: null })
    expect(await screen.findByText(say('refund.afterwards'))).toBeTruthy()
  })

  test('says why the draft could not be opened, and tries again on request', async ({ desk, show, user }) => {
    desk.answer('customer.get', aCustomer())
    desk.fail('draft.open', { kind: 'signed_out' })
    show(<RefundPane />, ...openCharge('c2'))
    expect((await screen.findByRole('alert')).textContent).toContain(say('failure.signed_out'))
    desk.answer('draft.open', { draft: aDraft(), live: null })
    await user.click(screen.getByRole('button', { name: say('common.tryAgain') }))
    expect(await screen.findByText(say('refund.afterwards'))).toBeTruthy()
  })

  test.for([
    ['captured', say('refund.state.captured')],
    ['authorised', say('refund.state.authorised')],
    ['voided', say('refund.state.voided')],
    ['failed', say('refund.state.failed')],
    ['disputed', say('refund.state.disputed')],
    ['frozen', say('refund.state.other', { state: 'frozen' })],
  ] as const)('says why nothing is left on a charge that is %s', async ([state, text], { desk, show }) => {
    desk.answer('customer.get', withCharges({}, { state, leftMinor: 0 }))
    desk.answer('draft.open', { draft: aDraft(), live: null })
    show(<RefundPane />, ...openCharge('c2'))
    expect(await screen.findByText(say('refund.nothingLeft'))).toBeTruthy()
    expect(screen.getByText(text)).toBeTruthy()
  })

  test('shows the refund that is on its way in place of a second form', async ({ desk, show }) => {
    desk.answer('customer.get', aCustomer())
    desk.answer('draft.open', { draft: aDraft(), live: anIntent({ state: 'unknown', waitingFor: 'network' }) })
    show(<RefundPane />, ...openCharge('c2'))
    expect(await screen.findByText(say('intent.unknown.label'))).toBeTruthy()
    expect(screen.queryByText(say('refund.afterwards'))).toBeNull()
  })
})

describe('a charge that stays paid', () => {
  test('is not offered to an agent, but a part of it as goodwill', async ({ desk, show, user }) => {
    desk.answer('customer.get', aCustomer())
    desk.answer('draft.open', { draft: aDraft({ chargeId: 'c1' }), live: null })
    show(<RefundPane />, ...openCharge('c1'))
    expect(await screen.findByText(say('guard.title'))).toBeTruthy()
    expect(screen.getByText(say('problem.keep_charge'))).toBeTruthy()
    await user.keyboard('p')
    const amount = screen.getByLabelText(say('refund.amount', { currency: 'GBP' }))
    expect(document.activeElement).toBe(amount)
    expect(screen.getByText(say('refund.amountHint', { amount: '£47.99' }))).toBeTruthy()
    await user.keyboard('50')
    await user.click(screen.getByRole('button', { name: say('reason.goodwill') }))
    expect(screen.getByText(say('guard.need.part', { amount: '£47.99' }))).toBeTruthy()
  })

  test('offers no goodwill while another refund that keeps it is on its way', async ({ desk, show, user }) => {
    const customer = withCharges({}, { reservedMinor: 9599, leftMinor: 0, intents: [anIntent()] })
    desk.answer('customer.get', customer)
    desk.answer('draft.open', { draft: aDraft({ chargeId: 'c1' }), live: null })
    show(<RefundPane />, ...openCharge('c1'))
    expect(await screen.findByText(say('guard.title'))).toBeTruthy()
    expect(screen.queryByRole('button', { name: say('guard.part') })).toBeNull()
    await user.keyboard('p')
    expect(screen.queryByRole('textbox')).toBeNull()
  })

  test('needs a note from a supervisor', async ({ desk, show, user }) => {
    desk.answer('session.get', aSession({ user: sam }))
    desk.answer('customer.get', aCustomer())
    desk.answer('draft.open', { draft: aDraft({ chargeId: 'c1' }), live: null })
    show(<RefundPane />, ...openCharge('c1'))
    expect(await screen.findByText(say('problem.keep_charge'))).toBeTruthy()
    expect(screen.getByText(say('guard.noteHint'))).toBeTruthy()
    await user.keyboard('2')
    expect(screen.getByText(say('guard.need.note'))).toBeTruthy()
    await user.keyboard('nCourt.')
    expect(screen.queryByText(say('guard.need.note'))).toBeNull()
    expect(screen.getByRole('button', { name: say('refund.review', { amount: '£95.99' }) })).toBeTruthy()
  })
})

describe('a charge after its refund', () => {
  test('shows the refund, and a form for the rest on request', async ({ desk, show, user }) => {
    const sent = anIntent({ amountMinor: 4000, state: 'confirmed', centralState: 'pending', endedAt: 1 })
    desk.answer('customer.get', withCharges({}, { refundedMinor: 4000, leftMinor: 5599, intents: [sent] }))
    desk.answer('draft.open', { draft: aDraft({ reason: 'goodwill' }), live: null })
    desk.answer('refund.submit', sent)
    show(<RefundPane />, ...openCharge('c2'))
    await screen.findByText(say('refund.afterwards'))
    await user.keyboard('{Control>}{Enter}{/Control}')
    await screen.findByRole('dialog')
    await user.keyboard('{Control>}{Enter}{/Control}')
    expect(await screen.findByText(say('intent.accepted.label'))).toBeTruthy()
    await user.keyboard('r')
    expect(await screen.findByText(say('refund.afterwards'))).toBeTruthy()
  })

  test('shows the last refund where nothing is left', async ({ desk, show }) => {
    const early = anIntent({ key: aKey(1), reference: 'R-EARLY', state: 'confirmed', endedAt: 1, createdAt: 1 })
    const late = anIntent({ key: aKey(2), reference: 'R-LATE', state: 'confirmed', endedAt: 2, createdAt: 2 })
    desk.answer('customer.get', withCharges({}, { refundedMinor: 9599, leftMinor: 0, intents: [early, late] }))
    desk.answer('draft.open', { draft: aDraft(), live: null })
    show(<RefundPane />, ...openCharge('c2'))
    expect(await screen.findByText('R-LATE')).toBeTruthy()
    expect(screen.queryByText('R-EARLY')).toBeNull()
    await screen.findByText(say('review.history.none'))
  })
})
