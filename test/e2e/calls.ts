import type { Page } from 'playwright-core'
import { say } from '../../src/preload/text/index.ts'
import { type Central, startCentral } from '../central/start.ts'
import { test as base, type Desk, expect, type LaunchOptions } from './fixture.ts'

export { expect } from './fixture.ts'

/** Bookings of the small demo history that specs run on; Davey's call is among them. */
const BOOKINGS = 300

/** A spec with a central service of its own, and desks that talk to it. */
export const test = base.extend<{
  /** The small demo history; closed after the test. */
  central: Central
  /** A desk on `central` with Ana signed in and the copy filled. */
  openDesk: (options?: LaunchOptions) => Promise<Desk>
}>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixture's needs from this pattern
  central: async ({}, use) => {
    const central = await startCentral({ feed: 'demo', demoBookings: BOOKINGS })
    await use(central)
    await central.close()
  },
  openDesk: async ({ central, startDesk }, use) => {
    await use(async (options = {}) => {
      const desk = await startDesk({ centralUrl: central.url, ...options })
      await signIn(desk.page)
      return desk
    })
  },
})

/** Signs in and waits until the copy can be searched. */
export async function signIn(page: Page, username = 'ana'): Promise<void> {
  await page.getByLabel(say('signIn.username')).fill(username)
  await page.getByRole('textbox', { name: say('signIn.password') }).fill('once-demo')
  await page.keyboard.press('Enter')
  await expect(page.getByText(/^[1-9][\d,]* bookings$/)).toBeVisible({ timeout: 30_000 })
}

/** Types into the one search box and waits for somebody to be found. */
export async function search(page: Page, text: string): Promise<void> {
  await page.keyboard.press('Control+k')
  await page.keyboard.press('Control+a')
  await page.keyboard.type(text)
  await expect(page.getByRole('option').first()).toBeVisible()
}

/** Opens Davey Jones, who paid twice for EI164. */
export async function openDavey(page: Page): Promise<void> {
  await search(page, 'davey jones 5100')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('region', { name: say('group.word') }).first()).toBeVisible()
}

/** Goes to the last confirmation for the second of Davey's charges, as a duplicate of the first. */
export async function askToGiveBack(page: Page): Promise<void> {
  await page.getByRole('button', { name: say('group.refundThis', { reference: 'T7MWPA' }) }).click()
  await page.getByText(say('refund.reason')).first().waitFor()
  await page.keyboard.press('1')
  await page.keyboard.press('Control+Enter')
  await expect(page.getByRole('dialog')).toBeVisible()
}

/** The word of a refund's state, where the panel shows it. */
export function refundState(
  page: Page,
  ...states: ('queued' | 'sending' | 'accepted' | 'paid' | 'unknown' | 'refused')[]
) {
  const words = states.map((state) => say(`intent.${state}.word`)).join('|')
  return page
    .getByRole('region', { name: say('region.do.call') })
    .getByText(new RegExp(`^(${words})$`))
    .first()
}
