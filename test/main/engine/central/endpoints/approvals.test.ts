import { expect, test } from 'vitest'
import { readApprovalAnswer } from '../../../../../src/main/engine/central/endpoints/approvals.ts'

const NOW = 1_800_000_000_000
const refund = {
  id: 're-1',
  idempotency_key: 'k',
  charge_id: 'c-1',
  amount_minor: 500,
  currency: 'GBP',
  state: 'pending',
  updated_at: '2027-01-15T08:00:00.000Z',
}
const read = (status: number, body: unknown, headers: Record<string, string> = {}) =>
  readApprovalAnswer({ status, headers, body }, 're-1', NOW)

test.each([
  [200, refund, 'given', null, 'pending'],
  [200, { ...refund, state: 'rejected' }, 'given', null, 'rejected'],
  [200, { ...refund, id: 're-2' }, 'unknown', 'not_a_refund', null],
  [200, undefined, 'unknown', 'not_a_refund', null],
  [409, { code: 'decided', refund: { ...refund, state: 'rejected' } }, 'decided', 'decided', 'rejected'],
  [409, { code: 'decided' }, 'decided', 'decided', null],
  [409, { code: 'in_progress' }, 'unknown', 'in_progress', null],
  [403, { code: 'own_request', executed: false }, 'refused', 'own_request', null],
  [403, { code: 'above_limit', executed: false }, 'refused', 'above_limit', null],
  [403, { code: 'forbidden' }, 'unknown', 'forbidden', null],
  [412, { code: 'stale_keep', executed: false }, 'refused', 'stale_keep', null],
  [422, { code: 'exceeds_captured', executed: false }, 'refused', 'exceeds_captured', null],
  [422, { code: 'key_reused' }, 'refused', 'key_reused', null],
  [400, { executed: false }, 'refused', 'http_400', null],
  [503, { code: 'down', executed: false }, 'unknown', 'down', null],
  [503, undefined, 'unknown', 'http_503', null],
  [418, '<p>', 'unknown', 'http_418', null],
])('an answer %i with %j means %s', (status, body, state, problemCode, centralState) => {
  const details = state === 'given' || state === 'decided' ? { centralState } : null
  expect(read(status, body)).toEqual({ state, problemCode, details, retryAt: null })
})

test('Retry-After sets the time of the next attempt', () => {
  expect(read(429, { code: 'slow_down' }, { 'retry-after': '30' }).retryAt).toBe(NOW + 30_000)
})
