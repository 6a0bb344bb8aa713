import { expect, test } from 'vitest'
import { readSettings } from '../../../src/main/shell/settings.ts'

test('without settings the desk connects to the reference service of this machine', () => {
  expect(readSettings({}, true).centralUrl.href).toBe('http://127.0.0.1:4600/')
})

test.each([
  ['not an address', { ONCE_CENTRAL_URL: 'central' }, /ONCE_CENTRAL_URL is not an address/],
  ['plain http to another machine', { ONCE_CENTRAL_URL: 'http://central.example' }, /must begin with https/],
  ['a file', { ONCE_CENTRAL_URL: 'file:///etc/passwd' }, /must begin with https/],
  ['a relative folder', { ONCE_USER_DATA: 'data' }, /absolute folder/],
])('%s is refused with a sentence', (_what, environment, sentence) => {
  expect(() => readSettings(environment, false)).toThrow(sentence)
})

test('a packaged desk has no dev server', () => {
  const environment = { ELECTRON_RENDERER_URL: 'http://localhost:5173' }
  expect(readSettings(environment, true).devServerUrl).toBeNull()
  expect(readSettings(environment, false).devServerUrl?.origin).toBe('http://localhost:5173')
})
