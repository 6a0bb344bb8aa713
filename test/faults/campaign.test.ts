import { rmSync } from 'node:fs'
import { dirname } from 'node:path'
import { expect, test } from 'vitest'
import { bundle } from './bundle.ts'
import { playRound } from './round.ts'
import { newTally } from './tally.ts'

// The whole campaign is `npm run test:faults`; this is one round of it, on two desks that live a second each.
test('a short campaign: kills, lost answers, storms and impatient fingers double nothing and lose nothing', async () => {
  const tally = newTally()
  const program = await bundle('faults/desk-process.ts')
  try {
    const stage = { program, tally, longestLifeMs: 1_500 }
    const { refunds, doubled, lost, stuck, lostAnswers } = await playRound({ ...stage, seed: 1, refunds: 20, desks: 2 })
    expect({ doubled, lost, stuck, crashes: tally.crashes }).toEqual({ doubled: [], lost: [], stuck: [], crashes: [] })
    expect(refunds).toBeGreaterThanOrEqual(15)
    expect(lostAnswers).toBeGreaterThan(5)
  } finally {
    rmSync(dirname(program), { recursive: true, force: true })
  }
})
