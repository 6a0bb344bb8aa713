import { say } from '../../src/shared/text/index.ts'
import {
  aCaller,
  expect,
  find,
  giveBack,
  openRefund,
  pressPair,
  refundRegion,
  refundsOf,
  signIn,
  statusBar,
  test,
} from './agent.ts'

test('a refund that is queued offline survives a restart and is sent once', async ({ central, desk }) => {
  const caller = await aCaller(central)
  await signIn(desk.page)
  await find(desk.page, caller)
  central.faults.offline()
  await openRefund(desk.page)
  await giveBack(desk.page)
  const panel = refundRegion(desk.page)
  await expect(
    panel
      .getByText(say('intent.queued.label'), { exact: true })
      .or(panel.getByText(say('intent.unknown.label'), { exact: true })),
  ).toBeVisible()
  await expect(statusBar(desk.page)).toContainText(say('status.offline'))
  await expect(statusBar(desk.page)).toContainText('1 queued')

  await desk.restart()
  const { page } = desk
  // Nobody can sign in without a network, so the desk opens for the last person and shows that.
  await expect(page.getByText(say('banner.waiting', { count: 1 }))).toBeVisible()
  await find(page, caller)
  await pressPair(page, 'g', 'q')
  await expect(page.getByText(caller.name).first()).toBeVisible()
  expect(await refundsOf(central, caller.chargeIds[1])).toEqual([])

  central.faults.online()
  await pressPair(page, 'g', 's')
  await expect(page.getByText(say('signIn.waiting', { count: 1 }))).toBeVisible()
  await page.keyboard.type('ana')
  await page.keyboard.press('Tab')
  await page.keyboard.type('once-demo')
  await page.keyboard.press('Enter')
  await expect(page.getByText(say('intent.accepted.label'), { exact: true }).first()).toBeVisible()
  await expect(statusBar(page)).toContainText(say('status.queueEmpty'))
  expect(await refundsOf(central, caller.chargeIds[1])).toHaveLength(1)
})

test('an agent can take back a refund that was never tried', async ({ central, desk }) => {
  const caller = await aCaller(central)
  const { page } = desk
  await signIn(page)
  await find(page, caller)
  central.faults.offline()
  await expect(statusBar(page)).toContainText(say('status.offline'))
  await openRefund(page)
  await giveBack(page)
  const panel = refundRegion(page)
  await expect(panel.getByRole('button', { name: say('refund.cancel') })).toBeVisible()
  await page.keyboard.press('x')
  await expect(panel.getByText(say('intent.cancelled.label'), { exact: true })).toBeVisible()
  central.faults.online()
  await expect(statusBar(page)).toContainText(say('status.online'))
  expect(await refundsOf(central, caller.chargeIds[1])).toEqual([])
})

test('quitting and signing out with a queue show how many refunds are still waiting', async ({ central, desk }) => {
  const caller = await aCaller(central)
  const { page } = desk
  await signIn(page)
  await find(page, caller)
  central.faults.offline()
  await openRefund(page)
  await giveBack(page)
  await expect(statusBar(page)).toContainText('1 queued')

  await pressPair(page, 'g', 'p')
  // The first item gets the focus when the menu is open; an earlier key would not reach the menu.
  await expect(page.getByRole('menuitem', { name: say('person.signOut') })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('dialog')).toContainText(say('signOut.waiting', { count: 1 }))
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toBeHidden()

  await desk.answerDialog({ response: 1 })
  await desk.quit()
  await expect
    .poll(async () => (await desk.dialogs()).map(({ message }) => message))
    .toEqual([say('quit.waiting', { count: 1 })])
  await expect(page.getByRole('heading', { name: caller.name })).toBeVisible()

  await pressPair(page, 'g', 'p')
  await page.getByRole('menuitem', { name: say('person.signOut') }).click()
  await page
    .getByRole('dialog')
    .getByRole('button', { name: say('signOut.confirm') })
    .click()
  await expect(page.getByText(say('signIn.waiting', { count: 1 }))).toBeVisible()
})
