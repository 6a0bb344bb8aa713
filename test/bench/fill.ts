import { execFileSync } from 'node:child_process'
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { keptSnapshot } from './feed-file.ts'
import { beside, type Figure, plain } from './figure.ts'
import { dayAfter, plainFeed } from './plain-feed.ts'

const PROCESS = join(import.meta.dirname, 'fill-process.ts')
const MB = 1_000_000

/** What one fill process prints at its end. Times are in milliseconds. */
interface FillResult {
  readonly ms: number
  readonly processorMs: number
  readonly peakBytes: number
  readonly rows: number
  readonly lines: number
  readonly pages: number
  readonly p99Ms: number
  readonly busyP99Ms: number
  readonly longestMs: number
  /** Of a fill: the thread's own processor time from one pause to the next. */
  readonly sliceP99Ms: number
  readonly sliceLongestMs: number
  /** Of a fill: the memory of its process before the fill began. */
  readonly beforeBytes: number
}

/**
 * Compares the whole fill with bare inserts of the same rows into the same tables and indexes, and does the same for a
 * day's changes. The fill may take at most twice as long. Each runs in its own process, one after another.
 *
 * The fill includes everything but the network and the gunzip: it reads the snapshot's lines from a file, parses,
 * checks and hashes each line, stores and judges the items, builds the vocabulary, waits for the disk and verifies the
 * file. The bare inserts get their rows without that work, do not wait for the disk and verify nothing.
 */
export async function measureFill(bookings: number): Promise<readonly Figure[]> {
  const snapshot = await keptSnapshot(plainFeed(bookings))
  const folder = mkdtempSync(join(tmpdir(), 'once-bench-'))
  try {
    const filled = runProcess('fill', snapshot, join(folder, 'filled'))
    const copyFile = join(folder, 'filled', 'copy-bench.db')
    const bare = runProcess('bare', copyFile, folder)
    rmSync(join(folder, 'bare.db'))
    const late = runProcess('bare', copyFile, folder, 'indexes-afterwards')
    rmSync(join(folder, 'bare.db'))
    const [changesFile, beforeFile] = [join(folder, 'day.json'), join(folder, 'before.db')]
    copyFileSync(copyFile, beforeFile)
    writeFileSync(changesFile, JSON.stringify([...dayAfter(bookings, Math.ceil(bookings / 150))]))
    const day = runProcess('day', join(folder, 'filled'), changesFile)
    const bareDay = runProcess('bare-day', beforeFile, copyFile, String(day.pages))
    return [
      beside(`fill of ${bookings} bookings, without the network`, filled.ms / 1_000, 's', bare.ms / 1_000),
      beside('fill, processor time', filled.processorMs / 1_000, 's', bare.processorMs / 1_000),
      beside('fill beside bare inserts with the indexes built afterwards', filled.ms / 1_000, 's', late.ms / 1_000),
      beside('fill, rows a second', bare.rows / (filled.ms / 1_000), '1/s', bare.rows / (bare.ms / 1_000)),
      beside('fill, peak memory of its process', filled.peakBytes / MB, 'MB', bare.peakBytes / MB),
      plain('fill, memory on top of what its process held before', (filled.peakBytes - filled.beforeBytes) / MB, 'MB'),
      plain('fill, how long others wait for the thread, p99', filled.p99Ms, 'ms'),
      plain('fill, how long others wait for the thread, longest', filled.longestMs, 'ms'),
      plain('fill, processor time of a slice, p99', filled.sliceP99Ms, 'ms'),
      plain('fill, processor time of a slice, longest', filled.sliceLongestMs, 'ms'),
      beside(`a day's ${day.lines} changes in ${day.pages} pages`, day.ms / 1_000, 's', bareDay.ms / 1_000),
      beside("a day's changes, peak memory of its process", day.peakBytes / MB, 'MB', bareDay.peakBytes / MB),
      plain("a day's changes, work of a page, p99", day.p99Ms, 'ms'),
      plain("a day's changes, processor time of a page with its commit, p99", day.busyP99Ms, 'ms'),
      plain("a day's changes, work of a page, longest", day.longestMs, 'ms'),
    ]
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Measures the whole fill without a peer: its time, its processor time and its peak memory. */
export async function measureFillAlone(bookings: number): Promise<readonly Figure[]> {
  const snapshot = await keptSnapshot(plainFeed(bookings))
  const folder = mkdtempSync(join(tmpdir(), 'once-bench-'))
  try {
    const filled = runProcess('fill', snapshot, join(folder, 'filled'))
    return [
      plain('fill, time', filled.ms / 1_000, 's'),
      plain('fill, processor time', filled.processorMs / 1_000, 's'),
      plain('fill, peak memory of its process', filled.peakBytes / MB, 'MB'),
    ]
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function runProcess(...parameters: readonly string[]): FillResult {
  const output = execFileSync(process.execPath, [PROCESS, ...parameters], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  return JSON.parse(output) as FillResult
}
