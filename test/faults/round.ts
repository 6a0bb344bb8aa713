import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { setTimeout as sleep } from 'node:timers/promises'
import { Dice } from '../central/demo/dice.ts'
import { DeskHandle } from './desk-handle.ts'
import { fastTime } from './fast-time.ts'
import { checkRound, type RoundOutcome } from './oracle.ts'
import { startRestartableCentral } from './restartable-central.ts'
import { storm } from './storm.ts'
import type { Tally } from './tally.ts'
import { Weather } from './weather.ts'
import { planRound } from './wishes.ts'

/** The campaign's time runs this many times faster than real time. */
const SPEED = 10
/** After the faults all intents must end within ten real minutes, because a busy machine is no fault of a desk. */
const STUCK_AFTER_REAL_MS = 10 * 60_000
const LOOK_EVERY_MS = 200
/** A desk that cannot start any more would be started again for ten minutes, so this many crashes end the round. */
const CRASHES_ENOUGH = 20

/** The outcome of one round, with what the weather did. */
export interface RoundResult extends RoundOutcome {
  readonly receipts: number
  readonly lostAnswers: number
  readonly seconds: number
  /** The seconds from the end of the faults to the end of the last refund. */
  readonly drainSeconds: number
}

/**
 * Plays one round with several desks and one central service with its own history. First the faults come all at once,
 * until every key was pressed and most refunds are decided; then they stop, the rest has ten minutes, and the oracle
 * checks.
 */
export async function playRound(options: {
  seed: number
  refunds: number
  desks: number
  program: string
  tally: Tally
  /** The longest life of a desk process before it is killed (real ms). */
  longestLifeMs: number
}): Promise<RoundResult> {
  const started = performance.now()
  const dice = new Dice(options.seed)
  const time = { realStart: Date.now(), speed: SPEED }
  const plan = planRound(dice, options)
  const folder = mkdtempSync(join(tmpdir(), 'once-campaign-'))
  const clean = () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
  process.once('exit', clean)
  const central = await startRestartableCentral({ ...plan, clock: fastTime(time).clock })
  const weather = new Weather(central.faults, new Dice(options.seed + 1))
  // The last desk is the supervisor's.
  const desks = plan.people.map(({ username }, index) => {
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
    const wishes = plan.wishes.filter(({ desk }) => desk === index)
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
    const outcome = await checkRound({ db: central.db, purchases: plan.purchases, receipts, shown })
    return {
      ...outcome,
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

/** Waits until every desk shows only ended intents and reviews; gives the intents that the screens showed last. */
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
