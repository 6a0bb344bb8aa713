// @vitest-environment happy-dom
import { describe, expect } from 'vitest'
import { ApprovalsView } from '../../../../src/renderer/features/approvals/approvals-view.tsx'
import type { ApprovalDecision, ApprovalView } from '../../../../src/shared/model/index.ts'
import { say } from '../../../../src/shared/text/index.ts'
import { anApproval, UNUSUAL_NAMES } from '../../desk-samples.ts'
import { AT, aCustomer, aKey, aRefund } from '../../sample.ts'
import { screen, test, within } from '../../screen/screen-test.tsx'

const CONFIRM = '{Control>}{Enter}{/Control}'
const decision = (change: Partial<ApprovalDecision>): ApprovalDecision => ({
  key: aKey(),
  refundId: 'f1',
  decision: 'approve',
  note: 'one trip',
  state: 'queued',
  problemCode: null,
  centralState: null,
  by: { id: 'u2', name: 'Sam Okafor' },
  at: AT,
  ...change,
})
/** The same approval for another refund. */
const another = (id: string, change: Partial<ApprovalView> = {}): ApprovalView =>
  anApproval({ refund: aRefund({ id, state: 'pending_approval', note: '' }), ...change })
const act = () => within(screen.getByRole('region', { name: say('region.do.approvals') }))
const list = (name: string) => screen.getByRole('list', { name })

describe('the approvals', () => {
  test('are loading until the answer is there, and may be none', async ({ desk, show }) => {
    const approvals = desk.hold('approval.list')
    show(<ApprovalsView />)
    expect((await screen.findByRole('status')).textContent).toBe(say('common.loading'))
    approvals.arrive([])
    expect(await screen.findByText(say('approvals.empty.text'))).toBeTruthy()
  })

  test('say why they could not be read, and are read again on request', async ({ desk, show, user }) => {
    desk.fail('approval.list', { kind: 'not_allowed', code: 'role' })
    show(<ApprovalsView />)
    expect((await screen.findByRole('alert')).textContent).toContain(say('problem.role'))
    desk.answer('approval.list', [])
    await user.click(screen.getByRole('button', { name: say('common.tryAgain') }))
    expect(await screen.findByText(say('approvals.empty.text'))).toBeTruthy()
  })

  test('begin with the one that has waited longest, and J goes to the next', async ({ desk, show, user }) => {
    desk.answer('approval.list', [another('f1'), another('f2')])
    desk.answer('customer.get', aCustomer())
    show(<ApprovalsView />)
    await screen.findByRole('heading', { name: /^£95\.99 · Davey Jones$/ })
    const pressed = () =>
      within(list(say('approvals.waiting')))
        .getAllByRole('button')
        .map((row) => row.getAttribute('aria-pressed'))
    expect(pressed()).toEqual(['true', 'false'])
    await user.keyboard('j')
    expect(pressed()).toEqual(['false', 'true'])
    await screen.findByRole('table')
  })

  test.for(UNUSUAL_NAMES)(
    'show a name that is %s whole, and the amount before it',
    async ([, name], { desk, show }) => {
      const { charge } = anApproval()
      const booking = charge.booking && { ...charge.booking, travellerName: name }
      desk.answer('approval.list', [anApproval({ charge: { ...charge, booking } })])
      desk.answer('customer.get', aCustomer())
      show(<ApprovalsView />)
      expect(await screen.findByRole('heading', { name: `£95.99 · ${name}` })).toBeTruthy()
      expect(within(list(say('approvals.waiting'))).getByText(name).textContent).toBe(name)
      await screen.findByRole('table')
    },
  )

  test('of 500 keep only the rows in sight in the page, and say how many there are', async ({ desk, show }) => {
    desk.answer(
      'approval.list',
      Array.from({ length: 500 }, (_, index) => another(`f${index}`)),
    )
    desk.answer('customer.get', aCustomer())
    show(<ApprovalsView />)
    expect(await screen.findByRole('heading', { name: `${say('approvals.waiting')} · 500` })).toBeTruthy()
    expect(within(list(say('approvals.waiting'))).getAllByRole('listitem').length).toBeLessThan(40)
    await screen.findByRole('table')
  })
})

