import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { Locator, Page } from '@playwright/test'
import { passesLuhn } from '../../src/shared/card-guard/brands.ts'
import { toAsciiDigits } from '../../src/shared/card-guard/digit-runs.ts'
import type { DeskBridge } from '../../src/shared/contract.ts'
import { say } from '../../src/shared/text/index.ts'
import { wayToRun } from '../host/launch.ts'
import { aCaller, expect, find, openRefund, refundRegion, signIn, test } from './agent.ts'
import type { Desk } from './fixture.ts'

/**
 * Card numbers that no issuer has ever issued, with the way in which each is entered. None has a long run of one digit,
 * because a file with many numbers contains twelve ones once the characters between its digits are removed.
 */
const NUMBERS = {
  typed: '5425233430109903',
  grouped: '4539 1488 0343 6467',
  pasted: '378282246310005',
  composed: '6011000990139424',
  noted: '3566-0020-2036-0505',
  halfTyped: '4716258050958645',
} as const

const searchBox = (page: Page) => page.getByRole('combobox', { name: say('search.label') })
const hiddenNote = (last4: string) => say('cardGuard.hidden', { last4 })

/** Records every message of the page to main; it sees them in the host, where they are JSON in the page. */
async function recordMessages(page: Page): Promise<() => Promise<string[]>> {
  await page.evaluate(() => {
    const messages: string[] = []
    JSON.stringify = new Proxy(JSON.stringify, {
      apply: (stringify, self, all: Parameters<typeof JSON.stringify>) => {
        const text = Reflect.apply(stringify, self, all)
        messages.push(text)
        return text
      },
    })
    Object.assign(window, { messages })
  })
  return () => page.evaluate(() => (window as unknown as { messages: string[] }).messages)
}

/** The digits of a text in any script, without the characters between them. */
const digitsIn = (text: string): string => toAsciiDigits(text.normalize('NFKC')).replace(/[^0-9]/g, '')

/** Every run of twelve digits. */
const twelves = (digits: string): string[] =>
  Array.from({ length: Math.max(0, digits.length - 11) }, (_, at) => digits.slice(at, at + 12))

/**
 * Checks that the text has no run of twelve digits of one of these numbers, in any script and with anything between
 * them.
 */
function expectNothingOf(text: string, where: string, numbers: readonly string[] = Object.values(NUMBERS)): void {
  const found = twelves(digitsIn(text))
  if (found.length === 0) return
  const forbidden = new Set(numbers.flatMap((number) => twelves(digitsIn(number))))
  expect(
    found.some((digits) => forbidden.has(digits)),
    where,
  ).toBe(false)
}

/** Every file of the desk: databases with what waits beside them, logs, the shell's own profile. */
const filesOf = ({ userData }: Desk): string[] =>
  readdirSync(userData, { recursive: true, encoding: 'utf8' })
    .map((name) => join(userData, name))
    .filter((path) => statSync(path, { throwIfNoEntry: false })?.isFile())

/** What is in a file; nothing where it has gone since it was listed, as SQLite's own journals do. */
function bytesOf(path: string): Buffer {
  try {
    return readFileSync(path)
  } catch {
    return Buffer.alloc(0)
  }
}

/** Control characters and broken bytes, which end a value in a database page: the digits of two values are no number. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: a file holds them
const BETWEEN_VALUES = /[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffd]+/

function expectNoFileHasIt(desk: Desk, numbers?: readonly string[]): void {
  const files = filesOf(desk)
  expect(files.filter((path) => /\.(db|db-wal|log)$/.test(path)).length).toBeGreaterThan(2)
  for (const path of files) {
    const bytes = bytesOf(path)
    for (const encoding of ['utf8', 'utf16le'] as const)
      for (const value of bytes.toString(encoding).split(BETWEEN_VALUES)) expectNothingOf(value, path, numbers)
  }
}

test('a card number in the search box or in a note is in no message, no file and no log', async ({
  central,
  openDesk,
}) => {
  const caller = await aCaller(central)
  const desk = await openDesk()
  const { page } = desk
  const messages = await recordMessages(page)
  const box = searchBox(page)
  await page.keyboard.press('Control+k')

  await page.keyboard.type(NUMBERS.typed)
  await expect(box).toHaveValue('•••• 9903')
  await expect(page.getByRole('status').filter({ hasText: hiddenNote('9903') })).toBeVisible()
  for (let times = 0; times < 20; times += 1) await page.keyboard.press('Control+z')
  expectNothingOf(await box.inputValue(), 'undone')

  await box.fill('')
  await page.keyboard.type(`wren ${NUMBERS.grouped} EI200`)
  await expect(box).toHaveValue('wren •••• 6467 EI200')

  await box.fill('')
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  await page.evaluate((text) => navigator.clipboard.writeText(text), NUMBERS.pasted)
  await page.keyboard.press('ControlOrMeta+v')
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
  // The draft is saved a moment after the last key.
  const isSaved = () => filesOf(desk).some((path) => bytesOf(path).includes('paid with •••• 0505 twice'))
  await expect.poll(isSaved).toBe(true)

  if (wayToRun() === 'host') {
    const text = (await messages()).join('\n')
    expect(text).toContain('desk:search')
    expect(text).toContain('paid with •••• 0505 twice')
    for (const message of await messages()) expectNothingOf(message, 'a message')
  }
  expectNoFileHasIt(desk)
})

test('half a card number stays in the search box, also on blur, and Enter searches for it', async ({
  central,
  openDesk,
}) => {
  await aCaller(central)
  const desk = await openDesk()
  const { page } = desk
  const messages = await recordMessages(page)
  await page.keyboard.press('Control+k')
  await page.keyboard.type(NUMBERS.halfTyped.slice(0, 13))
  await expect(page.getByText(say('cardGuard.enter'))).toBeVisible()
  await page.keyboard.press('ControlOrMeta+a')
  await page.keyboard.press('ControlOrMeta+c')
  await page.getByText(say('customer.empty.title')).click()
  await expect(searchBox(page)).not.toBeFocused()
  if (wayToRun() === 'host') for (const message of await messages()) expectNothingOf(message, 'a message')
  await page.keyboard.press('Control+k')
  await page.keyboard.press('End')
  await page.keyboard.press('Enter')
  await expect(page.getByText(say('cardGuard.enter'))).toBeHidden()
  await expect(searchBox(page)).toBeFocused()
  // A phone number is searched at every key.
  await searchBox(page).fill('')
  await page.keyboard.type('+353865550167')
  await expect(page.getByRole('option').first()).toBeVisible()
})

test('main refuses a card number that passes the fields, and the log says nothing of the number', async ({
  openDesk,
}) => {
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

const script = (zero: number) => (number: string) =>
  [...number].map((digit) => String.fromCodePoint(zero + Number(digit))).join('')
const between = (separator: string) => (number: string) => (number.match(/.{1,4}/g) ?? []).join(separator)

/** The notations of a number: how it is written, and the text before and after it. */
const NOTATIONS: readonly (readonly [write: (number: string) => string, around?: readonly [string, string]])[] = [
  [(number) => number],
  [between(' ')],
  [between('-'), ['his card ', ' he says']],
  [between('\u00a0')],
  [between('\u2009')],
  [between('\u200d')],
  [between('.')],
  [between('/')],
  [between(' '.repeat(12))],
  [script(0xff10)],
  [script(0x660)],
  [script(0x6f0)],
  [script(0x966)],
  [between(' '), ['12 ', ' 4']],
]

