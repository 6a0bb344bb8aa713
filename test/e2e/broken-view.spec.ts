import { say } from '../../src/shared/text/index.ts'
import { aCaller, expect, find, pressPair, signIn, test } from './agent.ts'

test('a view that breaks keeps the call', async ({ central, desk }) => {
  const caller = await aCaller(central)
  const { page } = desk
  await signIn(page)
  await find(page, caller)
  // The call is drawn completely before anything breaks.
  await expect(page.getByRole('table')).toBeVisible()
  // Breaks the number format, which the health view needs.
  await page.evaluate(() => {
    const whole = Object.getOwnPropertyDescriptor(Intl.NumberFormat.prototype, 'format')
    Object.defineProperty(Intl.NumberFormat.prototype, 'format', {
      configurable: true,
      get() {
        throw new Error('a number that cannot be written')
      },
    })
    Object.assign(window, { mend: () => whole && Object.defineProperty(Intl.NumberFormat.prototype, 'format', whole) })
  })
  await pressPair(page, 'g', 'h')
  await expect(page.getByRole('alert')).toContainText(say('boundary.title'))
  await page.evaluate(() => (window as unknown as { mend: () => void }).mend())
  await page.getByRole('button', { name: say('boundary.reload') }).click()
  await expect(page.getByText(say('health.quarantine')).first()).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('heading', { name: caller.name })).toBeVisible()
})
