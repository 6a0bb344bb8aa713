import { expect, it } from 'vitest'
import { conditionOf } from '../../../../src/renderer/features/health/condition-of.ts'
import type { DeskStatus } from '../../../../src/shared/model/index.ts'
import { AT } from '../../sample.ts'

const fine: DeskStatus = {
  connection: 'online',
  syncedAt: AT,
  isCopyProven: true,
  bookings: 1,
  charges: 1,
  groups: 0,
  fill: null,
  queued: 0,
  needsYou: 0,
  quarantined: 0,
  problem: null,
}

it.each([
  ['fine', {}],
  ['busy', { syncedAt: null }],
  ['busy', { connection: 'connecting' }],
  ['offline', { connection: 'offline', problem: { kind: 'central_unreachable' } }],
  ['problem', { connection: 'offline', problem: { kind: 'central_broken' } }],
  ['problem', { problem: { kind: 'disk_full' } }],
  ['signedOut', { connection: 'signed_out', problem: { kind: 'signed_out' } }],
] as const)('the condition is %s', (condition, change) => {
  expect(conditionOf({ ...fine, ...change })).toBe(condition)
})
