import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import type { DeskBridge } from '../../src/preload/contract.ts'
import { say } from '../../src/preload/text/index.ts'
import { wayToRun } from '../host/launch.ts'
import { aCaller, expect, find, openRefund, refundRegion, test } from './agent.ts'
import type { Desk } from './fixture.ts'

/** Numbers that no issuer ever gave to anybody, each with how it is written here. */
const NUMBERS = {
  typed: '5555555555554444',
  grouped: '4111 1111 1111 1111',
  pasted: '378282246310005',
  composed: '6011000990139424',
  noted: '3566-0020-2036-0505',
  halfTyped: '4012888888881881',
} as const

const searchBox = (page: Page) => page.getByRole('combobox', { name: say('search.label') })
const hiddenNote = (last4: string) => say('cardGuard.hidden', { last4 })

/** Keeps everything that the page sends through the seam; where that can be seen from inside, as in the host. */
async function listen(page: Page): Promise<() => Promise<string[]>> {
  await page.evaluate(() => {
    const crossed: string[] = []
    JSON.stringify = new Proxy(JSON.stringify, {
      apply: (stringify, self, all: Parameters<typeof JSON.stringify>) => {
        const text = Reflect.apply(stringify, self, all)
        crossed.push(text)
        return text
      },
    })
    Object.assign(window, { crossed })
  })
  return () => page.evaluate(() => (window as unknown as { crossed: string[] }).crossed)
}

/** Nothing with eleven digits in a row of one of these numbers, whatever stands between them. */
function expectNothingOf(text: string, where: string): void {
  const digits = text.replace(/(?<=\d)[ -]+(?=\d)/g, '')
  for (const number of Object.values(NUMBERS)) {
    const plain = number.replace(/\D/g, '')
    for (let at = 0; at + 11 <= plain.length; at += 1)
      expect(digits.includes(plain.slice(at, at + 11)), where).toBe(false)
  }
}

/** Every file of the desk: databases with what waits beside them, logs, the shell's own profile. */
function expectNoFileHasIt({ userData }: Desk): void {
  const files = readdirSync(userData, { recursive: true, encoding: 'utf8' })
    .map((name) => join(userData, name))
    .filter((path) => statSync(path, { throwIfNoEntry: false })?.isFile())
  expect(files.filter((path) => /\.(db|db-wal|log)$/.test(path)).length).toBeGreaterThan(2)
  for (const path of files) expectNothingOf(readFileSync(path, 'latin1'), path)
}

test('a card number in the search box or in a note is in no message, no file and no log', async ({
  central,
  openDesk,
}) => {
  const caller = await aCaller(central)
  const desk = await openDesk()
  const { page } = desk
  const crossed = await listen(page)
  const box = searchBox(page)
  await page.keyboard.press('Control+k')

  await page.keyboard.type(NUMBERS.typed)
  await expect(box).toHaveValue('•••• 4444')
  await expect(page.getByRole('status').filter({ hasText: hiddenNote('4444') })).toBeVisible()
  for (let times = 0; times < 20; times += 1) await page.keyboard.press('Control+z')
  expectNothingOf(await box.inputValue(), 'undone')

  await box.fill('')
  await page.keyboard.type(`wren ${NUMBERS.grouped} EI200`)
  await expect(box).toHaveValue('wren •••• 1111 EI200')

  await box.fill('')
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  await page.evaluate((text) => navigator.clipboard.writeText(text), NUMBERS.pasted)
  await page.keyboard.press('Control+v')
  await expect(box).toHaveValue('•••• 0005')
  await page.keyboard.press('Control+z')
  expectNothingOf(await box.inputValue(), 'a paste undone')

  await box.fill('')
  const inspector = await page.context().newCDPSession(page)
  const wide = [...NUMBERS.composed].map((digit) => String.fromCodePoint(0xff10 + Number(digit))).join('')
  for (let length = 1; length <= wide.length; length += 1) {
    const text = wide.slice(0, length)
    await inspector.send('Input.imeSetComposition', { text, selectionStart: length, selectionEnd: length })
  }
  await inspector.send('Input.insertText', { text: wide })
  await expect(box).toHaveValue('•••• 9424')

  await box.fill('')
  await find(page, caller)
  await openRefund(page)
  await page.keyboard.press('n')
  const note = refundRegion(page).getByRole('textbox', { name: say('refund.note') })
  await expect(note).toBeFocused()
  await page.keyboard.type(`paid with ${NUMBERS.noted} twice`)
  await expect(note).toHaveValue('paid with •••• 0505 twice')
  await expect(refundRegion(page).getByText(hiddenNote('0505'))).toBeVisible()
  await page.waitForTimeout(600)

  if (wayToRun() === 'host') {
    const messages = (await crossed()).join('\n')
    expect(messages).toContain('desk:search')
    expect(messages).toContain('paid with •••• 0505 twice')
    expectNothingOf(messages, 'messages')
  }
  expectNoFileHasIt(desk)
})

test('half a number waits in the box, also when it is left, and Enter asks for it', async ({ central, openDesk }) => {
  await aCaller(central)
  const desk = await openDesk()
  const { page } = desk
  const crossed = await listen(page)
  await page.keyboard.press('Control+k')
  await page.keyboard.type(NUMBERS.halfTyped.slice(0, 13))
  await expect(page.getByText(say('cardGuard.enter'))).toBeVisible()
  await page.keyboard.press('Control+a')
  await page.keyboard.press('Control+c')
  await page.getByText(say('customer.empty.title')).click()
  await expect(searchBox(page)).not.toBeFocused()
  if (wayToRun() === 'host') expectNothingOf((await crossed()).join('\n'), 'messages')
  await page.keyboard.press('Control+k')
  await page.keyboard.press('End')
  await page.keyboard.press('Enter')
  await expect(page.getByText(say('cardGuard.enter'))).toBeHidden()
  await expect(searchBox(page)).toBeFocused()
  // A phone number is asked for at every key.
  await searchBox(page).fill('')
  await page.keyboard.type('+353865550167')
  await expect(page.getByRole('option').first()).toBeVisible()
})

test('main refuses what gets past the fields, and says nothing of it', async ({ openDesk }) => {
  const desk = await openDesk()
  const answers = await desk.page.evaluate(async (number) => {
    const { ask } = (window as unknown as { desk: DeskBridge }).desk
    return [await ask.search({ text: number }), await ask['app.copy']({ text: `it is ${number}` })]
  }, NUMBERS.grouped)
  const refused = { ok: false, failure: { kind: 'bad_argument', code: 'card_number' } }
  expect(answers).toEqual([refused, refused])
  await expect.poll(() => desk.logText()).toContain('argument refused')
  expectNoFileHasIt(desk)
})
