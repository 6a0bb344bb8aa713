import { say } from '../../src/shared/text/index.ts'
import {
  aCaller,
  expect,
  find,
  giveBack,
  openRefund,
  refundRegion,
  refundsOf,
  signIn,
  startCall,
  test,
} from './agent.ts'

test('an agent handles a whole call with the keyboard alone', async ({ central, desk }) => {
  const caller = await aCaller(central)
  const { page } = desk
  await signIn(page)
  await find(page, caller)

  const group = page.getByRole('region', { name: say('group.noun') })
  await expect(group).toContainText(caller.references[0])
  await expect(group).toContainText(caller.references[1])
  await expect(group).toContainText('+12 min 8 s')
  await expect(group).toContainText('£191.98')

  await expect(page.getByText(caller.email)).toBeHidden()
  await page.keyboard.press('v')
  await expect(page.getByText(caller.email)).toBeVisible()

  await openRefund(page)
  const panel = refundRegion(page)
  await expect(panel.getByText('£95.99').first()).toBeVisible()
  await page.keyboard.press('1')
  await expect(panel.getByRole('button', { name: caller.references[0] })).toHaveAttribute('aria-pressed', 'true')
  await page.keyboard.press('Control+Enter')
  await expect(page.getByRole('dialog')).toContainText(`Your booking ${caller.references[0]} stays paid.`)
  await page.keyboard.press('Control+Enter')

  await expect(panel.getByText(say('intent.accepted.label'), { exact: true })).toBeVisible()
  await expect(panel).toContainText(say('refund.stands', { reference: caller.references[1] }))
  const [refund, ...more] = await refundsOf(central, caller.chargeIds[1])
  expect(more).toEqual([])
  expect(refund).toMatchObject({ amount_minor: 9599, keep_charge_id: caller.chargeIds[0], reason: 'duplicate' })

  await central.act.settleRefunds()
  await expect(panel.getByText(say('intent.paid.label'), { exact: true })).toBeVisible()
  await page.keyboard.press('c')
  await expect(panel.getByText(say('common.copied'))).toBeVisible()

  expect(desk.logText()).not.toMatch(/quill|5100|865550167/i)
})

test('a partial refund has the decimals of its currency', async ({ central, desk }) => {
  const { page } = desk
  const caller = await startCall(central, page, { amount_minor: 12_345, currency: 'KWD' })
  const panel = refundRegion(page)
  await page.keyboard.press('2')
  await page.keyboard.press('p')
  await page.keyboard.type('12.3456')
  await expect(panel.getByText(say('refund.need.readable', { currency: 'KWD' }))).toBeVisible()
  await page.keyboard.press('Backspace')
  await page.keyboard.press('Control+Enter')
  await expect(page.getByRole('dialog')).toContainText('KWD 12.345')
  await page.keyboard.press('Escape')
  await expect(panel.getByLabel(say('refund.amount', { currency: 'KWD' }))).toBeFocused()
  await page.keyboard.press('ControlOrMeta+a')
  await page.keyboard.type('2.005')
  await page.keyboard.press('Control+Enter')
  await expect(page.getByRole('dialog')).toContainText('That is a part of the KWD 12.345 you paid.')
  await page.keyboard.press('Control+Enter')
  await expect(panel.getByText(say('intent.accepted.label'), { exact: true })).toBeVisible()
  expect(await refundsOf(central, caller.chargeIds[1])).toMatchObject([{ amount_minor: 2_005, currency: 'KWD' }])

  await panel.getByRole('button', { name: say('refund.again') }).click()
  await expect(panel.getByText('KWD 10.340').first()).toBeVisible()
})

test('a refund panel that was closed opens again as it was left', async ({ central, desk }) => {
  const { page } = desk
  await startCall(central, page)
  const panel = refundRegion(page)
  await page.keyboard.press('2')
  await page.keyboard.press('n')
  await page.keyboard.type('a late bag')
  await page.keyboard.press('Escape')
  await expect(panel.getByText(say('refund.empty.title'))).toBeVisible()
  await page.keyboard.press('r')
  await expect(panel.getByLabel(say('refund.note'))).toHaveValue('a late bag')
  await expect(panel.getByRole('button', { name: 'Goodwill' })).toHaveAttribute('aria-pressed', 'true')
})

test('a key held down and pressed again is one refund', async ({ central, desk }) => {
  const { page } = desk
  const caller = await startCall(central, page)
  await page.keyboard.press('1')
  await page.keyboard.down('Control')
  // Key-down without key-up, as a held key sends it.
  for (let held = 0; held < 10; held++) await page.keyboard.down('Enter')
  await expect(page.getByRole('dialog')).toBeVisible()
  expect(await refundsOf(central, caller.chargeIds[1])).toEqual([])
  await page.keyboard.up('Enter')
  for (let again = 0; again < 3; again++) await page.keyboard.press('Enter')
  await page.keyboard.up('Control')
  await expect(refundRegion(page).getByText(say('intent.accepted.label'), { exact: true })).toBeVisible()
  expect(await refundsOf(central, caller.chargeIds[1])).toHaveLength(1)
})

test('both charges of a pair are never given back', async ({ central, desk }) => {
  const { page } = desk
  const caller = await startCall(central, page)
  await giveBack(page)
  const panel = refundRegion(page)
  await expect(panel.getByText(say('intent.accepted.label'), { exact: true })).toBeVisible()
  await page.keyboard.press('Escape')
  const line = page.locator(`[id="line:${caller.chargeIds[0]}"]`)
  await line.click()
  await expect(line).toBeFocused()
  await page.keyboard.press('r')
  await expect(panel.getByText(say('guard.title'))).toBeVisible()
  await page.keyboard.press('Control+Enter')
  await expect(page.getByRole('dialog')).toBeHidden()
  expect(await refundsOf(central, caller.chargeIds[0])).toEqual([])
})
