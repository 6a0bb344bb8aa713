import { say } from '../../src/shared/text/index.ts'
import { wayToRun } from '../host/launch.ts'
import { aCaller, expect, find, giveBack, openRefund, refundRegion, statusBar, test } from './agent.ts'
import type { Desk } from './fixture.ts'

/** Every line of the log with this message. */
const lines = (desk: Desk, message: string) =>
  desk
    .logText()
    .split('\n')
    .filter((line) => line.includes(`"message":"${message}"`))

/** The number of status bars on the screen; 0 while there is no window. */
async function countStatusBars(desk: Desk): Promise<number> {
  try {
    return await statusBar(desk.page).count()
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

test('a view that cannot be shown reports that, reaches the log, and can be loaded again', async ({
  central,
  openDesk,
}) => {
  const caller = await aCaller(central)
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
  await page.keyboard.press('Control+k')
  await page.keyboard.type(caller.references[0])
  await expect(page.getByRole('option', { name: caller.name })).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(page.getByText(say('boundary.title'))).toBeVisible()
  await expect.poll(() => lines(desk, 'renderer boundary').length).toBeGreaterThan(0)
  await page.evaluate(() => (window as unknown as { mend: () => void }).mend())
  await page.getByRole('button', { name: say('boundary.reload') }).click()
  await expect(page.getByRole('region', { name: say('group.noun') })).toBeVisible()
  expect(desk.logText()).not.toContain('Davey')
})

test('the end of the engine reaches the log, and the desk goes on', async ({ central, openDesk }) => {
  const caller = await aCaller(central)
  const desk = await openDesk()
  process.kill(await desk.enginePid(), 'SIGKILL')
  await expect.poll(() => lines(desk, 'child-process-gone').length).toBe(1)
  await expect.poll(() => lines(desk, 'engine ended, restarting').length).toBe(1)
  await find(desk.page, caller)
})

test('the end of the screen reaches the log, and the screen comes back', async ({ openDesk }) => {
  const desk = await openDesk()
  const inspector = await desk.page.context().newCDPSession(desk.page)
  await inspector.send('Page.crash').catch(() => undefined)
  await expect.poll(() => lines(desk, 'render-process-gone').length).toBe(1)
  // A page of Electron that crashed once stays closed to Playwright, also after it was loaded again.
  if (wayToRun() === 'host') await expect.poll(() => countStatusBars(desk)).toBe(1)
})

test('after a whole call nothing of the customer is in the log', async ({ openDesk, central }) => {
  const caller = await aCaller(central)
  const desk = await openDesk()
  const { page } = desk
  await find(page, caller, caller.name)
  await page.keyboard.press('v')
  await expect(page.getByText(caller.email)).toBeVisible()
  await openRefund(page)
  central.faults.next('POST /v1/refunds', { html: true })
  await giveBack(page)
  const accepted = refundRegion(page).getByText(say('intent.accepted.label'), { exact: true })
  await expect(accepted).toBeVisible()
  await find(page, caller, caller.email)
  const log = desk.logText().toLowerCase()
  const [given, surname = ''] = caller.name.toLowerCase().split(' ')
  const canaries = [
    given,
    surname,
    caller.email,
    '5100',
    '5550167',
    ...caller.references,
    'once-demo',
    'bearer',
    'token',
  ]
  for (const canary of canaries) expect(log, canary).not.toContain(String(canary).toLowerCase())
  expect(log).toContain('desk starts')
})
