import type { Page } from '@playwright/test'
import { say } from '../../src/shared/text/index.ts'
import { aCaller, expect, find, pressPair, statusBar, test } from './agent.ts'
import { hasNoViolationInAnyLight } from './axe.ts'
import { aBuyer, buy } from './purchases.ts'

const press = async (page: Page, ...keys: string[]) => {
  for (const key of keys) await page.keyboard.press(key)
}

/** Types a clue into the search box and opens the first customer that is found. */
async function open(page: Page, clue: string, surname: string): Promise<void> {
  await press(page, 'Control+k', 'ControlOrMeta+a')
  await page.keyboard.type(clue)
  await expect(page.getByRole('option', { name: new RegExp(surname) }).first()).toBeVisible()
  await press(page, 'Enter')
  await expect(page.getByRole('heading', { name: new RegExp(surname) }).first()).toBeVisible()
}

test('Esc first folds the separate group that Enter opened', async ({ central, openDesk }) => {
  const buyer = aBuyer()
  const charge = await buy(central, buyer)
  await buy(central, buyer, { minutesAgo: 29, booking: { service_code: 'EXST', seat: '14D' } })
  const { page } = await openDesk()
  await open(page, buyer.reference, buyer.traveller.surname)
  const table = page.getByRole('region', { name: new RegExp(say('verdict.separate')) }).getByRole('table')
  await press(page, 'j', 'Enter', 'j')
  await expect(page.locator(`[id="group:${charge}"]`)).toBeFocused()
  await press(page, 'Escape')
  await expect(table).toHaveCount(0)
  await expect(page.locator(`[id="fold:${charge}"]`)).toBeFocused()
  await press(page, 'Escape', 'Escape')
  await expect(page.getByText(say('customer.empty.title'))).toBeVisible()
})

test('a half-typed note survives Esc and another customer, and is sent once', async ({ central, openDesk }) => {
  const caller = await aCaller(central)
  const other = await aCaller(central)
  const { page } = await openDesk()
  await find(page, caller)
  await press(page, 'd')
  await page.keyboard.type('Two trips, asked ')
  await press(page, 'Escape')
  await expect(page.getByLabel(say('decide.why'))).toHaveCount(0)
  await find(page, other)
  await press(page, 'd')
  await expect(page.getByLabel(say('decide.why'))).toHaveValue('')
  await press(page, 'Escape')
  await find(page, caller)
  await press(page, 'd')
  await expect(page.getByLabel(say('decide.why'))).toHaveValue('Two trips, asked ')
  await page.keyboard.type('the airline.')
  await press(page, 'Control+Enter')
  await expect(page.getByText(say('decide.note', { note: 'Two trips, asked the airline.' }))).toBeVisible()
  await press(page, 'u')
  await expect(page.getByLabel(say('decide.why'))).toHaveValue('')
})

test('the address of a charge without a group opens its line', async ({ central, openDesk }) => {
  const buyer = aBuyer()
  const charge = await buy(central, buyer)
  const { page } = await openDesk()
  await press(page, 'Control+k')
  await page.keyboard.insertText(`once:${charge}`)
  await expect(page.locator(`[id="line:${charge}"]`)).toBeFocused()
  await press(page, 'r')
  await expect(page.getByText(say('refund.afterwards'))).toBeVisible()
})

test('a refused decision stays in the queue until its person has seen it', async ({ central, openDesk }) => {
  const caller = await aCaller(central)
  const { page } = await openDesk()
  await find(page, caller)
  const headers = { 'content-type': 'application/problem+json' }
  central.faults.next('POST /v1/decisions', { status: 403, headers, body: '{"code":"forbidden"}' })
  await press(page, 'd')
  await page.keyboard.type('Two trips.')
  await press(page, 'Control+Enter')
  await expect(statusBar(page)).toContainText(say('status.needsYou', { count: 1 }))

  await pressPair(page, 'g', 'q')
  const row = page.getByRole('button', { name: new RegExp(caller.name) })
  await expect(row).toContainText(say('decide.state.refused'))
  await press(page, 'j')
  await expect(page.getByRole('article').getByText(say('decide.note', { note: 'Two trips.' }))).toBeVisible()
  await hasNoViolationInAnyLight(page, 'a decision that was not accepted')
  await press(page, 'o')
  await expect(page.locator('[id^="group:"][data-cursor]')).toBeFocused()
  await pressPair(page, 'g', 'q')
  await expect(row).toBeVisible()
  await press(page, 'a')
  await expect(row).toHaveCount(0)
  await expect(statusBar(page)).not.toContainText(say('status.needsYou', { count: 1 }))
})

test('a fault of the central service is not shown as a missing network', async ({ central, openDesk }) => {
  const { page } = await openDesk()
  // Without a copy the banner must not promise a search, so the test waits for the copy.
  await expect(statusBar(page)).not.toContainText(say('status.noData'))
  central.faults.always(() => true, { status: 500 })
  await expect(page.getByText(say('banner.fault'))).toBeVisible()
  await expect(statusBar(page)).toContainText(say('status.fault'))
  await expect(page.getByText(say('banner.noNetwork'))).toHaveCount(0)
  await press(page, 'Escape')
  await pressPair(page, 'g', 'h')
  await expect(page.getByText(say('failure.central_fault'))).toBeVisible()
  central.faults.clear()
  await expect(statusBar(page)).toContainText(say('status.online'))
  await expect(page.getByText(say('banner.fault'))).toHaveCount(0)
})
