// npm run bench -- queue | names | inbox | verdict-latency | search | card-guard | fill | filter | start | memory | growth | keystroke: measures, and prints the figures as lines of JSON. Ends with 1 when one is not reached.
import process from 'node:process'
import { Dice } from '../central/demo/dice.ts'
import { measureCardGuard } from '../preload/card-shares.ts'
import { measureInbox } from './inbox.ts'
import { measureNames } from './names.ts'
import { measureQueue } from './queue.ts'
import { measureSearch } from './search.ts'
import { storeBenches } from './store-benches.ts'
import { measureVerdictLatency } from './verdict-latency.ts'

/** Each prints its figures and says whether they are reached. */
const benches: Readonly<Record<string, () => Promise<boolean>>> = {
  queue,
  names,
  inbox,
  'verdict-latency': verdictLatency,
  search: measureSearch,
  'card-guard': cardGuard,
  ...storeBenches,
}

const [, , name = 'queue'] = process.argv
const bench = benches[name]
if (bench === undefined) {
  console.error(`There is no bench called ${name}. There is: ${Object.keys(benches).join(', ')}.`)
  process.exit(2)
}
process.exitCode = (await bench()) ? 0 : 1

async function queue(): Promise<boolean> {
  const figures = await measureQueue()
  const { filling, outage } = figures
  console.log(JSON.stringify(figures))
  return (
    filling.medianMs <= 30 &&
    filling.p95Ms <= 100 &&
    outage.confirmedMs <= 60_000 &&
    outage.refundRequests <= outage.refunds * 1.1
  )
}

async function names(): Promise<boolean> {
  const figures = measureNames()
  if (figures === null) console.log('The names are not measured: ../shared/data is missing.')
  for (const figure of figures ?? []) console.log(JSON.stringify(figure))
  return true
}

async function inbox(): Promise<boolean> {
  const figures = await measureInbox()
  for (const figure of figures) console.log(JSON.stringify(figure))
  return figures.every(({ value }) => value <= 50)
}

async function verdictLatency(): Promise<boolean> {
  const figures = await measureVerdictLatency()
  for (const figure of figures) console.log(JSON.stringify(figure))
  return figures.every(({ value }) => value <= 1_000)
}

async function cardGuard(): Promise<boolean> {
  const seed = Date.now() % 1_000_000
  const shares = measureCardGuard(new Dice(seed), 10_000)
  console.log(`seed ${seed}, 10,000 numbers of each kind`)
  for (const { isReached: _reached, wrong: _wrong, ...figure } of shares) console.log(JSON.stringify(figure))
  return shares.every(({ isReached }) => isReached)
}
