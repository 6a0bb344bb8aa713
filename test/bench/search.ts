import { existsSync } from 'node:fs'
import { performance } from 'node:perf_hooks'
import process from 'node:process'
import { parseArgs } from 'node:util'
import { DATA_FOLDER } from './name-records.ts'
import { findCeiling } from './search-ceiling.ts'
import { type Query, readSearchData, readSearchFiles } from './search-data.ts'
import {
  deskEngine,
  fuseEngine,
  miniSearchEngine,
  type SearchEngine,
  type SearchedPerson,
  trigramEngine,
} from './search-engines.ts'
import { measureScale, type ScaleFigures } from './search-scale.ts'

/**
 * One figure of the search. `peer` is the value of the other engine that finds most, for the same people and queries.
 */
export interface SearchFigure {
  readonly name: string
  readonly value: number
  readonly unit: string
  readonly peer: number | null
  readonly ratio: number | null
}

interface Measured {
  readonly recallAt1: number
  readonly recallAt10: number
  readonly p50Ms: number
  readonly p95Ms: number
}

/** How many queries a slow engine gets, which takes a second for each. They are enough to know its recall. */
const QUERIES_OF_SLOW = 200
const KINDS = [
  { kind: 'name', label: 'search, name', least: { at1: 0.82, at10: 0.93 } },
  { kind: 'last4', label: 'search, name and last four', least: { at1: 0.96, at10: 0.98 } },
] as const
const MOST_P95_MS = 8
const AT_SCALE = { at10: 0.97, p95Ms: 15 }

/**
 * Searches all persons of the public data for the names in FEBRL's corrupted records (dataset3), and again with the
 * last four digits of their identifier, which stands in for the card. With `--docs` and `--queries` it measures only
 * the desk's search, on those files. With `--bookings 10000,100000` it measures stores of these sizes. Returns whether
 * the figures reach their targets.
 */
export async function measureSearch(): Promise<boolean> {
  const { docs, queries, engine, bookings } = parseArgs({
    args: process.argv.slice(3),
    options: {
      docs: { type: 'string' },
      queries: { type: 'string' },
      engine: { type: 'string' },
      bookings: { type: 'string' },
    },
  }).values
  if (bookings !== undefined) return await measureStores(bookings.split(',').map(Number))
  if (docs !== undefined && queries !== undefined) return measureFiles(docs, queries)
  if (!existsSync(DATA_FOLDER)) {
    console.log('The search is not measured: ../shared/data is missing.')
    return true
  }
  const { people, byName, withLast4 } = readSearchData()
  console.error(`${people.length} people, ${byName.length} queries`)
  const makers = [
    deskEngine,
    ...(engine === 'once'
      ? []
      : [
          miniSearchEngine,
          fuseEngine,
          (all: readonly SearchedPerson[]) => trigramEngine(all, 'words'),
          (all: readonly SearchedPerson[]) => trigramEngine(all, 'or'),
        ]),
  ]
  const ceiling = findCeiling(people, byName)
  print('search, name: ceiling of recall@1', ceiling.recallAt1, 'share', null)
  print('search, name: ceiling of recall@10', ceiling.recallAt10, 'share', null)
  const engines = makers.map((make) => make(people))
  const [own, ...peers] = engines
  if (own === undefined) return false
  const reached = KINDS.map(({ kind, label, least }) => {
    const queries = kind === 'name' ? byName : withLast4
    const of = measure(own, queries)
    console.error(tableLine(own.name, kind, of))
    const compared = peers.map((peer) => {
      const same = spread(queries, peer.name === 'Fuse.js' ? QUERIES_OF_SLOW : queries.length)
      const theirs = measure(peer, same)
      const ours = same.length < queries.length ? measure(own, same) : of
      console.error(
        tableLine(peer.name, kind, theirs),
        same.length < queries.length ? `(ours ${ours.recallAt1} ${ours.recallAt10})` : '',
      )
      return { theirs, ours }
    })
    const best = compared.reduce<Measured | null>(
      (a, { theirs }) => (a === null || theirs.recallAt10 > a.recallAt10 ? theirs : a),
      null,
    )
    print(`${label}: recall@1`, of.recallAt1, 'share', best?.recallAt1 ?? null)
    print(`${label}: recall@10`, of.recallAt10, 'share', best?.recallAt10 ?? null)
    print(`${label}: median`, of.p50Ms, 'ms', best?.p50Ms ?? null)
    print(`${label}: p95`, of.p95Ms, 'ms', best?.p95Ms ?? null)
    const isAhead =
      kind === 'last4' ||
      compared.every(({ theirs, ours }) => ours.recallAt1 > theirs.recallAt1 && ours.recallAt10 > theirs.recallAt10)
    return of.recallAt1 >= least.at1 && of.recallAt10 >= least.at10 && of.p95Ms <= MOST_P95_MS && isAhead
  })
  for (const one of engines) one.close()
  return reached.every(Boolean)
}

