import { expect, it } from 'vitest'
import { countOf, HOUR_MS, nextHour, spikeOf } from '../../../src/renderer/state/hours.ts'
import type { InboxHour } from '../../../src/shared/model/index.ts'

const hours = (...groups: number[]): InboxHour[] =>
  groups.map((count, index) => ({ at: index * HOUR_MS, groups: count, byGateway: { old: count, new: 0, both: 0 } }))

it('an incident is an hour with far more groups than usual, with its multiple', () => {
  const spike = spikeOf(hours(2, 1, 3, 41, 2, 2))
  expect(spike).toMatchObject({ hour: { at: 3 * HOUR_MS, groups: 41 }, times: 21 })
})

it('an incident in a quiet time has no multiple', () => {
  expect(spikeOf(hours(0, 0, 0, 0, 0, 0, 41))).toMatchObject({ hour: { groups: 41 }, times: null })
})

it('neither an even load nor a few groups are an incident', () => {
  expect(spikeOf(hours(10, 12, 9, 14, 20))).toBeNull()
  expect(spikeOf(hours(0, 0, 4, 0))).toBeNull()
  expect(spikeOf([])).toBeNull()
})

it('the keys move from hour to hour, skip the empty ones and stop at the ends', () => {
  const some = hours(0, 2, 0, 0, 3, 0)
  expect(countOf(some)).toBe(5)
  expect(nextHour(some, null, -1)).toBe(4 * HOUR_MS)
  expect(nextHour(some, null, 1)).toBe(HOUR_MS)
  expect(nextHour(some, 4 * HOUR_MS, -1)).toBe(HOUR_MS)
  expect(nextHour(some, HOUR_MS, -1)).toBe(HOUR_MS)
  expect(nextHour(some, 4 * HOUR_MS, 1)).toBe(4 * HOUR_MS)
  expect(nextHour(hours(0, 0), null, 1)).toBeNull()
})
