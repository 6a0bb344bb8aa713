import { execFileSync } from 'node:child_process'
import { copyFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import process from 'node:process'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Page } from 'playwright-core'
import { say } from '../../src/shared/text/index.ts'
import { demoPassword } from '../central/session/people.ts'
import { launchDesk } from '../host/launch.ts'
import { startBenchCentral } from './bench-central.ts'
import { keptSnapshot } from './feed-file.ts'
import { type Figure, plain } from './figure.ts'
import { type LoopDelay, type LoopName, type Loops, watchLoops } from './loops.ts'
import { openBenchStore } from './million.ts'
import { namedFeed } from './named-feed.ts'
import { type KeyPaint, readPaints, watchPaints } from './paints.ts'
import { plainFeed } from './plain-feed.ts'
import { typedTexts } from './typed-texts.ts'

const root = join(import.meta.dirname, '../..')
const KEY_EVERY_MS = 1_000 / 8
/** Below this rate the bench has not typed 8 keys a second, and the figures would look too good. */
const SLOWEST_PER_SECOND = 7.5
const IDLE_KEYS = 400
/** A fill of a million bookings would take minutes, and every minute would measure the same. */
const MOST_FILLED = 100_000
/** How long the answer to the last key may still take. */
const SETTLE_MS = 1_000
/** The limit of each figure, idle and during a fill. */
const MOST = { idle: { paintMs: 50, loopMs: 20 }, filling: { paintMs: 80, loopMs: 40 } }

/**
 * Measures the time from a key press to painted results in the built app, on a store of `bookings` bookings of people
 * with real names, at 8 keys a second: first while the desk is idle, then for as long as a fill with charges takes.
 * Only the first time that a text is typed counts, because the screen remembers answers. Prints its progress on stderr.
 */
