import { expect, it } from 'vitest'
import { moneyText } from '../../../src/renderer/ui/format/money-text.ts'
import { dayBounds, departureText, dueText, relativeText, spanText } from '../../../src/renderer/ui/format/time-text.ts'
import { keyCapText, pressOf } from '../../../src/renderer/ui/keys/key-table.ts'
import { AT } from '../sample.ts'

it.each([
  [9_599, 'GBP', '£95.99'],
  [500, 'JPY', 'JP¥500'],
  [12_345, 'KWD', 'KWD\u00A012.345'],
  [Number.MAX_SAFE_INTEGER, 'USD', 'US$90,071,992,547,409.91'],
  [-1, 'EUR', '-€0.01'],
  [9_599, 'points', '95.99 points'],
])('writes %i %s exactly', (amountMinor, currency, text) => {
  expect(moneyText({ amountMinor, currency })).toBe(text)
})

it.each([
  [4_000, '4 s'],
  [688_000, '11 min 28 s'],
  [7_200_000, '2 h'],
  [7_260_000, '2 h 1 min'],
  [200_000_000, '2 days'],
  [-5, '0 s'],
])('writes %i ms as %s', (ms, text) => {
  expect(spanText(ms)).toBe(text)
})

it('writes how long ago or how soon a time is', () => {
  expect(relativeText(AT - 90_000, AT)).toBe('1 min ago')
  expect(relativeText(AT + 42_000, AT)).toBe('in 42 s')
  expect(relativeText(AT + 1_000, AT)).toBe('just now')
  expect(dueText(AT - 90_000, AT)).toBe('now')
})

it('shows a departure in the local time of its origin, in any time zone of the agent', () => {
  expect(departureText('2020-02-28T20:15')).toBe('Fri, 28 Feb 2020, 20:15')
  expect(departureText('soon')).toBe('soon')
})

it('the day starts and ends at the agent’s midnight', () => {
  const { dayStart, dayEnd } = dayBounds(AT)
  expect(dayStart).toBeLessThanOrEqual(AT)
  expect(dayEnd).toBeGreaterThan(AT)
  expect(new Date(dayStart).getHours()).toBe(0)
  expect(new Date(dayEnd).getHours()).toBe(0)
})

it('reads a key press in the notation of the key table', () => {
  const press = (key: string, held: Partial<KeyboardEvent> = {}) =>
    pressOf({ key, ctrlKey: false, metaKey: false, shiftKey: false, altKey: false, ...held })
  expect(press('K', { ctrlKey: true })).toBe('mod+k')
  expect(press('k', { metaKey: true })).toBe('mod+k')
  expect(press('?', { shiftKey: true })).toBe('?')
  expect(press('Enter', { ctrlKey: true })).toBe('mod+enter')
  expect(keyCapText('mod+enter', false)).toBe('Ctrl ↵')
  expect(keyCapText('mod+k', true)).toBe('⌘ K')
})
