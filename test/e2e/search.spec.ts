import process from 'node:process'
import type { Page } from '@playwright/test'
import { LONGEST_SEARCH } from '../../src/shared/model/search.ts'
import { say } from '../../src/shared/text/index.ts'
import { aBooking, aCharge } from '../central/sample-data.ts'
import type { Central } from '../central/start.ts'
import { aCaller, expect, test } from './agent.ts'
import type { Desk } from './fixture.ts'

const searchBox = (page: Page) => page.getByRole('combobox', { name: say('search.label') })
const results = (page: Page) => page.getByRole('region', { name: say('region.look.call'), exact: true })
const customer = (page: Page) => page.getByRole('region', { name: say('region.middle.call'), exact: true })
const pointedAt = (page: Page) => page.getByRole('option', { selected: true })

/** Posts this many people with one surname; each has their own given name, reference and card. */
async function aFamily({ act }: Central, surname: string, count: number): Promise<void> {
  for (let at = 0; at < count; at += 1) {
    const mark = `${String.fromCharCode(65 + (at % 26))}${at}`
    const card = { fingerprint: `${surname} ${mark}`, last4: String(6_000 + at), brand: 'visa' }
    const traveller = { given_name: `Kit${mark}`, surname, email: `${mark}.${surname}@example.org`, phone: null }
    const id = await act.postBooking(aBooking({ traveller, card, reference: `ZZ${mark.padStart(4, '0')}` }))
    await act.postCharge(aCharge(id, { card }))
  }
}

/** The engine's process, held still for as long as `meanwhile` takes. */
async function whileEngineStands(desk: Desk, meanwhile: () => Promise<void>): Promise<void> {
  const engine = await desk.enginePid()
  process.kill(engine, 'SIGSTOP')
  try {
    await meanwhile()
  } finally {
    process.kill(engine, 'SIGCONT')
  }
}

test('an agent finds, opens and leaves a caller by keyboard alone, also with several keys in one frame', async ({
  central,
  openDesk,
}) => {
  await aFamily(central, 'Corncrake', 60)
  const { page } = await openDesk()
  await page.keyboard.type('corncrake')
  const shown = page.getByRole('option')
  await expect(shown.first()).toHaveAttribute('aria-setsize', '50')
  expect(await shown.count(), 'only visible rows are in the page').toBeLessThan(30)

  await Promise.all([1, 2, 3].map(() => page.keyboard.press('ArrowDown')))
  await expect(pointedAt(page)).toHaveAttribute('aria-posinset', '4')
  for (let times = 0; times < 60; times += 1) await page.keyboard.down('ArrowDown')
  await page.keyboard.up('ArrowDown')
  await expect(pointedAt(page)).toHaveAttribute('aria-posinset', '50')
  await expect(pointedAt(page)).toBeInViewport({ ratio: 1 })
  await page.keyboard.press('ArrowUp')
  const name = (await pointedAt(page).textContent()) ?? ''

  await page.keyboard.press('Enter')
  const heading = customer(page).getByRole('heading', { level: 2 }).first()
  await expect(heading).toBeVisible()
  expect(name).toContain(await heading.textContent())

  // Esc goes one step back: to the list with its cursor, then it empties the search box, then it leaves the box.
  await page.keyboard.press('Escape')
  await expect(customer(page).getByText(say('customer.empty.title'))).toBeVisible()
  await expect(searchBox(page)).toBeFocused()
  await expect(pointedAt(page)).toHaveAttribute('aria-posinset', '49')
  await page.keyboard.press('ArrowDown')
  await expect(pointedAt(page)).toHaveAttribute('aria-posinset', '50')

  // The results of another text are shown from their top, with the heading.
  await page.keyboard.type(' kitb1')
  await expect(pointedAt(page)).toContainText('KitB1 Corncrake')
  await expect(results(page).getByRole('heading').first()).toBeInViewport()
  await page.keyboard.press('Escape')
  await expect(searchBox(page)).toHaveValue('')
  await page.keyboard.press('Escape')
  await expect(searchBox(page)).not.toBeFocused()
})

test('late answers never appear under a newer text, and Enter waits for the answer to its own text', async ({
  central,
  openDesk,
}) => {
  test.skip(process.platform === 'win32', 'Windows has no SIGSTOP: it cannot hold the engine still')
  const first = await aCaller(central)
  const second = await aCaller(central)
  const desk = await openDesk()
  const { page } = desk
  await page.keyboard.type(first.name)
  await expect(pointedAt(page)).toContainText(first.name)
  await whileEngineStands(desk, async () => {
    await page.keyboard.press('ControlOrMeta+a')
    await page.keyboard.type('nobody at all')
    await page.keyboard.press('ControlOrMeta+a')
    await page.keyboard.type(second.references[1])
    // The older answer is still shown, and is dimmed.
    await expect(results(page).locator('[data-waiting]')).toHaveCSS('opacity', '0.55')
    await page.keyboard.press('Enter')
    await expect(customer(page).getByText(say('customer.empty.title'))).toBeVisible()
  })
  await expect(customer(page).getByRole('heading', { name: second.name })).toBeVisible()
  await expect(page.getByRole('option')).toHaveCount(1)
  await expect(page.getByRole('option')).toContainText(second.name)
})

test('the reading of the text is shown above the results', async ({ central, openDesk }) => {
  const caller = await aCaller(central)
  const { page } = await openDesk()
  await page.keyboard.type(`${caller.name} ?! 30/11 9999`)
  const list = results(page)
  await expect(list.getByText(say('search.unread', { words: '“?!”' }))).toBeInViewport()
  await expect(list.getByText(say('search.partly'))).toBeInViewport()
  await expect(pointedAt(page)).toContainText(say('search.missed', { clues: 'card 9999' }))
  await expect(list.getByText('“30/11” as date 30 Nov')).toBeVisible()
  await searchBox(page).fill('?')
  await expect(list.getByText(say('search.short.title'))).toBeVisible()
})

test('the clues of a pasted sentence are used, and its other words and the part that was cut off are shown', async ({
  central,
  openDesk,
}) => {
  const caller = await aCaller(central)
  const { page } = await openDesk()
  const list = results(page)
  await searchBox(page).focus()
  await page.keyboard.insertText(`Hi, my name is ${caller.name}, ref. ${caller.references[0]}.`)
  await expect(pointedAt(page)).toContainText(caller.name)
  await expect(list.getByText(say('search.partly'))).toBeHidden()
  await expect(list.getByText(say('search.unread', { words: '“Hi”, “my”, “name”, “is”' }))).toBeVisible()
  await page.keyboard.press('ControlOrMeta+a')
  await page.keyboard.insertText(`${caller.references[0]} ${'and so on '.repeat(60)}`)
  await expect(list.getByText(say('search.cut', { count: LONGEST_SEARCH }))).toBeVisible()
})

test('Enter that ends a composed word opens nobody', async ({ central, openDesk }) => {
  const caller = await aCaller(central)
  const { page } = await openDesk()
  await page.keyboard.type(caller.references[0])
  await expect(pointedAt(page)).toContainText(caller.name)
  const inspector = await page.context().newCDPSession(page)
  await inspector.send('Input.imeSetComposition', { text: 'に', selectionStart: 1, selectionEnd: 1 })
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await expect(customer(page).getByText(say('customer.empty.title'))).toBeVisible()
  await inspector.send('Input.insertText', { text: '日' })
  await expect(searchBox(page)).toHaveValue(`${caller.references[0]}日`)
})
