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

test('what is queued without a network outlives a restart and leaves once', async ({ central, desk }) => {
  const caller = await aCaller(central)
  await signIn(desk.page)
  await find(desk.page, caller)
  central.faults.offline()
  await openRefund(desk.page)
  await giveBack(desk.page)
  const panel = refundRegion(desk.page)
  await expect(
    panel
      .getByText(say('intent.queued.word'), { exact: true })
      .or(panel.getByText(say('intent.unknown.word'), { exact: true })),
  ).toBeVisible()
  await expect(statusBar(desk.page)).toContainText(say('status.offline'))
  await expect(statusBar(desk.page)).toContainText('1 queued')

  await desk.restart()
  const { page } = desk
  // Nobody can be asked to sign in without a network: the desk opens for the person of before, and says so.
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
  await expect(page.getByText(say('intent.accepted.word'), { exact: true }).first()).toBeVisible()
  await expect(statusBar(page)).toContainText(say('status.queueEmpty'))
  expect(await refundsOf(central, caller.chargeIds[1])).toHaveLength(1)
})

test('a refund that was never tried can be taken back', async ({ central, desk }) => {
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
  await expect(panel.getByText(say('intent.cancelled.word'), { exact: true })).toBeVisible()
  central.faults.online()
  await expect(statusBar(page)).toContainText(say('status.online'))
  expect(await refundsOf(central, caller.chargeIds[1])).toEqual([])
})

test('leaving with a queue says how many refunds have not left this desk', async ({ central, desk }) => {
  const caller = await aCaller(central)
  const { page } = desk
  await signIn(page)
  await find(page, caller)
  central.faults.offline()
  await openRefund(page)
  await giveBack(page)
  await expect(statusBar(page)).toContainText('1 queued')

  await pressPair(page, 'g', 'p')
  // Its first item takes the focus once the menu stands; a key before that is not the menu's.
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