/**
 * Measures stores of these sizes. For several sizes it also prints the exponent of the growth from the first to the
 * last.
 */
async function measureStores(sizes: readonly number[]): Promise<boolean> {
  const figures: ScaleFigures[] = []
  for (const size of sizes) figures.push(await measureScale(size))
  for (const { bookings, customers, recallAt10, p50Ms, p95Ms } of figures) {
    const label = `search, a slip in each name, ${bookings} bookings, ${customers} customers`
    print(`${label}: recall@10`, recallAt10, 'share', null)
    print(`${label}: median`, p50Ms, 'ms', null)
    print(`${label}: p95`, p95Ms, 'ms', null)
  }
  const [first, last] = [figures[0], figures.at(-1)]
  if (first === undefined || last === undefined) return false
  const isReached = figures.every(({ recallAt10, p95Ms }) => recallAt10 >= AT_SCALE.at10 && p95Ms <= AT_SCALE.p95Ms)
  if (first === last) return isReached
  const exponent = round(Math.log(last.p50Ms / first.p50Ms) / Math.log(last.bookings / first.bookings))
  print(`search, growth from ${first.bookings} to ${last.bookings} bookings`, exponent, 'exponent', null)
  return isReached && exponent < 0.5
}

function measureFiles(docsFile: string, queriesFile: string): boolean {
  const { people, queries } = readSearchFiles(docsFile, queriesFile)
  const engine = deskEngine(people)
  const { recallAt1, recallAt10, p50Ms, p95Ms } = measure(engine, queries)
  engine.close()
  const line = { docs: people.length, queries: queries.length, recall_at_1: recallAt1, recall_at_10: recallAt10 }
  console.log(JSON.stringify({ ...line, p50_ms: p50Ms, p95_ms: p95Ms }))
  return true
}

function measure(engine: SearchEngine, queries: readonly Query[]): Measured {
  const times: number[] = []
  let first = 0
  let among10 = 0
  for (const { text } of queries.slice(0, 20)) engine.find(text)
  for (const { targetId, text } of queries) {
    const startedAt = performance.now()
    const found = engine.find(text)
    times.push(performance.now() - startedAt)
    const at = found.indexOf(targetId)
    if (at === 0) first += 1
    if (at >= 0) among10 += 1
  }
  times.sort((a, b) => a - b)
  const timeAt = (share: number) => round(times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0)
  return {
    recallAt1: round(first / queries.length),
    recallAt10: round(among10 / queries.length),
    p50Ms: timeAt(0.5),
    p95Ms: timeAt(0.95),
  }
}

const spread = (queries: readonly Query[], count: number): Query[] =>
  Array.from({ length: count }, (_, at) => queries[Math.floor((at * queries.length) / count)]).filter(
    (query) => query !== undefined,
  )

const round = (value: number): number => Number(value.toFixed(4))

function print(name: string, value: number, unit: string, peer: number | null): void {
  const figure: SearchFigure = { name, value, unit, peer, ratio: peer === null ? null : round(value / peer) }
  console.log(JSON.stringify(figure))
}

const tableLine = (name: string, kind: string, { recallAt1, recallAt10, p50Ms, p95Ms }: Measured): string =>
  [
    name.padEnd(18),
    kind.padEnd(6),
    recallAt1.toFixed(3),
    recallAt10.toFixed(3),
    p50Ms.toFixed(2),
    p95Ms.toFixed(2),
  ].join('  ')
