import type { Page } from '@playwright/test'
import { say } from '../../src/shared/text/index.ts'
import { aBooking, aCharge } from '../central/sample-data.ts'
import { type Central, startCentral } from '../central/start.ts'
import { expect, pressPair, refundsOf, signIn, test } from './agent.ts'
import { hasNoViolationInAnyLight } from './axe.ts'

const HOUR_MS = 3_600_000
/** Ten past a past full hour, so that both charges of a group are in the same hour. */
const INCIDENT = Math.floor(Date.now() / HOUR_MS - 5) * HOUR_MS + 600_000

/**
 * Posts a traveller whose payment went through twice, a minute apart, once on each gateway; gives the second charge.
 */
async function paidTwice(
  { act }: Central,
  surname: string,
  { at = INCIDENT, currency = 'GBP', amountMinor = 9_599 } = {},
): Promise<string> {
  const mark = surname.slice(-2).toUpperCase()
  const card = { fingerprint: `card of ${surname}`, last4: '5100', brand: 'mastercard' }
  const traveller = { given_name: 'Wren', surname, email: `${surname.toLowerCase()}@example.org`, phone: null }
  const charges: string[] = []
  for (const [index, gateway] of (['old', 'new'] as const).entries()) {
    const [authorised, captured] = [at + index * 60_000, at + index * 60_000 + 1_000].map((ms) =>
      new Date(ms).toISOString(),
    )
    const reference = `${index === 0 ? 'K3J' : 'T7M'}X${mark}`
    const id = await act.postBooking(aBooking({ traveller, card, reference, booked_at: authorised ?? '' }))
    const money = { amount_minor: amountMinor, currency, card, gateway }
    charges.push(
      await act.postCharge(aCharge(id, { ...money, authorised_at: authorised ?? '', captured_at: captured ?? '' })),
    )
  }
  return charges[1] ?? ''
}

const LETTERS = 'abcdefghijklmnop'
const SURNAMES = ['Quillaa', 'Quillab', 'Quillac', 'Quillad', 'Quillae', 'Quillaf', 'Quillag']

const list = (page: Page) => page.getByRole('region', { name: say('region.look.inbox'), exact: true })
const group = (page: Page) => page.getByRole('region', { name: say('region.middle.inbox'), exact: true })
const act = (page: Page) => page.getByRole('region', { name: say('region.do.inbox'), exact: true })
const rows = (page: Page) =>
  list(page)
    .getByRole('list', { name: say('inbox.list') })
    .getByRole('listitem')

async function press(page: Page, ...keys: readonly string[]): Promise<void> {
  for (const key of keys) await page.keyboard.press(key)
}

test('an agent triages by keyboard alone: next, refund, skip, not a duplicate', async ({ startDesk }) => {
  // The spec has its own service, because this inbox would also show the callers of other specs.
  const central = await startCentral()
  for (const surname of SURNAMES) await paidTwice(central, surname)
  await paidTwice(central, 'Newestba', { at: INCIDENT + 3 * HOUR_MS, currency: 'EUR' })
  const { page } = await startDesk({ centralUrl: central.url })
  await signIn(page)
  await press(page, 'Escape')
  await pressPair(page, 'g', 'i')
  await expect(list(page)).toContainText(say('inbox.total', { count: 8 }))
  await expect(group(page).getByRole('heading', { name: 'Wren Newestba' })).toBeVisible()
  await expect(list(page).getByRole('checkbox')).toHaveCount(0)
  await expect(
    list(page).getByText(say('inbox.hours.spike', { count: 7, when: '', times: 1 }).slice(0, 5)),
  ).toBeVisible()
  await hasNoViolationInAnyLight(page, 'inbox')

  await press(page, 'j')
  const second = (await group(page).getByRole('heading', { level: 2 }).first().textContent()) ?? ''
  expect(second).toContain('Quill')
  await press(page, 'r')
  await expect(act(page).getByText(say('refund.afterwards'))).toBeVisible()
  await hasNoViolationInAnyLight(page, 'inbox with a refund')
  await press(page, '1', 'Control+Enter')
  await expect(page.getByRole('dialog')).toBeVisible()
  await press(page, 'Control+Enter')
  await expect(act(page).getByText(say('refund.say'))).toBeVisible()
  await expect(list(page)).toContainText(say('inbox.total', { count: 7 }))

  // The settled group has left the list, and the next one is in its place.
  await press(page, 'j')
  const third = (await group(page).getByRole('heading', { level: 2 }).first().textContent()) ?? ''
  expect(third).not.toBe(second)
  await press(page, 's')
  await expect(list(page)).toContainText(say('inbox.skipped', { count: 1 }))
  await expect(rows(page).filter({ hasText: third })).toHaveCount(0)
  await press(page, 'Control+z')
  await expect(rows(page).filter({ hasText: third })).toHaveCount(1)

  const fourth = (await group(page).getByRole('heading', { level: 2 }).first().textContent()) ?? ''
  await press(page, 'd')
  await page.keyboard.type('two sisters, both fly')
  await press(page, 'Control+Enter')
  await expect(rows(page).filter({ hasText: fourth })).toHaveCount(0)
  await expect(list(page)).toContainText(say('inbox.total', { count: 6 }))

  // The call has kept its own state.
  await pressPair(page, 'g', 'c')
  await expect(page.getByText(say('customer.empty.title'))).toBeVisible()
  await central.close()
})

