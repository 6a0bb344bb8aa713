// npm run test:faults -- --refunds N --seed S [--desks D] [--round R]: plays rounds of bad weather until N refunds were
// given, and checks each round against the central service's own tables. Prints one line of JSON at the end; exits with
// 1 when a promise was broken.
import { rmSync } from 'node:fs'
import { dirname } from 'node:path'
import process from 'node:process'
import { parseArgs } from 'node:util'
import { bundle } from './bundle.ts'
import { playRound } from './round.ts'
import { newTally } from './tally.ts'

const { values } = parseArgs({
  options: {
    refunds: { type: 'string', default: '1000' },
    seed: { type: 'string', default: '1' },
    desks: { type: 'string', default: '4' },
    round: { type: 'string', default: '500' },
  },
})
const [refunds, seed, desks, size] = [values.refunds, values.seed, values.desks, values.round].map(Number)
if (![refunds, seed, desks, size].every((number) => Number.isInteger(number) && Number(number) > 0)) {
  console.error(
    'Usage: npm run test:faults -- --refunds N --seed S [--desks D] [--round R], all whole numbers above 0.',
  )
  process.exit(2)
}
const wanted = { refunds: refunds ?? 0, seed: seed ?? 0, desks: desks ?? 0, size: size ?? 0 }

/** The longest life of a desk process in real ms; short, so that there is more than one kill for every ten refunds. */
const LONGEST_LIFE_MS = 6_000

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130))
const tally = newTally()
const sum = { refunds: 0, receipts: 0, lost_answers: 0, doubled: 0, lost: 0, stuck: 0, crashes: 0 }
const program = await bundle('faults/desk-process.ts')
process.once('exit', () => rmSync(dirname(program), { recursive: true, force: true }))
for (let round = 0; sum.refunds < wanted.refunds && sum.crashes === 0; round += 1) {
  const roundSeed = wanted.seed + round * 1_000
  const share = Math.min(wanted.size, wanted.refunds - sum.refunds + 5)
  const settings = { program, tally, longestLifeMs: LONGEST_LIFE_MS }
  const result = await playRound({ ...settings, seed: roundSeed, refunds: share, desks: wanted.desks })
  sum.refunds += result.refunds
  sum.receipts += result.receipts
  sum.lost_answers += result.lostAnswers
  sum.doubled += result.doubled.length
  sum.lost += result.lost.length
  sum.stuck += result.stuck.length
  const { kills, clicks } = tally
  console.log(
    `round ${round + 1} (seed ${roundSeed}, ${result.seconds} s, ${result.drainSeconds} s of them after the faults): ${JSON.stringify({ ...sum, kills, clicks })}`,
  )
  for (const kind of ['doubled', 'lost', 'stuck'] as const) {
    for (const line of result[kind].slice(0, 20)) console.log(`  ${kind}: ${line}`)
  }
  sum.crashes += tally.crashes.length
  for (const line of tally.crashes.splice(0).slice(0, 5)) console.log(`  ${line}`)
}
for (const [step, kills] of tally.steps) console.log(`killed at "${step}": ${kills}`)
console.log(`databases lost: ${tally.databasesLost}, old backups restored: ${tally.backupsRestored}`)
console.log(
  JSON.stringify({
    refunds: sum.refunds,
    receipts: sum.receipts,
    clicks: tally.clicks,
    kills: tally.kills,
    lost_answers: sum.lost_answers,
    doubled: sum.doubled,
    lost: sum.lost,
    stuck: sum.stuck,
    seed: wanted.seed,
  }),
)
process.exitCode = sum.doubled + sum.lost + sum.stuck + sum.crashes > 0 ? 1 : 0
