import { expect, test } from 'vitest'
import {
  FIRST_COMMIT,
  FIRST_PAGE,
  nextCommitSize,
  nextPageSize,
  startSlices,
} from '../../../../src/main/engine/sync/slices.ts'

test('after eight milliseconds of its own work the sync lets other work go first', async () => {
  let now = 0
  let gaveWay = 0
  const slices = startSlices(
    () => now,
    async () => {
      gaveWay += 1
      now += 1_000
    },
  )
  now = 7.9
  expect(slices.breathe()).toBeUndefined()
  now = 8
  await slices.breathe()
  expect(gaveWay).toBe(1)
  expect(slices.breathe(), 'time of other work does not count').toBeUndefined()
})

test('a page shrinks to the size that fits, grows by at most half, and stays within its limits', () => {
  expect(nextPageSize(1_000, 1_000, 60)).toBe(100)
  expect(nextPageSize(100, 100, 1)).toBe(150)
  expect(nextPageSize(1_000, 1_000, 0)).toBe(1_000)
  expect(nextPageSize(20, 1, 500)).toBe(2)
  expect(nextPageSize(300, 0, 0), 'an empty page changes nothing').toBe(300)
})

test('a commit of a fill grows by at most half, shrinks to the size that fits, and stays within its limits', () => {
  expect(nextCommitSize(FIRST_COMMIT, 1)).toBe(150)
  expect(nextCommitSize(4_000, 20)).toBe(2_000)
  expect(nextCommitSize(200, 500)).toBe(FIRST_COMMIT)
  expect(nextCommitSize(10_000, 0)).toBe(10_000)
})

test('the first page fits a slice even when each change makes the rules judge a full flight again', () => {
  expect(FIRST_PAGE * 3).toBeLessThanOrEqual(16)
})

test('later pages fit a slice whatever a change costs', () => {
  for (const costMs of [0.01, 0.05, 0.2, 0.5, 3]) {
    let size = FIRST_PAGE
    for (let page = 0; page < 20; page += 1) size = nextPageSize(size, size, size * costMs)
    expect(size * costMs, `${costMs} ms a change`).toBeLessThanOrEqual(10)
  }
})
