import { expect, test } from 'vitest'
import { askFor } from '../../../src/renderer/bridge/ask.ts'
import { createQueries } from '../../../src/renderer/bridge/queries.ts'
import type { DeskBridge } from '../../../src/shared/contract.ts'

/** Asks `status.get` of a bridge that answers with this; gives what reached the log. */
async function reportedFor(answer: () => unknown) {
  const reported: unknown[] = []
  const queries = createQueries((error, source) => reported.push([source, error]))
  const desk = { ask: { 'status.get': async () => answer() } } as unknown as DeskBridge
  const queryFn = () => askFor(desk, 'status.get', {})
  await queries.fetchQuery({ queryKey: ['status.get', {}], queryFn, retry: false }).catch(() => null)
  queries.clear()
  return reported
}

test('an answer that is no result reaches the log', async () => {
  expect(await reportedFor(() => undefined)).toEqual([['rejection', expect.any(TypeError)]])
})

test('an expected failure does not reach the log', async () => {
  expect(await reportedFor(() => ({ ok: false, failure: { kind: 'not_found' } }))).toEqual([])
})