export async function measureKeystroke(bookings: number): Promise<{ figures: readonly Figure[]; isReached: boolean }> {
  build()
  const feed = namedFeed(bookings)
  const snapshot = await keptSnapshot(plainFeed(Math.min(bookings, MOST_FILLED)))
  const folder = mkdtempSync(join(tmpdir(), 'once-bench-'))
  const central = await startBenchCentral(snapshot)
  const loops = await watchLoops(folder)
  try {
    const copies = await openBenchStore(feed, (where) => console.error(`making a store in ${where}, once`))
    const copyFile = copies.current()?.file ?? ''
    copies.close()
    const userData = join(folder, 'userData')
    mkdirSync(join(userData, 'store'), { recursive: true })
    copyFileSync(copyFile, join(userData, 'store', basename(copyFile)))
    const desk = await launchDesk({
      userData,
      centralUrl: central.url,
      headless: true,
      viewport: { width: 1440, height: 900 },
      imports: [loops.module],
      env: loops.env,
    })
    try {
      const { page } = desk
      await signIn(page)
      const texts = typedTexts(feed, 2_000)
      const idle = await measureWhile(page, loops, texts, (typed) => typed < IDLE_KEYS)
      await page.reload()
      await page.getByText(say('customer.empty.title')).waitFor()
      let isFilling = true
      const startedAt = performance.now()
      const filled = central.refill().then(() => {
        isFilling = false
      })
      const filling = await measureWhile(page, loops, texts.toReversed(), () => isFilling)
      await filled
      console.error(`the fill took ${((performance.now() - startedAt) / 1_000).toFixed(0)} s with somebody typing`)
      return {
        figures: [
          ...figuresOf(`${bookings} bookings, idle`, idle),
          ...figuresOf(`${bookings} bookings, filling`, filling),
        ],
        isReached: isWithin(idle, MOST.idle) && isWithin(filling, MOST.filling),
      }
    } finally {
      await desk.close()
    }
  } finally {
    loops.close()
    await central.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

interface Measured {
  /** The time of each key, the shortest first. */
  readonly times: readonly number[]
  /** The time of each search in the engine, the shortest first. */
  readonly searches: readonly number[]
  readonly superseded: number
  readonly perSecond: number
  readonly seconds: number
  readonly loops: Readonly<Record<LoopName, LoopDelay>>
}

/** Types these texts one after another, each over the last one, for as long as `goesOn` returns true. */
async function measureWhile(
  page: Page,
  loops: Loops,
  texts: readonly string[],
  goesOn: (typed: number) => boolean,
): Promise<Measured> {
  await page.getByRole('combobox', { name: say('search.label') }).focus()
  await watchPaints(page)
  loops.start()
  const startedAt = performance.now()
  let typed = 0
  for (const text of texts) {
    if (!goesOn(typed)) break
    await page.keyboard.press('Control+a')
    for (const key of text) {
      if (!goesOn(typed)) break
      await sleep(Math.max(0, startedAt + typed * KEY_EVERY_MS - performance.now()))
      await page.keyboard.press(key === ' ' ? 'Space' : key)
      typed += 1
    }
  }
  const seconds = (performance.now() - startedAt) / 1_000
  const delays = await loops.stop()
  await sleep(SETTLE_MS)
  const paints = firstTimes(await readPaints(page))
  const slowest = paints.toSorted((a, b) => b.ms - a.ms).slice(0, 10)
  console.error(`${typed} keys, ${paints.length} new texts; slowest:`)
  for (const { text, ms, isSuperseded } of slowest)
    console.error(`  ${ms.toFixed(1)} ms "${text}"${isSuperseded ? ' superseded' : ''}`)
  return {
    times: paints.map(({ ms }) => ms).sort((a, b) => a - b),
    searches: paints.map(({ searchMs }) => searchMs).sort((a, b) => a - b),
    superseded: paints.filter(({ isSuperseded }) => isSuperseded).length,
    perSecond: typed / seconds,
    seconds,
    loops: delays,
  }
}

function firstTimes(paints: readonly KeyPaint[]): readonly KeyPaint[] {
  const typed = new Set<string>()
  return paints.filter(({ text }) => !typed.has(text) && typed.add(text))
}

const figuresOf = (
  when: string,
  { times, searches, superseded, perSecond, seconds, loops }: Measured,
): readonly Figure[] => [
  plain(`key to paint, ${when}, p50`, at(times, 0.5), 'ms'),
  plain(`key to paint, ${when}, p95`, at(times, 0.95), 'ms'),
  plain(`key to paint, ${when}, longest`, at(times, 1), 'ms'),
  plain(`of that the search in the engine, ${when}, p50`, at(searches, 0.5), 'ms'),
  plain(`of that the search in the engine, ${when}, p95`, at(searches, 0.95), 'ms'),
  plain(`keys overtaken by the next one's answer, ${when}`, superseded, `of ${times.length}`),
  plain(`typed, ${when}`, perSecond, 'keys/s'),
  plain(`main's event loop delay, ${when}, p99`, loops.main.p99Ms, 'ms'),
  plain(`main's event loop delay, ${when}, longest`, loops.main.longestMs, 'ms'),
  plain(`engine's event loop delay, ${when}, p99`, loops.engine.p99Ms, 'ms'),
  plain(`engine's longest slice, ${when}`, loops.engine.longestMs, 'ms'),
  plain(`engine ready without a processor, ${when}`, loops.engine.waitedMs / seconds, 'ms of each s'),
]

const isWithin = (
  { times, loops, perSecond }: Measured,
  { paintMs, loopMs }: { paintMs: number; loopMs: number },
): boolean => perSecond >= SLOWEST_PER_SECOND && at(times, 0.95) <= paintMs && loops.main.p99Ms <= loopMs

/** The time that this share of the keys did not exceed. */
const at = (times: readonly number[], share: number): number =>
  times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? Number.NaN

async function signIn(page: Page): Promise<void> {
  await page.getByLabel(say('signIn.username')).waitFor()
  await page.keyboard.type('ana')
  await page.keyboard.press('Tab')
  await page.keyboard.type(demoPassword)
  await page.keyboard.press('Enter')
  await page.getByText(say('customer.empty.title')).waitFor()
}

/** Builds the app, so that the bench types into these sources. */
function build(): void {
  const tool = join(root, 'node_modules/electron-vite/bin/electron-vite.js')
  execFileSync(process.execPath, [tool, 'build', '--logLevel', 'error'], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
  })
}