test('a supervisor finds an incident by its spike and gives it back in bulk', async ({ startDesk }) => {
  const central = await startCentral()
  const charges: string[] = []
  for (const surname of SURNAMES) charges.push(await paidTwice(central, surname.replace('Quill', 'Bulk')))
  const above = await paidTwice(central, 'Abovelimitza', { amountMinor: 612_345 })
  const { page } = await startDesk({ centralUrl: central.url })
  await signIn(page, 'sam')
  await press(page, 'Escape')
  await pressPair(page, 'g', 'i')
  await expect(rows(page).first()).toBeVisible()

  // Comma goes back to the latest hour that has groups: the incident.
  await expect(
    list(page)
      .getByRole('figure', { name: say('inbox.hours.name') })
      .getByRole('button'),
  ).not.toHaveCount(0)
  await press(page, ',')
  const inPounds = say('inbox.filter.now', { name: say('inbox.filter.currency'), value: 'GBP' })
  while (!(await list(page).getByRole('button', { name: inPounds }).isVisible())) await press(page, '7')
  await press(page, '0')
  await page.keyboard.type('95.99')
  await press(page, 'Enter')
  const incident = rows(page).filter({ hasText: 'Bulk' })
  await expect(incident).toHaveCount(7)
  await hasNoViolationInAnyLight(page, 'inbox, filtered')

  await press(page, 'ControlOrMeta+a')
  await pressPair(page, 'g', 'b')
  const dialog = page.getByRole('dialog')
  await expect(dialog).toContainText(say('bulkGateway.both'))
  await hasNoViolationInAnyLight(page, 'bulk refund')
  // Without a note the refund is not allowed.
  await press(page, 'Control+Enter')
  await expect(dialog.getByRole('button', { name: /Give back \d+ groups/ })).toBeDisabled()
  await page.keyboard.type('both gateways took it at ten past')
  await press(page, 'Control+Enter')
  await expect(dialog).toContainText(say('bulk.done.text'))
  await expect(dialog).toContainText('Wren Abovelimitza')
  await expect(dialog).toContainText(say('bulk.above_limit'))
  await hasNoViolationInAnyLight(page, 'bulk refund, done')
  await press(page, 'Escape')
  await expect(incident).toHaveCount(0)
  for (const chargeId of charges) {
    await expect.poll(async () => (await refundsOf(central, chargeId)).length).toBe(1)
  }
  expect(await refundsOf(central, above)).toEqual([])
  await central.close()
})

test('the list does not move under the cursor while groups arrive above it', async ({ startDesk }) => {
  const central = await startCentral()
  for (let index = 0; index < 14; index += 1) {
    await paidTwice(central, `Steady${LETTERS[index]}x`, { at: INCIDENT - index * 60_000 })
  }
  const { page } = await startDesk({ centralUrl: central.url, viewport: { width: 1024, height: 700 } })
  await signIn(page)
  await press(page, 'Escape')
  await pressPair(page, 'g', 'i')
  await expect(rows(page).first()).toBeVisible()
  await press(page, 'j', 'j', 'j')
  const chosen = list(page).getByRole('button', { pressed: true }).filter({ hasText: 'Wren' })
  await expect(chosen).toContainText('Steadydx')
  const before = await chosen.boundingBox()
  for (const [index, surname] of ['Arriveda', 'Arrivedb'].entries()) {
    await paidTwice(central, surname, { at: INCIDENT + (index + 1) * 60_000 })
    await expect(list(page)).toContainText(say('inbox.total', { count: 15 + index }))
  }
  await expect(chosen).toContainText('Steadydx')
  expect((await chosen.boundingBox())?.y).toBeCloseTo(before?.y ?? 0, 0)
  await press(page, 'k', 'k', 'k', 'k')
  await expect(chosen).toContainText('Arriveda')
  await central.close()
})

test('an empty inbox explains itself, and so does an hour or filter without groups', async ({ startDesk }) => {
  const central = await startCentral()
  const { page } = await startDesk({ centralUrl: central.url, viewport: { width: 1024, height: 700 } })
  await signIn(page)
  await press(page, 'Escape')
  await pressPair(page, 'g', 'i')
  await expect(list(page).getByText(say('inbox.empty.title'))).toBeVisible()
  await hasNoViolationInAnyLight(page, 'empty inbox')
  await press(page, '5')
  await expect(list(page).getByText(say('inbox.nothingSo.title'))).toBeVisible()
  await press(page, 'Escape')
  await expect(list(page).getByText(say('inbox.empty.title'))).toBeVisible()

  // New groups appear by themselves while the inbox is open.
  await paidTwice(central, 'Arrivala')
  await expect(rows(page).filter({ hasText: 'Arrivala' })).toBeVisible()
  await central.close()
})

test('two keys in one frame go back two hours', async ({ startDesk }) => {
  const central = await startCentral()
  for (const [index, surname] of SURNAMES.slice(0, 4).entries()) {
    await paidTwice(central, surname, { at: INCIDENT - index * HOUR_MS })
  }
  const { page } = await startDesk({ centralUrl: central.url })
  await signIn(page)
  await press(page, 'Escape')
  await pressPair(page, 'g', 'i')
  await expect(list(page)).toContainText(say('inbox.total', { count: 4 }))
  const hours = list(page).getByRole('figure', { name: say('inbox.hours.name') })
  // The hours load by themselves; a key before they are loaded chooses none.
  await expect(hours.getByRole('button').first()).toBeVisible()
  const chosen = () => hours.getByRole('button', { pressed: true }).getAttribute('title')
  await press(page, ',')
  const last = await chosen()
  await Promise.all([page.keyboard.press(','), page.keyboard.press(',')])
  const third = await chosen()
  await press(page, '.')
  const second = await chosen()
  expect(new Set([last, second, third]).size).toBe(3)
  await press(page, '.')
  expect(await chosen()).toBe(last)
  await Promise.all([',', ',', '.'].map((key) => page.keyboard.press(key)))
  expect(await chosen()).toBe(second)
  await central.close()
})
