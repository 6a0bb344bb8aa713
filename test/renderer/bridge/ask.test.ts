import { expect, test } from 'vitest'
import { askFor, failureOf } from '../../../src/renderer/bridge/ask.ts'
import type { DeskBridge } from '../../../src/shared/contract.ts'

/** A bridge whose `status.get` answers with this. */
const answering = (answer: () => unknown) => ({ ask: { 'status.get': async () => answer() } }) as unknown as DeskBridge

/** What the screen shows of the rejection of a question. */
const shown = (answer: () => unknown) =>
  askFor(answering(answer), 'status.get', {}).then(
    () => null,
    (error: Error) => failureOf(error),
  )

test('an expected failure reaches the screen unchanged', async () => {
  const failure = { kind: 'central_busy', code: 'http_429', retryAt: 5 }
  expect(await shown(() => ({ ok: false, failure }))).toEqual(failure)
})

test('a rejected question is an internal failure with the name of its error', async () => {
  const rejected = () => {
    throw new Error('The desk could not answer.')
  }
  expect(await shown(rejected)).toEqual({ kind: 'internal', code: 'Error' })
})

test('an answer that is no result is an internal failure', async () => {
  expect(await shown(() => undefined)).toEqual({ kind: 'internal', code: 'TypeError' })
})

test('an exception inside the screen is an internal failure', () => {
  expect(failureOf(new RangeError('Invalid time value'))).toEqual({ kind: 'internal', code: 'RangeError' })
})