/** The ways of entering a text into a field. */
const WAYS: Readonly<Record<string, (field: Locator, text: string) => Promise<void>>> = {
  typed: async (field, text) => {
    // A character without a key is entered as by an input method.
    for (const character of text) {
      if (/^[\x20-\x7e]$/.test(character)) await field.press(character === ' ' ? 'Space' : character)
      else await field.page().keyboard.insertText(character)
    }
  },
  pasted: async (field, text) => {
    await field.page().evaluate((copied) => navigator.clipboard.writeText(copied), text)
    await field.press('ControlOrMeta+v')
  },
  dropped: async (field, text) => {
    const inspector = await field.page().context().newCDPSession(field.page())
    const { x, y, width, height } = (await field.boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 }
    const data = { items: [{ mimeType: 'text/plain', data: text }], dragOperationsMask: 1 }
    for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
      await inspector.send('Input.dispatchDragEvent', { type, x: x + width / 2, y: y + height / 2, data })
    }
    await inspector.detach()
  },
}

/**
 * Enters a number in each way and each of these notations; all numbers differ, so that each can be searched for later.
 */
async function enterAll(
  field: Locator,
  numbers: string[],
  notations: typeof NOTATIONS = NOTATIONS.slice(0, 3),
): Promise<void> {
  const isKept = await field.evaluate((one: HTMLInputElement | HTMLTextAreaElement) =>
    one instanceof HTMLInputElement ? one.autocomplete !== 'off' : one.form?.autocomplete !== 'off',
  )
  expect(isKept, 'a browser may store the content').toBe(false)
  for (const [way, enter] of Object.entries(WAYS)) {
    for (const [index, [write, [before, after] = ['', '']]] of notations.entries()) {
      const number = aVisa(numbers.length)
      numbers.push(number)
      await field.fill('')
      await field.focus()
      await enter(field, before + write(number) + after)
      const what = `${way}, notation ${index}`
      // Text before the number may by chance be part of a longer number.
      await expect(field, what).toHaveValue(new RegExp(`^(${before})?•••• ${number.slice(-4)}${after}$`))
      await field.press('Control+z')
      expectNothingOf(await field.inputValue(), what, [number])
    }
  }
}

/** The Visa number with this index, which was never issued. */
function aVisa(at: number): string {
  const digits = `4929${String(76_543_210_000 + at * 7_919)}`
  return [...'0123456789'].map((last) => digits + last).find(passesLuhn) ?? ''
}

test('no field lets a card number out, in any notation and in any way of entering it', async ({
  central,
  startDesk,
}) => {
  const caller = await aCaller(central)
  const desk = await startDesk()
  const { page } = desk
  const messages = await recordMessages(page)
  const numbers: string[] = []
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  await enterAll(page.getByLabel(say('signIn.username')), numbers)
  await enterAll(page.getByRole('textbox', { name: say('signIn.password') }), numbers)
  await page.getByRole('textbox', { name: say('signIn.password') }).fill('')
  await page.getByLabel(say('signIn.username')).fill('')
  await page.getByLabel(say('signIn.username')).focus()
  await signIn(page)
  await enterAll(searchBox(page), numbers, NOTATIONS)
  await searchBox(page).fill('')
  await find(page, caller)
  await openRefund(page)
  await page.keyboard.press('n')
  await enterAll(refundRegion(page).getByRole('textbox', { name: say('refund.note') }), numbers)
  await page.keyboard.press('Escape')
  await page.keyboard.press('d')
  await enterAll(page.getByRole('textbox', { name: say('decide.why') }), numbers)
  await page.waitForTimeout(600)
  if (wayToRun() === 'host') for (const message of await messages()) expectNothingOf(message, 'a message', numbers)
  expectNothingOf(
    await page.evaluate(() =>
      JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.title, location.href]),
    ),
    'kept by the page',
    numbers,
  )
  expectNoFileHasIt(desk, numbers)
})
