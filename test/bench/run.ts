// Usage: npm run bench -- queue | names | inbox | verdict-latency | search | card-guard | fill | filter | start |
// memory | size | growth | keystroke Prints a table and one line of JSON for each figure, and ends with 1 when a figure
// misses its target. Without a name it runs all benches, one after another.
import process from 'node:process'
import { Dice } from '../central/demo/dice.ts'
import { measureCardGuard } from '../shared/card-guard/card-shares.ts'
import { runEach } from './each.ts'
import { plain, printFigures } from './figure.ts'
import { measureInbox } from './inbox.ts'
import { measureNames } from './names.ts'
import { measureQueue } from './queue.ts'
import { measureSearch } from './search.ts'
import { storeBenches } from './store-benches.ts'
import { measureVerdictLatency } from './verdict-latency.ts'

/** Each bench prints its figures and returns whether they reach their targets. */
const benches: Readonly<Record<string, () => Promise<boolean>>> = {
  search: measureSearch,
  'card-guard': cardGuard,
  names,
  ...storeBenches,
  inbox,
  queue,
  'verdict-latency': verdictLatency,
}

const [, , name] = process.argv
/** All benches. Search runs twice: among all persons of the public data, and in a store of a million bookings. */
const all = [['search', '--bookings', '1000000'], ...Object.keys(benches).map((one) => [one])]
const bench = name === undefined ? () => runEach(import.meta.filename, all) : benches[name]
if (bench === undefined) {
  console.error(`There is no bench called ${name}. There is: ${Object.keys(benches).join(', ')}.`)
  process.exit(2)
}
process.exitCode = (await bench()) ? 0 : 1

async function queue(): Promise<boolean> {
  const { quiet, filling, outage } = await measureQueue()
  printFigures([
    plain('a refund durably queued, median', quiet.medianMs, 'ms'),
    plain('a refund durably queued, p95', quiet.p95Ms, 'ms'),
    plain('a refund durably queued during a fill, median', filling.medianMs, 'ms'),
    plain('a refund durably queued during a fill, p95', filling.p95Ms, 'ms'),
    plain(`${outage.refunds} refunds after an outage, until all are confirmed`, outage.confirmedMs, 'ms'),
    plain('the same, requests for each refund', outage.refundRequests / outage.refunds, '1'),
  ])
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
  else printFigures(figures)
  return true
}

async function inbox(): Promise<boolean> {
  const figures = await measureInbox()
  printFigures(figures)
  return figures.every(({ value }) => value <= 50)
}

async function verdictLatency(): Promise<boolean> {
  const figures = await measureVerdictLatency()
  printFigures(figures)
  return figures.every(({ value }) => value <= 1_000)
}

async function cardGuard(): Promise<boolean> {
  const seed = Date.now() % 1_000_000
  const shares = measureCardGuard(new Dice(seed), 10_000)
  console.log(`seed ${seed}, 10,000 numbers of each kind`)
  printFigures(shares.map(({ name, value, unit, peer, ratio }) => ({ name, value, unit, peer, ratio })))
  return shares.every(({ isReached }) => isReached)
}
