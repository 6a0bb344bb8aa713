import { createHash } from 'node:crypto'
import { createReadStream, existsSync, mkdirSync, renameSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { CentralClient } from '../../src/main/central/client.ts'
import { readLines } from '../../src/main/central/read-body.ts'
import { done, failed } from '../../src/main/domain/result.ts'
import type { BenchFeed } from './million.ts'

const LINES_PER_WRITE = 2_000

/** The snapshot of a feed as the central service would send it, in a file; made once, kept beside the bench stores. */
export async function keptSnapshot({ name, changes }: BenchFeed): Promise<string> {
  const folder = join(tmpdir(), 'once-bench-stores')
  const file = join(folder, `${name}.ndjson`)
  if (existsSync(file)) return file
  mkdirSync(folder, { recursive: true })
  const lines = await open(`${file}.part`, 'w')
  let count = 0
  for (const _ of changes()) count += 1
  await lines.write(`${JSON.stringify({ epoch: 'bench', cursor: '0', count })}\n`)
  const hash = createHash('sha256')
  let waiting = ''
  let waitingLines = 0
  for (const change of changes()) {
    waiting += `${JSON.stringify(change)}\n`
    waitingLines += 1
    if (waitingLines < LINES_PER_WRITE) continue
    hash.update(waiting)
    await lines.write(waiting)
    waiting = ''
    waitingLines = 0
  }
  hash.update(waiting)
  await lines.write(`${waiting}${JSON.stringify({ end: true, count, sha256: hash.digest('hex') })}\n`)
  await lines.close()
  renameSync(`${file}.part`, file)
  return file
}

/** A client that answers from such a file: what a fill takes without the network's share. */
export function clientOf(file: string): Pick<CentralClient, 'getJson' | 'getLines'> {
  return {
    getJson: async () => failed('central_unreachable', 'network'),
    getLines: async () => done(readLines(createReadStream(file))),
  }
}
