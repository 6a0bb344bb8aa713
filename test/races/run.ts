// npm run test:races [-- --pairs N --agents N --seed S]: fifty agents at once over both charges of a thousand pairs, on a real
// PostgreSQL. Ends with one line of JSON, and with 1 when a promise was broken.
import process from 'node:process'
import { parseArgs } from 'node:util'
import { Dice } from '../central/demo/dice.ts'
import { startCentral } from '../central/start.ts'
import { type Judgement, judge } from './oracle.ts'
import { NoPostgres, startPostgres } from './postgres.ts'
import { Agent, agents, CAPTURED_MINOR, pairs } from './storm.ts'

/** Pairs that every single agent goes for; the others meet so many. */
const HOT_PAIRS = 20
const AGENTS_OF_A_PAIR = 4
/** How often an agent who was told that somebody was faster looks again. */
const TRIES = 3

interface Wish {
  readonly pair: number
  readonly side: 0 | 1
  /** A part in pence; null is the whole charge. */
  readonly partMinor: number | null
}

/** What each agent goes for, pair by pair, so that all of them are at the same few pairs at the same time. */
function deal(dice: Dice, counts: { pairs: number; agents: number }): Wish[][] {
  const hands: Wish[][] = Array.from({ length: counts.agents }, () => [])
  for (let pair = 0; pair < counts.pairs; pair += 1) {
    const isHot = pair < HOT_PAIRS
    const first = dice.int(0, counts.agents - 1)
    for (let turn = 0; turn < (isHot ? counts.agents : AGENTS_OF_A_PAIR); turn += 1) {
      const partMinor =
        pair % 2 === 0 ? null : dice.int(Math.floor(CAPTURED_MINOR * 0.3), Math.floor(CAPTURED_MINOR * 0.6))
      hands[(first + turn) % counts.agents]?.push({ pair, side: turn % 2 === 0 ? 0 : 1, partMinor })
    }
  }
  return hands
}

async function work(agent: Agent, hand: readonly Wish[]): Promise<void> {
  for (const { pair, side, partMinor } of hand) {
    if (partMinor === null) await agent.giveWhole(pair, side)
    else await agent.givePart(pair, side, partMinor, TRIES)
  }
}

async function race(options: { pairs: number; agents: number; seed: number }): Promise<Judgement> {
  const postgres = await startPostgres()
  try {
    const people = agents(options.agents)
    const central = await startCentral({ feed: pairs(options.pairs), people, databaseUrl: postgres.url })
    try {
      const crowd = people.map((account) => new Agent(central.url, account))
      for (const agent of crowd) await agent.signIn()
      const hands = deal(new Dice(options.seed), options)
      const progress = setInterval(() => {
        const asked = crowd.reduce((sum, { answers }) => sum + answers.length, 0)
        console.log(`${asked} answers`)
      }, 5_000)
      await Promise.all(crowd.map((agent, index) => work(agent, hands[index] ?? [])))
      clearInterval(progress)
      return await judge(
        postgres.url,
        crowd.flatMap(({ answers }) => answers),
      )
    } finally {
      await central.close()
    }
  } finally {
    await postgres.stop()
  }
}

const { values } = parseArgs({
  options: {
    pairs: { type: 'string', default: '1000' },
    agents: { type: 'string', default: '50' },
    seed: { type: 'string', default: '1' },
  },
})
const options = { pairs: Number(values.pairs), agents: Number(values.agents), seed: Number(values.seed) }

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130))
try {
  const started = Date.now()
  const found = await race(options)
  const seconds = Math.round((Date.now() - started) / 100) / 10
  const { bothOfAPair, aboveCaptured, untold, leftInTheDark, strange } = found
  const isSound = [bothOfAPair, aboveCaptured, untold, leftInTheDark, strange].every((count) => count === 0)
  console.log(`Both charges of a pair given back: ${bothOfAPair}. Above what was captured: ${aboveCaptured}.`)
  console.log(`Losers who were not told by whom and when: ${leftInTheDark} of ${found.losers}.`)
  console.log(JSON.stringify({ ...options, ...found, seconds }))
  process.exitCode = isSound && found.refunds >= options.pairs ? 0 : 1
} catch (error) {
  if (!(error instanceof NoPostgres)) throw error
  console.error(error.message)
  process.exitCode = 1
}
