import { expect, it } from 'vitest'
import { readOptions } from './options.ts'

it('takes the port of a debugger as electron-vite passes it to Electron', () => {
  expect(readOptions(['.', '--inspect=9230']).inspectPort).toBe(9230)
  expect(readOptions(['.']).inspectPort).toBeNull()
})
