// npm run test:races [-- --pairs N --agents N --seed S]: fifty agents at once give back the charges of a thousand
// pairs, on a real PostgreSQL. Prints one line of JSON at the end; exits with 1 when a promise was broken.
import process from 'node:process'
import { parseArgs } from 'node:util'
import { Dice } from '../central/demo/dice.ts'
import { startCentral } from '../central/start.ts'
import { checkRace, type RaceResult } from './oracle.ts'
import { NoPostgres, startPostgres } from './postgres.ts'
import { Agent, agents, CAPTURED_MINOR, pairs } from './storm.ts'

/** The pairs that every agent tries; each other pair is tried by `AGENTS_OF_A_PAIR`. */
const HOT_PAIRS = 20
const AGENTS_OF_A_PAIR = 4
/** The attempts of an agent who gets 412 because somebody was faster. */
const TRIES = 3

interface Wish {
  readonly pair: number
  readonly side: 0 | 1
  /** A part in pence; null for the whole charge. */
  readonly partMinor: number | null
}

/** The wishes of each agent in the order of pairs, so that all agents are at the same few pairs at the same time. */
function planWishes(dice: Dice, counts: { pairs: number; agents: number }): Wish[][] {
  const wishes: Wish[][] = Array.from({ length: counts.agents }, () => [])
  for (let pair = 0; pair < counts.pairs; pair += 1) {
    const isHot = pair < HOT_PAIRS
    const first = dice.int(0, counts.agents - 1)
    for (let turn = 0; turn < (isHot ? counts.agents : AGENTS_OF_A_PAIR); turn += 1) {
      const partMinor =
        pair % 2 === 0 ? null : dice.int(Math.floor(CAPTURED_MINOR * 0.3), Math.floor(CAPTURED_MINOR * 0.6))
      wishes[(first + turn) % counts.agents]?.push({ pair, side: turn % 2 === 0 ? 0 : 1, partMinor })
    }
  }
  return wishes
}

async function work(agent: Agent, wishes: readonly Wish[]): Promise<void> {
  for (const { pair, side, partMinor } of wishes) {
    if (partMinor === null) await agent.giveWhole(pair, side)
    else await agent.givePart(pair, side, partMinor, TRIES)
  }
}

async function race(options: { pairs: number; agents: number; seed: number }): Promise<RaceResult> {
  const postgres = await startPostgres()
  try {
    const people = agents(options.agents)
    const central = await startCentral({ feed: pairs(options.pairs), people, databaseUrl: postgres.url })
    try {
      const crowd = people.map((account) => new Agent(central.url, account))
      for (const agent of crowd) await agent.signIn()
      const wishes = planWishes(new Dice(options.seed), options)
      const progress = setInterval(() => {
        const count = crowd.reduce((sum, { answers }) => sum + answers.length, 0)
        console.log(`${count} answers`)
      }, 5_000)
      await Promise.all(crowd.map((agent, index) => work(agent, wishes[index] ?? [])))
      clearInterval(progress)
      return await checkRace(
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
  console.log(`Losers without an answer about who was faster and when: ${leftInTheDark} of ${found.losers}.`)
  console.log(JSON.stringify({ ...options, ...found, seconds }))
  process.exitCode = isSound && found.refunds >= options.pairs ? 0 : 1
} catch (error) {
  if (!(error instanceof NoPostgres)) throw error
  console.error(error.message)
  process.exitCode = 1
}
