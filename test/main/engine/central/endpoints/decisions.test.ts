import { expect, test } from 'vitest'
import { readDecisionAnswer } from '../../../../../src/main/engine/central/endpoints/decisions.ts'

const NOW = 1_800_000_000_000
const sent = { chargeIds: ['c-1', 'c-2'], verdict: 'not_duplicate' } as const
const decision = {
  id: 'dc-1',
  version: 1,
  entity_hash: null,
  charge_ids: ['c-2', 'c-1'],
  verdict: 'not_duplicate',
  note: 'brothers',
  supersedes: null,
  decided_by: { id: 'u-ana', name: 'Ana' },
  decided_at: '2027-01-15T08:00:00.000Z',
}
const theirs = { ...decision, id: 'dc-2', verdict: 'duplicate', decided_by: { id: 'u-ben', name: 'Ben' } }
const read = (status: number, body: unknown, headers: Record<string, string> = {}) =>
  readDecisionAnswer({ status, headers, body }, sent, NOW)

test.each([
  [201, decision],
  [200, decision],
])('%i with our own decision: the decision is in force under its central id', (status, body) => {
  const details = { centralId: 'dc-1', overtakenBy: null }
  expect(read(status, body)).toEqual({ state: 'standing', problemCode: null, details, retryAt: null })
})

test('409 with another decision in force: ours is overtaken, and the meaning names whose decision it is', () => {
  const meaning = read(409, { code: 'superseded', standing: theirs })
  expect(meaning).toMatchObject({ state: 'overtaken', problemCode: 'superseded', details: { centralId: null } })
  expect(meaning.details?.overtakenBy).toEqual({
    id: 'dc-2',
    chargeIds: ['c-2', 'c-1'],
    verdict: 'duplicate',
    note: 'brothers',
    supersedes: null,
    decidedBy: { id: 'u-ben', name: 'Ben' },
    decidedAt: Date.parse('2027-01-15T08:00:00.000Z'),
  })
})

test('409 because the superseded decision is no longer in force: ours is overtaken, and the meaning names no decision', () => {
  const details = { centralId: null, overtakenBy: null }
  expect(read(409, { code: 'superseded', standing: null })).toMatchObject({ state: 'overtaken', details })
})

test.each([
  // The acceptance of another decision proves nothing about ours.
  [201, theirs, 'unknown', 'not_a_decision'],
  [201, { ...decision, charge_ids: ['c-1', 'c-3'] }, 'unknown', 'not_a_decision'],
  [201, { ...decision, charge_ids: ['c-1', 'c-2', 'c-3'] }, 'unknown', 'not_a_decision'],
  [201, { ...decision, id: '' }, 'unknown', 'not_a_decision'],
  [201, undefined, 'unknown', 'not_a_decision'],
  [409, { code: 'superseded' }, 'unknown', 'superseded'],
  [409, { code: 'superseded', standing: 'dc-2' }, 'unknown', 'superseded'],
  [409, { code: 'in_progress' }, 'unknown', 'in_progress'],
  [409, { code: 'voided', executed: false }, 'refused', 'voided'],
  [409, { code: 'voided' }, 'unknown', 'voided'],
  [422, { code: 'key_reused' }, 'refused', 'key_reused'],
  [422, { code: 'odd', executed: false }, 'unknown', 'odd'],
  [400, { code: 'bad_request' }, 'refused', 'bad_request'],
  [403, { code: 'forbidden' }, 'refused', 'forbidden'],
  [404, {}, 'refused', 'http_404'],
  [404, undefined, 'unknown', 'http_404'],
  [401, { code: 'unauthorised' }, 'unknown', 'unauthorised'],
  [412, { code: 'stale', executed: false }, 'unknown', 'stale'],
  [500, { code: 'down', executed: false }, 'unknown', 'down'],
  [503, undefined, 'unknown', 'http_503'],
  [307, undefined, 'unknown', 'http_307'],
])('an answer %i with %j means %s', (status, body, state, problemCode) => {
  expect(read(status, body)).toEqual({ state, problemCode, details: null, retryAt: null })
})

test('Retry-After sets the time of the next attempt', () => {
  expect(read(429, { code: 'slow_down' }, { 'retry-after': '30' }).retryAt).toBe(NOW + 30_000)
})
