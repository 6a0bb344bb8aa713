import { execFileSync } from 'node:child_process'
import { say } from '../../src/preload/text/index.ts'
import { askToGiveBack, expect, openDavey, refundState, search, test } from './calls.ts'
import type { Desk } from './fixture.ts'

/** Every line of the log that has this message. */
const lines = (desk: Desk, message: string) =>
  desk
    .logText()
    .split('\n')
    .filter((line) => line.includes(`"message":"${message}"`))

/** How often the status bar stands there; 0 while there is no window. */
async function bookingsShown(desk: Desk): Promise<number> {
  try {
    return await desk.page.getByText(/^[1-9][\d,]* bookings$/).count()
  } catch {
    return 0
  }
}

test('errors and rejections of the screen reach the log', async ({ openDesk }) => {
  const desk = await openDesk()
  await desk.page.evaluate(() => {
    setTimeout(() => (undefined as unknown as { surname: string }).surname, 0)
    void Promise.reject(new Error('Davey Jones'))
  })
  await expect.poll(() => lines(desk, 'renderer error').length).toBe(1)
  await expect.poll(() => lines(desk, 'renderer rejection').length).toBe(1)
  expect(desk.logText()).not.toContain('Davey')
})

test('a view that cannot be shown says so, reaches the log, and can be shown again', async ({ openDesk }) => {
  const desk = await openDesk()
  const { page } = desk
  await page.evaluate(() => {
    const whole = Object.getOwnPropertyDescriptor(Intl.NumberFormat.prototype, 'format')
    Object.defineProperty(Intl.NumberFormat.prototype, 'format', {
      configurable: true,
      get(this: Intl.NumberFormat) {
        const format = whole?.get?.call(this) as (value: unknown) => string
        return (value: unknown) => {
          if (String(value) === '95.99') throw new TypeError('Davey Jones')
          return format(value)
        }
      },
    })
    Object.assign(window, { mend: () => Object.defineProperty(Intl.NumberFormat.prototype, 'format', whole ?? {}) })
  })
  await search(page, 'davey jones 5100')
  await page.keyboard.press('Enter')
  await expect(page.getByText(say('boundary.title'))).toBeVisible()
  await expect.poll(() => lines(desk, 'renderer boundary').length).toBeGreaterThan(0)
  await page.evaluate(() => (window as unknown as { mend: () => void }).mend())
  await page.getByRole('button', { name: say('boundary.reload') }).click()
  await expect(page.getByRole('region', { name: say('group.word') })).toBeVisible()
  expect(desk.logText()).not.toContain('Davey')
})

test('the end of the engine reaches the log, and the desk goes on', async ({ openDesk }) => {
  const desk = await openDesk()
  const children = execFileSync('pgrep', ['-P', String(desk.pid), '-f', 'engine'], { encoding: 'utf8' })
  process.kill(Number(children.trim().split('\n')[0]), 'SIGKILL')
  await expect.poll(() => lines(desk, 'child-process-gone').length).toBe(1)
  await expect.poll(() => lines(desk, 'engine ended, restarting').length).toBe(1)
  await openDavey(desk.page)
})

test('the end of the screen reaches the log, and the screen comes back', async ({ openDesk }) => {
  const desk = await openDesk()
  const inspector = await desk.page.context().newCDPSession(desk.page)
  await inspector.send('Page.crash').catch(() => undefined)
  await expect.poll(() => lines(desk, 'render-process-gone').length).toBe(1)
  await expect.poll(() => bookingsShown(desk), { timeout: 20_000 }).toBe(1)
})

test('after a whole call nothing of the customer is in the log', async ({ openDesk, central }) => {
  const desk = await openDesk()
  const { page } = desk
  await openDavey(page)
  await page.keyboard.press('v')
  await expect(page.getByText('davey.jones@example.org')).toBeVisible()
  await askToGiveBack(page)
  central.faults.next('POST /v1/refunds', { html: true }, 1)
  await page.keyboard.press('Control+Enter')
  await expect(refundState(page, 'accepted', 'paid')).toBeVisible({ timeout: 20_000 })
  await search(page, 'davey.jones@example.org')
  await expect(page.getByRole('option')).toHaveCount(1)
  const log = desk.logText().toLowerCase()
  for (const canary of [
    'davey',
    'jones',
    'example.org',
    '5100',
    '+353',
    'k3j9qx',
    't7mwpa',
    'once-demo',
    'bearer',
    'token',
  ]) {
    expect(log, canary).not.toContain(canary)
  }
  expect(log).toContain('desk starts')
})
