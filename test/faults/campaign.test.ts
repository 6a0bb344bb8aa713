import { rmSync } from 'node:fs'
import { dirname } from 'node:path'
import { expect, test } from 'vitest'
import { bundle } from './bundle.ts'
import { playRound } from './round.ts'
import { newTally } from './tally.ts'

// `npm run test:faults` is the whole campaign; this is one round with two desks that live about a second at a time.
test('a short campaign of kills, lost answers, storms and repeated presses doubles no refund and loses none', async () => {
  const tally = newTally()
  const program = await bundle('faults/desk-process.ts')
  try {
    const settings = { program, tally, longestLifeMs: 1_500 }
    const { refunds, doubled, lost, stuck, lostAnswers } = await playRound({
      ...settings,
      seed: 1,
      refunds: 20,
      desks: 2,
    })
    expect({ doubled, lost, stuck, crashes: tally.crashes }).toEqual({ doubled: [], lost: [], stuck: [], crashes: [] })
    expect(refunds).toBeGreaterThanOrEqual(15)
    expect(lostAnswers).toBeGreaterThan(5)
  } finally {
    rmSync(dirname(program), { recursive: true, force: true })
  }
})
