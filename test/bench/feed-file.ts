import { createHash } from 'node:crypto'
import { createReadStream, existsSync, mkdirSync, renameSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { CentralClient } from '../../src/main/engine/central/http/client.ts'
import { readLines } from '../../src/main/engine/central/http/read-body.ts'
import { done, failed } from '../../src/shared/result.ts'
import type { BenchFeed } from './million.ts'

const LINES_AT_ONCE = 1_000

/** Yields the lines of a feed's snapshot, 1,000 lines in each array. */
export async function* linesOf({ changes }: BenchFeed): AsyncGenerator<readonly string[]> {
  let count = 0
  for (const _ of changes()) count += 1
  yield [JSON.stringify({ epoch: 'bench', cursor: '0', count })]
  const hash = createHash('sha256')
  let lines: string[] = []
  for (const change of changes()) {
    const line = JSON.stringify(change)
    hash.update(`${line}\n`)
    lines.push(line)
    if (lines.length < LINES_AT_ONCE) continue
    yield lines
    lines = []
  }
  yield [...lines, JSON.stringify({ end: true, count, sha256: hash.digest('hex') })]
}

/**
 * Writes the snapshot's lines into a file once and keeps it beside the bench stores, because creating it takes longer
 * than reading it.
 */
export async function keptSnapshot(feed: BenchFeed): Promise<string> {
  const folder = join(tmpdir(), 'once-bench-stores')
  const file = join(folder, `${feed.name}.ndjson`)
  if (existsSync(file)) return file
  mkdirSync(folder, { recursive: true })
  const part = await open(`${file}.part`, 'w')
  for await (const lines of linesOf(feed)) await part.write(`${lines.join('\n')}\n`)
  await part.close()
  renameSync(`${file}.part`, file)
  return file
}

/** Reads the lines of such a file in the same chunks as the network delivers them. */
export const linesIn = (file: string): AsyncIterable<readonly string[]> =>
  readLines(createReadStream(file, { highWaterMark: 256 * 1_024 }))

/** A client that answers a fill with these lines, so that the bench measures the fill without the network. */
export const clientOf = (lines: AsyncIterable<readonly string[]>): Pick<CentralClient, 'getJson' | 'getLines'> => ({
  getJson: async () => failed('central_unreachable', 'network'),
  getLines: async () => done(lines),
})
