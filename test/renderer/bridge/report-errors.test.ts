import { expect, test } from 'vitest'
import { reportErrors } from '../../../src/renderer/bridge/report-errors.ts'
import type { DeskBridge } from '../../../src/shared/contract.ts'

test('reports an error with the card number masked', () => {
  const told: unknown[] = []
  const ask = { 'app.reportError': (argument: unknown) => told.push(argument) }
  const report = reportErrors(new EventTarget() as Window, { ask } as unknown as DeskBridge)
  const error = new TypeError('cannot read “4111 1111 1111 1111”')
  error.stack = 'at read 4111111111111111 (app.js:10:2)'
  report(error, 'boundary')
  expect(told).toEqual([
    {
      name: 'TypeError',
      message: 'cannot read “•••• 1111”',
      stack: 'at read •••• 1111 (app.js:10:2)',
      source: 'boundary',
    },
  ])
})
