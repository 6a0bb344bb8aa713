import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { BloomFilter, ScalableBloomFilter } from 'bloom-filters'
import { createEntityFilter } from '../../src/main/engine/domain/entity-filter.ts'
import { openDatabase } from '../../src/main/engine/store/sqlite/open.ts'
import { MIGRATIONS } from '../main/engine/sync/rig.ts'
import { type Figure, faster, plain } from './figure.ts'

/** The contract allows the whole filter this share of false positives. */
const ERROR_RATE = 0.001
/** Questions to each candidate. A library filter with its defaults gets fewer, because its answers take minutes. */
const QUESTIONS = 100_000
const QUESTIONS_TO_LIBRARY = 5_000
const ROUNDS = 5
const DIGESTS_AT_ONCE = 20_000
/** The scalable filter takes milliseconds for each key, so more keys would take hours. */
const SCALABLE_KEYS_AT_MOST = 20_000

/** A way to find out whether a digest was added. */
interface Candidate {
  readonly name: string
  readonly add: (digest: Buffer) => void
  readonly has: (digest: Buffer) => boolean
  /** Returns the size in bytes. The bench calls it after all digests were added. */
  readonly bytes: () => number
  readonly questions: number
}

/**
 * Measures the proof of absence for a known digest. It compares the EntityFilter (created by a fill, and grown from
 * nothing) with SQLite's probe of the unique index and with the library's filters and their defaults. The EntityFilter
 * must be ten times faster than the probe, with at most 0.1 % false positives.
 */
export function measureFilter(keys: number): readonly Figure[] {
  const folder = mkdtempSync(join(tmpdir(), 'once-bench-'))
  const opened = openDatabase({ file: join(folder, 'probe.db'), migrationsFolder: MIGRATIONS })
  if (!opened.ok) throw new Error(opened.failure.kind)
  const { sqlite, close } = opened.value
  try {
    const insert = sqlite.prepare('INSERT INTO entity (entity_hash) VALUES (?)')
    const find = sqlite.prepare('SELECT id FROM entity WHERE entity_hash = ?').pluck()
    const index = sqlite.prepare(`SELECT sum(pgsize) FROM dbstat WHERE name = 'entity_entity_hash_unique'`).pluck()
    sqlite.exec('BEGIN')
    const probe = measure(keys, {
      name: 'SQLite probe',
      add: (digest) => void insert.run(digest),
      has: (digest) => find.get(digest) !== undefined,
      bytes: () => {
        sqlite.exec('COMMIT')
        return index.get() as number
      },
      questions: QUESTIONS,
    })
    const others = [entityFilter('EntityFilter', keys), entityFilter('EntityFilter, grown from nothing', 0)]
    const libraryFilters = [plainFilter(keys), ...(keys <= SCALABLE_KEYS_AT_MOST ? [scalableFilter(keys)] : [])]
    const figures = [...others, ...libraryFilters].flatMap((candidate) => {
      const measured = measure(keys, candidate)
      const named = (what: string): string => `${candidate.name}, ${keys} keys, ${what}`
      return [
        faster(named('miss'), measured.missMicros, 'µs', probe.missMicros),
        faster(named('hit'), measured.hitMicros, 'µs', probe.hitMicros),
        faster(named('add'), measured.addMicros, 'µs', probe.addMicros),
        plain(named('false positives'), measured.falsePositives * 100, '%'),
        faster(named('size of a key'), measured.bytes / keys, 'bytes', probe.bytes / keys),
      ]
    })
    return figures
  } finally {
    close()
    rmSync(folder, { recursive: true, force: true })
  }
}

function entityFilter(name: string, expected: number): Candidate {
  const filter = createEntityFilter([], expected)
  const bytes = (): number => filter.layers().reduce((sum, layer) => sum + layer.bytes.byteLength, 0)
  return { name, add: filter.add, has: filter.has, bytes, questions: QUESTIONS }
}

function plainFilter(keys: number): Candidate {
  const filter = BloomFilter.create(keys, ERROR_RATE)
  return libraryFilter('bloom-filters plain', filter, () => filter.size / 8)
}

function scalableFilter(keys: number): Candidate {
  const filter = new ScalableBloomFilter(keys, ERROR_RATE)
  return libraryFilter('bloom-filters scalable', filter, () => filter.capacity() / 8)
}

function libraryFilter(name: string, filter: BloomFilter | ScalableBloomFilter, bytes: () => number): Candidate {
  const add = (digest: Buffer): void => void filter.add(digest)
  return { name, add, has: (digest) => filter.has(digest), bytes, questions: QUESTIONS_TO_LIBRARY }
}

/**
 * Measures microseconds for each question in the best of some rounds, and the share of false positives among digests
 * that were never added.
 */
function measure(keys: number, { add, has, bytes, questions }: Candidate) {
  let addMs = 0
  for (let from = 0; from < keys; from += DIGESTS_AT_ONCE) {
    const some = digestsOf('in', from, Math.min(keys, from + DIGESTS_AT_ONCE))
    addMs += timeOf(() => some.forEach(add))
  }
  const size = bytes()
  const ask = (digests: readonly Buffer[]): { micros: number; share: number } => {
    let found = 0
    const times = Array.from({ length: ROUNDS }, () =>
      timeOf(() => {
        found = 0
        for (const digest of digests) if (has(digest)) found += 1
      }),
    )
    return { micros: (Math.min(...times) * 1_000) / digests.length, share: found / digests.length }
  }
  const hit = ask(digestsOf('in', 0, Math.min(keys, questions)))
  const miss = ask(digestsOf('out', 0, questions))
  if (hit.share < 1) throw new Error('keys were lost')
  const addMicros = (addMs * 1_000) / keys
  return { addMicros, hitMicros: hit.micros, missMicros: miss.micros, falsePositives: miss.share, bytes: size }
}

function timeOf(work: () => void): number {
  const startedAt = performance.now()
  work()
  return performance.now() - startedAt
}

const digestsOf = (name: string, from: number, to: number): Buffer[] =>
  Array.from({ length: to - from }, (_, index) =>
    createHash('sha256')
      .update(`${name} ${from + index}`)
      .digest(),
  )
