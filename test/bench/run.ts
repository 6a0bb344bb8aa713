// npm run bench -- queue: measures, and prints the figures as one line of JSON. Ends with 1 when one is not reached.
import process from 'node:process'
import { measureQueue } from './queue.ts'

const [, , name = 'queue'] = process.argv
if (name !== 'queue') {
  console.error(`There is no bench called ${name}. There is: queue.`)
  process.exit(2)
}
const figures = await measureQueue()
const { filling, outage } = figures
const isReached =
  filling.medianMs <= 30 &&
  filling.p95Ms <= 100 &&
  outage.confirmedMs <= 60_000 &&
  outage.refundRequests <= outage.refunds * 1.1
console.log(JSON.stringify(figures))
process.exitCode = isReached ? 0 : 1
