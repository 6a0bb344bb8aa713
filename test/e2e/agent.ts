import type { Page } from '@playwright/test'
import { say } from '../../src/shared/text/index.ts'
import { aBooking, aCharge } from '../central/sample-data.ts'
import { demoPassword } from '../central/session/people.ts'
import { type Central, startCentral } from '../central/start.ts'
import { test as base, type Desk, expect } from './fixture.ts'

interface AgentFixtures {
  online: undefined
  /** Starts a desk for this spec, with Ana signed in and the copy level. */
  openDesk: () => Promise<Desk>
}

/** Specs with one reference central service for each worker, and a desk that is connected to it. */
export const test = base.extend<AgentFixtures, { central: Central }>({
  central: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads a fixture's needs from this pattern
    async ({}, use) => {
      const central = await startCentral()
      await use(central)
      await central.close()
    },
    { scope: 'worker', timeout: 300_000 },
  ],
  launch: ({ central }, use) => use({ centralUrl: central.url, viewport: { width: 1440, height: 900 } }),
  openDesk: ({ startDesk }, use) =>
    use(async () => {
      const desk = await startDesk()
      await signIn(desk.page)
      return desk
    }),
  // The faults of one spec end before the next.
  online: [
    async ({ central }, use) => {
      await use(undefined)
      central.faults.clear()
      central.faults.online()
    },
    { auto: true },
  ],
})

export { expect }

/** A caller who paid twice: both charges and both references. */
export interface Caller {
  readonly name: string
  readonly email: string
  readonly references: readonly [first: string, second: string]
  readonly chargeIds: readonly [first: string, second: string]
}

const LETTERS = 'ABCDEFGHJKLMNPQRSTUVWXYZ'
let callers = 0

/** Posts a caller with two payments, twelve minutes apart; their name, e-mail address and references are unique. */
export async function aCaller(
  { act }: Central,
  charge: { readonly amount_minor?: number; readonly currency?: string } = {},
): Promise<Caller> {
  const number = callers++
  const mark = `${LETTERS[Math.floor(number / LETTERS.length)]}${LETTERS[number % LETTERS.length]}`
  const surname = `Quill${mark.toLowerCase()}`
  const email = `wren.${surname.toLowerCase()}@example.org`
  const card = { fingerprint: `card of ${surname}`, last4: '5100', brand: 'mastercard' }
  // Each caller has their own flight: on one flight, two callers whose names differ by a letter would be a duplicate.
  const flight = { ...aBooking().flight, number: `EI${200 + number}` }
  const one = {
    traveller: { given_name: 'Wren', surname, email, phone: '+353865550167' },
    flight,
    card,
  }
  const references = [`K3J${mark}1`, `T7M${mark}2`] as const
  const first = await act.postBooking(aBooking({ ...one, reference: references[0] }))
  const second = await act.postBooking(aBooking({ ...one, reference: references[1], seat: '14D' }))
  return {
    name: `Wren ${surname}`,
    email,
    references,
    chargeIds: [
      await act.postCharge(aCharge(first, { card, ...charge })),
      await act.postCharge(
        aCharge(second, {
          card,
          gateway: 'new',
          authorised_at: '2026-11-20T20:15:09.000Z',
          captured_at: '2026-11-20T20:15:10.000Z',
          ...charge,
        }),
      ),
    ],
  }
}

/** Signs in with the keyboard and waits until the copy is level. */
export async function signIn(page: Page, username = 'ana', password = demoPassword): Promise<void> {
  await page.getByLabel(say('signIn.username')).waitFor()
  await page.keyboard.type(username)
  await page.keyboard.press('Tab')
  await page.keyboard.type(password)
  await page.keyboard.press('Enter')
  await expect(page.getByText(say('customer.empty.title'))).toBeVisible()
}

/** Finds a caller by a clue and opens them, with the keyboard. */
export async function find(page: Page, caller: Caller, clue: string = caller.references[0]): Promise<void> {
  await page.keyboard.press('Control+k')
  await page.keyboard.press('ControlOrMeta+a')
  await page.keyboard.type(clue)
  await expect(page.getByRole('option', { name: caller.name })).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: caller.name })).toBeVisible()
}

/** Opens the refund of the second charge of the first group, with the keyboard. */
export async function openRefund(page: Page): Promise<void> {
  await page.keyboard.press('j')
  await page.keyboard.press('j')
  await page.keyboard.press('r')
  await expect(refundRegion(page).getByText(say('refund.afterwards'))).toBeVisible()
}

/** Ana signs in, opens a new caller and opens the refund of their second charge. */
export async function startCall(central: Central, page: Page, charge?: Parameters<typeof aCaller>[1]): Promise<Caller> {
  const caller = await aCaller(central, charge)
  await signIn(page)
  await find(page, caller)
  await openRefund(page)
  return caller
}

/** Presses a pair of keys such as `g q`. It does not wait between them: after 1.2 s the desk would take the second key alone. */
export async function pressPair(page: Page, first: string, second: string): Promise<void> {
  await Promise.all([page.keyboard.press(first), page.keyboard.press(second)])
}

/** Chooses duplicate, opens the last confirmation and confirms it, with the keyboard. */
export async function giveBack(page: Page): Promise<void> {
  await page.keyboard.press('1')
  await page.keyboard.press('Control+Enter')
  await expect(page.getByRole('dialog')).toBeVisible()
  await page.keyboard.press('Control+Enter')
}

/** The region in which the agent acts on a charge. */
export const refundRegion = (page: Page) => page.getByRole('region', { name: say('region.do.call'), exact: true })

/** The status bar, which is the last line of the desk. */
export const statusBar = (page: Page) => page.getByRole('contentinfo')

/** The refunds of a charge in the ledger of the central service. */
export async function refundsOf(central: Central, chargeId: string) {
  const { refunds } = await central.ledger()
  return refunds.filter(({ charge_id }) => charge_id === chargeId)
}
