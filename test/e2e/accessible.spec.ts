import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { say } from '../../src/preload/text/index.ts'
import { aCaller, expect, find, openRefund, refundRegion, signIn, test } from './agent.ts'

async function hasNoViolation(page: Page, screen: string): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze()
  const found = violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`))
  expect(found, screen).toEqual([])
}

for (const colorScheme of ['light', 'dark'] as const) {
  test(`every screen can be read by a screen reader and in ${colorScheme}`, async ({ central, startDesk }) => {
    const caller = await aCaller(central)
    const { page } = await startDesk({ colorScheme, reducedMotion: 'reduce', viewport: { width: 1024, height: 700 } })
    await page.getByLabel(say('signIn.username')).waitFor()
    await hasNoViolation(page, 'sign-in')
    await signIn(page)
    await hasNoViolation(page, 'start')
    await find(page, caller)
    await hasNoViolation(page, 'customer and group')
    await openRefund(page)
    await page.keyboard.press('1')
    await hasNoViolation(page, 'refund')
    await page.keyboard.press('Control+Enter')
    await expect(page.getByRole('dialog')).toBeVisible()
    await hasNoViolation(page, 'last confirmation')
    await page.keyboard.press('Control+Enter')
    await expect(refundRegion(page).getByText(say('refund.say'))).toBeVisible()
    await hasNoViolation(page, 'refund on its way')
    await page.keyboard.press('g')
    await page.keyboard.press('q')
    await expect(page.getByText(say('queue.total'))).toBeVisible()
    await page.keyboard.press('j')
    await hasNoViolation(page, 'queue')
    await page.keyboard.press('g')
    await page.keyboard.press('h')
    await expect(page.getByText(say('health.quarantine')).first()).toBeVisible()
    await hasNoViolation(page, 'health')
    await page.keyboard.press('?')
    await expect(page.getByRole('dialog')).toBeVisible()
    await hasNoViolation(page, 'keys')
    await page.keyboard.press('Escape')
    await page.keyboard.press('g')
    await page.keyboard.press('p')
    await page.getByRole('menu').waitFor()
    await hasNoViolation(page, 'menu')
    await expect(page.locator('body')).toHaveJSProperty('scrollWidth', 1024)
  })
}
