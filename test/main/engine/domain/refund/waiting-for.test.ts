import { expect, test } from 'vitest'
import { canBeSeen, waitingFor } from '../../../../../src/main/engine/domain/refund/waiting-for.ts'

const free = {
  state: 'queued',
  isSeen: false,
  isOwner: true,
  hasToken: true,
  isOnline: true,
  isPaused: false,
  isHeldBack: false,
  dueAt: 5,
} as const

test.each([
  [{}, null],
  [{ dueAt: 11 }, 'retry'],
  [{ isOnline: false }, 'network'],
  [{ isPaused: true, dueAt: 11 }, 'gateway'],
  [{ isPaused: true, isOnline: false }, 'network'],
  [{ isHeldBack: true }, 'copy'],
  [{ hasToken: false, isOnline: false }, 'sign_in'],
  [{ isOwner: false, hasToken: false }, 'owner'],
  [{ state: 'unknown', dueAt: 11 }, 'retry'],
  [{ state: 'sending' }, null],
  [{ state: 'needs_review' }, 'person'],
  [{ state: 'pending_approval' }, 'approval'],
  [{ state: 'refused' }, 'person'],
  [{ state: 'refused', isSeen: true }, null],
  [{ state: 'confirmed' }, null],
  [{ state: 'cancelled' }, null],
] as const)('an intent with %j waits for: %s', (facts, why) => {
  expect(waitingFor({ ...free, ...facts }, 10)).toBe(why)
})

test('an intent can be marked as seen only when its refund was not given', () => {
  expect(canBeSeen('refused', null)).toBe(true)
  expect(canBeSeen('needs_review', 'failed')).toBe(true)
  expect(canBeSeen('needs_review', 'manual_review')).toBe(false)
  expect(canBeSeen('confirmed', 'failed')).toBe(false)
})
