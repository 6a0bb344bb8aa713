import type { Page } from '@playwright/test'
import { say } from '../../src/shared/text/index.ts'
import { aCaller, type Caller, expect, find, refundRegion, refundsOf, signIn, test } from './agent.ts'

/** Opens the refund of the first charge, which is the one to keep, from the timeline. */
async function openKept(page: Page, { chargeIds }: Caller): Promise<void> {
  const line = page.locator(`[id="line:${chargeIds[0]}"]`)
  await line.click()
  await expect(line).toBeFocused()
  await page.keyboard.press('r')
}

test('an agent can give back only a part of the charge to keep, as goodwill', async ({ central, desk }) => {
  const caller = await aCaller(central)
  const { page } = desk
  await signIn(page)
  await find(page, caller)
  await openKept(page, caller)
  const panel = refundRegion(page)
  await expect(panel.getByText(say('guard.title'))).toBeVisible()
  await expect(panel.getByText(say('problem.keep_charge'))).toBeVisible()

  await page.keyboard.press('p')
  await expect(panel.getByLabel(say('refund.amount', { currency: 'GBP' }))).toBeFocused()
  await page.keyboard.type('90')
  await panel.getByRole('button', { name: 'Goodwill' }).click()
  await expect(panel.getByText(say('guard.need.part', { amount: '£47.99' }))).toBeVisible()
  await panel.getByLabel(say('refund.amount', { currency: 'GBP' })).fill('5')
  await page.keyboard.press('Control+Enter')
  await expect(page.getByRole('dialog')).toContainText('£5.00')
  await page.keyboard.press('Control+Enter')
  await expect(panel.getByText(say('intent.accepted.label'), { exact: true })).toBeVisible()
  expect(await refundsOf(central, caller.chargeIds[0])).toMatchObject([{ amount_minor: 500, reason: 'goodwill' }])
})

test('a supervisor can give back the charge to keep with a note', async ({ central, desk }) => {
  const caller = await aCaller(central)
  const { page } = desk
  await signIn(page, 'sam')
  await find(page, caller)
  await openKept(page, caller)
  const panel = refundRegion(page)
  await expect(panel.getByText(say('refund.afterwards'))).toBeVisible()
  await page.keyboard.press('2')
  await expect(panel.getByText(say('guard.need.note'))).toBeVisible()
  await page.keyboard.press('n')
  await page.keyboard.type('the court says so')
  await page.keyboard.press('Control+Enter')
  await expect(page.getByRole('dialog')).toContainText('the court says so')
  await page.keyboard.press('Control+Enter')
  await expect(panel.getByText(say('intent.accepted.label'), { exact: true })).toBeVisible()
  expect(await refundsOf(central, caller.chargeIds[0])).toMatchObject([{ amount_minor: 9599, reason: 'goodwill' }])
})