describe('the evidence of an approval', () => {
  test('is the note and both charges side by side', async ({ desk, show }) => {
    desk.answer('approval.list', [anApproval()])
    desk.answer('customer.get', aCustomer())
    show(<ApprovalsView />)
    const table = await screen.findByRole('table')
    expect(screen.getByText('“She paid twice.”')).toBeTruthy()
    const heads = within(table).getAllByRole('columnheader')
    expect(heads.map(({ textContent }) => textContent)).toEqual([
      `${say('approvals.keeps')}K3J9QX`,
      `${say('approvals.gives')}T7MWPA`,
    ])
    expect(within(table).getByRole('row', { name: /^Gateway/ }).textContent).toBe('Gatewayoldnew differs')
  })

  test('says which parts are missing', async ({ desk, show }) => {
    const { charge } = anApproval()
    desk.answer('approval.list', [another('f1', { charge: { ...charge, booking: null }, keptCharge: null })])
    show(<ApprovalsView />)
    expect(await screen.findByText(say('approvals.noBooking'))).toBeTruthy()
    expect(screen.getByText(say('approvals.noNote'))).toBeTruthy()
    expect(screen.getByText(say('approvals.keptMissing'))).toBeTruthy()
    expect(act().queryByRole('button', { name: say('refund.openCustomer') })).toBeNull()
  })

  test('says why the charges could not be read', async ({ desk, show }) => {
    desk.answer('approval.list', [anApproval()])
    desk.fail('customer.get', { kind: 'not_found' })
    show(<ApprovalsView />)
    expect((await screen.findByRole('alert')).textContent).toBe(say('failure.not_found'))
  })
})

describe('the decision on an approval', () => {
  test('takes a note, and is sent once with it', async ({ desk, show, user }) => {
    desk.answer('approval.list', [anApproval()])
    desk.answer('customer.get', aCustomer())
    desk.answer('approval.decide', decision({}))
    show(<ApprovalsView />)
    await screen.findByRole('table')
    await user.keyboard('y')
    expect(screen.getByText(say('approvals.approve.title', { amount: '£95.99' }))).toBeTruthy()
    const go = screen.getByRole<HTMLButtonElement>('button', {
      name: say('approvals.approve.confirm', { amount: '£95.99' }),
    })
    expect(go.disabled).toBe(true)
    await user.keyboard(`${CONFIRM}She rang.${CONFIRM}`)
    expect(await act().findByRole('button', { name: say('approvals.approve') })).toBeTruthy()
    expect(desk.asked('approval.decide')).toEqual([{ refundId: 'f1', decision: 'approve', note: 'She rang.' }])
  })

  test('keeps the note when it fails, and says why', async ({ desk, show, user }) => {
    desk.answer('approval.list', [anApproval()])
    desk.answer('customer.get', aCustomer())
    desk.fail('approval.decide', { kind: 'already_waiting' })
    show(<ApprovalsView />)
    await screen.findByRole('table')
    await user.keyboard(`nNo double.${CONFIRM}`)
    expect((await screen.findByRole('alert')).textContent).toBe(say('failure.already_waiting'))
    expect(screen.getByRole<HTMLTextAreaElement>('textbox').value).toBe('No double.')
  })

  test.for([
    ['own_request', []],
    ['role', []],
    ['above_limit', [say('approvals.reject')]],
  ] as const)('is not for this person: %s', async ([mayNotDecide, offered], { desk, show }) => {
    desk.answer('approval.list', [anApproval({ mayNotDecide })])
    desk.answer('customer.get', aCustomer())
    show(<ApprovalsView />)
    expect(await screen.findByText(say(`approvals.may.${mayNotDecide}`))).toBeTruthy()
    await screen.findByRole('table')
    const buttons = act()
      .getAllByRole('button')
      .map(({ textContent }) => textContent)
    expect(buttons).toEqual([...offered, say('refund.openCustomer')])
  })

  test.for([
    ['queued', 'waiting'],
    ['unknown', 'waiting'],
    ['given', 'approve'],
    ['decided', 'decided'],
    ['refused', 'refused'],
  ] as const)('that is %s says what became of it', async ([state, label], { desk, show, user }) => {
    const problemCode = state === 'refused' ? 'above_limit' : null
    desk.answer('approval.list', [anApproval({ decision: decision({ state, problemCode }) })])
    desk.answer('customer.get', aCustomer())
    show(<ApprovalsView />)
    const row = await screen.findByRole('button', { name: /Davey Jones/ })
    expect(row.textContent).toContain(say(`approvals.label.${label}`))
    await user.click(row)
    const text = say(`approvals.state.${state}.approve`, { name: 'Ana Silva' })
    expect(await act().findByText(text)).toBeTruthy()
    expect(act().getByText(`${say('approvals.say')}: “one trip”`)).toBeTruthy()
    expect(act().queryByText(say('problem.above_limit')) !== null).toBe(state === 'refused')
    await screen.findByRole('table')
  })
})
