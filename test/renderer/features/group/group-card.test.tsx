// @vitest-environment happy-dom
import { describe, expect } from 'vitest'
import { CustomerPane } from '../../../../src/renderer/features/customer/customer-pane.tsx'
import { say } from '../../../../src/shared/text/index.ts'
import { UNUSUAL_NAMES } from '../../desk-samples.ts'
import { aCustomer, aRefund } from '../../sample.ts'
import { screen, test, waitFor, within } from '../../screen/screen-test.tsx'
import { findCard, OPEN_CALL, withCharges, withGroup } from './card-samples.ts'

describe('a quiet group', () => {
  const separate = withGroup({
    verdict: 'separate',
    reasons: [{ code: 'extra_seat', speaks: 'against', fields: ['service'], values: {} }],
  })

  test('is one line with its main reason, until it is opened', async ({ desk, show, user }) => {
    desk.answer('customer.get', separate)
    show(<CustomerPane />, OPEN_CALL)
    const quiet = await findCard(say('verdict.separate'))
    const line = within(quiet).getByRole('button')
    expect(line.textContent).toContain(say('reason.extra_seat'))
    expect(line.getAttribute('aria-expanded')).toBe('false')
    expect(within(quiet).queryByRole('table')).toBeNull()
    await user.click(line)
    expect(line.getAttribute('aria-expanded')).toBe('true')
    expect(within(quiet).getByRole('table')).toBeTruthy()
  })

  test('opens with J and Enter, and Esc folds it again', async ({ desk, show, user }) => {
    desk.answer('customer.get', separate)
    show(<CustomerPane />, OPEN_CALL)
    const quiet = await findCard(say('verdict.separate'))
    await user.keyboard('j{Enter}')
    expect(within(quiet).getByRole('table')).toBeTruthy()
    await user.keyboard('{Escape}')
    expect(within(quiet).queryByRole('table')).toBeNull()
    expect(document.activeElement).toBe(within(quiet).getByRole('button'))
  })

  test.for([
    ['succeeded', 'verdict.resolved'],
    ['pending', 'verdict.resolved.pending'],
    ['pending_approval', 'verdict.resolved.waits'],
    ['manual_review', 'verdict.resolved.checked'],
  ] as const)('put right by a refund that is %s says so', async ([state, text], { desk, show }) => {
    const customer = withCharges({}, { refundedMinor: 9599, leftMinor: 0, refunds: [aRefund({ state })] })
    desk.answer('customer.get', withGroup({ verdict: 'resolved', giveBackIds: [] }, customer))
    show(<CustomerPane />, OPEN_CALL)
    expect(await findCard(say(text))).toBeTruthy()
  })
})

describe('any card', () => {
  test.for(UNUSUAL_NAMES)(
    'shows a name that is %s whole, and its amounts as they are',
    async ([, name], { desk, show }) => {
      desk.answer('customer.get', withGroup({}, withCharges({}, {}, name)))
      show(<CustomerPane />, OPEN_CALL)
      const duplicate = await findCard(say('verdict.duplicate'))
      expect(within(duplicate).getByText((text) => text.endsWith(`20:15 · ${name}`))).toBeTruthy()
      const traveller = within(duplicate).getByRole('row', { name: new RegExp(`^${say('group.row.traveller')}`) })
      expect(within(traveller).getAllByRole('cell')[0]?.textContent).toBe(name)
      expect(duplicate.textContent).toContain('£191.98')
    },
  )

  test('is not drawn while the copy holds none of its charges', async ({ desk, show }) => {
    desk.answer('customer.get', withGroup({ chargeIds: ['c7', 'c8'], keepChargeId: 'c7', giveBackIds: ['c8'] }))
    show(<CustomerPane />, OPEN_CALL)
    expect(await screen.findByRole('heading', { name: 'Davey Jones' })).toBeTruthy()
    expect(screen.queryByRole('region', { name: new RegExp(say('group.noun')) })).toBeNull()
  })

  test('copies the sentence with W and the address with Y, and says so', async ({ desk, show, user }) => {
    desk.answer('customer.get', aCustomer())
    show(<CustomerPane />, OPEN_CALL)
    const duplicate = await findCard(say('verdict.duplicate'))
    const sentence = within(duplicate).getByText(/^You were charged twice/).textContent ?? ''
    await user.keyboard('w')
    expect(await within(duplicate).findByText(say('common.copied'))).toBeTruthy()
    expect(desk.asked('app.copy')).toEqual([{ text: sentence }])
    await user.keyboard('y')
    await waitFor(() => expect(desk.asked('app.copy').at(-1)).toEqual({ text: 'once:c1' }))
  })

  test('does not say that it copied when copying failed', async ({ desk, show, user }) => {
    desk.answer('customer.get', aCustomer())
    desk.fail('app.copy', { kind: 'internal' })
    show(<CustomerPane />, OPEN_CALL)
    const duplicate = await findCard(say('verdict.duplicate'))
    await user.keyboard('w')
    expect(desk.asked('app.copy')).toHaveLength(1)
    expect(within(duplicate).queryByText(say('common.copied'))).toBeNull()
  })

  test('walks through its reasons with B, round and round', async ({ desk, show, user }) => {
    desk.answer('customer.get', aCustomer())
    show(<CustomerPane />, OPEN_CALL)
    await findCard(say('verdict.duplicate'))
    const reasons = [say('reason.same_entity'), '11 min apart']
    for (const text of [...reasons, reasons[0]]) {
      await user.keyboard('b')
      expect(document.activeElement?.textContent).toBe(text)
    }
  })
})
