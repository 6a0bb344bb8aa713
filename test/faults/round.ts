import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { setTimeout as sleep } from 'node:timers/promises'
import { Dice } from '../central/demo/dice.ts'
import { DeskHandle } from './desk-handle.ts'
import { fastTime } from './fast-time.ts'
import { judge, type Verdict } from './oracle.ts'
import { startStandingCentral } from './standing-central.ts'
import { storm } from './storm.ts'
import type { Tally } from './tally.ts'
import { Weather } from './weather.ts'
import { dealUniverse } from './wishes.ts'

/** Time goes so many times faster than it does. */
const SPEED = 10
/** After the faults stop, everything has to end within this: ten real minutes, because a busy machine is no fault of a desk. */
const STUCK_AFTER_REAL_MS = 10 * 60_000
const LOOK_EVERY_MS = 200
/** A desk that cannot start any more would be started again for ten minutes. */
const CRASHES_ENOUGH = 20

/** One round's outcome, with what the weather did. */
export interface RoundResult extends Verdict {
  readonly receipts: number
  readonly lostAnswers: number
  readonly seconds: number
  /** From the end of the faults to the end of the last refund. */
  readonly drainSeconds: number
}

/**
 * One round: several desks and one central service with a history of its own. First everything goes wrong at once, until every
 * key was pressed and most refunds are through; then the faults stop, what is left has ten minutes, and the ledger judges.
 */
export async function playRound(options: {
  seed: number
  refunds: number
  desks: number
  program: string
  tally: Tally
  /** How long a desk lives at most before it is killed (real ms). */
  longestLifeMs: number
}): Promise<RoundResult> {
  const started = performance.now()
  const dice = new Dice(options.seed)
  const time = { realStart: Date.now(), speed: SPEED }
  const universe = dealUniverse(dice, options)
  const folder = mkdtempSync(join(tmpdir(), 'once-campaign-'))
  const clean = () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
  process.once('exit', clean)
  const central = await startStandingCentral({ ...universe, clock: fastTime(time).clock })
  const weather = new Weather(central.faults, new Dice(options.seed + 1))
  // The last desk is the supervisor's.
  const desks = universe.people.map(({ username }, index) => {
    const base = join(folder, `desk-${index}`)
    mkdirSync(base)
    const setup = {
      url: central.url,
      folder: join(base, 'store'),
      journalFile: join(base, 'journal', 'refunds.journal'),
      migrationsFolder: join(import.meta.dirname, '../../resources/migrations'),
      username,
      time,
    }
    const wishes = universe.wishes.filter(({ desk }) => desk === index)
    return new DeskHandle({ ...options, setup, index, wishes, dice: new Dice(options.seed + 10 + index) })
  })
  try {
    for (const desk of desks) desk.start()
    await storm({ central, weather, desks, dice })
    const faultsEnded = performance.now()
    const shown = await drain(desks, options.tally)
    const drainSeconds = secondsSince(faultsEnded)
    await Promise.all(desks.map((desk) => desk.stop()))
    const receipts = desks.flatMap((desk) => desk.person.receipts)
    const verdict = await judge({ db: central.db, affairs: universe.affairs, receipts, shown })
    return {
      ...verdict,
      receipts: new Set(receipts.map(({ key }) => key)).size,
      lostAnswers: weather.lostAnswers,
      seconds: secondsSince(started),
      drainSeconds,
    }
  } finally {
    for (const desk of desks) desk.destroy()
    await central.close()
    process.off('exit', clean)
    clean()
  }
}

const secondsSince = (at: number): number => Math.round((performance.now() - at) / 100) / 10

/** Waits until every desk shows nothing but ended and review states; gives what the screens said last. */
async function drain(desks: readonly DeskHandle[], { crashes }: Tally) {
  const end = performance.now() + STUCK_AFTER_REAL_MS
  for (;;) {
    const shown = await Promise.all(desks.map((desk) => desk.look()))
    const promised = desks.map((desk) => new Set(desk.person.receipts.map(({ key }) => key)))
    const isDone = desks.every((desk, index) => {
      const rows = shown[index] ?? []
      const isEnded = rows.every(({ state }) => ['confirmed', 'refused', 'cancelled', 'needs_review'].includes(state))
      const keys = new Set(rows.map(({ key }) => key))
      return desk.person.hasPressedAll && isEnded && [...(promised[index] ?? [])].every((key) => keys.has(key))
    })
    if (isDone || performance.now() > end || crashes.length > CRASHES_ENOUGH) return shown
    await sleep(LOOK_EVERY_MS)
  }
}
