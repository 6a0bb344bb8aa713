import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { Dice } from '../central/demo/dice.ts'
import { DeskHandle, type Tally } from './desk-handle.ts'
import { fastTime } from './fast-time.ts'
import { judge, type Verdict } from './judge.ts'
import { type StandingCentral, startStandingCentral } from './standing-central.ts'
import { Weather } from './weather.ts'
import { dealUniverse } from './wishes.ts'

/** Time goes so many times faster than it does. */
const SPEED = 10
/** After the faults stop, everything has to end within this: ten real minutes, because a busy machine is no fault of a desk. */
const STUCK_AFTER_REAL_MS = 10 * 60_000
/** A round's bad weather ends at the latest after this (real ms). */
const LONGEST_STORM_MS = 120_000
const LOOK_EVERY_MS = 200

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
    const shown = await drain(desks)
    const drainSeconds = secondsSince(faultsEnded)
    await Promise.all(desks.map((desk) => desk.stop()))
    const receipts = desks.flatMap((desk) => desk.receipts)
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
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
  }
}

const secondsSince = (at: number): number => Math.round((performance.now() - at) / 100) / 10

interface Stage {
  readonly central: StandingCentral
  readonly weather: Weather
  readonly desks: readonly DeskHandle[]
  readonly dice: Dice
}

async function storm({ central, weather, desks, dice }: Stage): Promise<void> {
  const end = performance.now() + LONGEST_STORM_MS
  const isThrough = async () => {
    if (!desks.every((desk) => desk.hasPressedAll)) return false
    const [row] = await central.db.query<{ n: number }>(
      "select count(*)::int as n from idempotency_key where state = 'final'",
    )
    const promised = new Set(desks.flatMap((desk) => desk.receipts.map(({ key }) => key)))
    return (row?.n ?? 0) >= promised.size * 0.9
  }
  while (performance.now() < end && !(await isThrough())) {
    await happen(central, weather, dice)
    await sleep(dice.int(300, 1_500))
  }
  // Presses that the end of the storm cuts short are nobody's receipt.
  weather.end()
  central.faults.online()
  for (const desk of desks) desk.spare()
}

/** One thing after another; what weather it brings has passed when this returns. */
async function happen(central: StandingCentral, weather: Weather, dice: Dice): Promise<void> {
  switch (dice.pick(['calm', 'calm', 'calm', 'busy', 'broken', 'outage', 'restart', 'paid', 'failed'])) {
    case 'busy':
    case 'broken':
      weather.climate = dice.pick(['busy', 'broken'])
      await sleep(dice.int(200, 1_000))
      weather.climate = 'ordinary'
      return
    case 'outage':
      central.faults.offline()
      await sleep(dice.int(100, 1_000))
      central.faults.online()
      return
    case 'restart':
      await central.stop()
      await sleep(dice.int(0, 300))
      await central.start()
      return
    case 'paid':
      await central.act.settleRefunds()
      return
    case 'failed': {
      const pending = "select id from refund where state = 'pending' order by id limit 1"
      const [row] = await central.db.query<{ id: string }>(pending)
      if (row !== undefined && dice.chance(0.5)) await central.act.failRefund(row.id)
    }
  }
}

/** Waits until every desk shows nothing but ended and review states; gives what the screens said last. */
async function drain(desks: readonly DeskHandle[]) {
  const end = performance.now() + STUCK_AFTER_REAL_MS
  for (;;) {
    const shown = await Promise.all(desks.map((desk) => desk.look()))
    const promised = desks.map((desk) => new Set(desk.receipts.map(({ key }) => key)))
    const isDone = desks.every((desk, index) => {
      const rows = shown[index] ?? []
      const isEnded = rows.every(({ state }) => ['confirmed', 'refused', 'cancelled', 'needs_review'].includes(state))
      const keys = new Set(rows.map(({ key }) => key))
      return desk.hasPressedAll && isEnded && [...(promised[index] ?? [])].every((key) => keys.has(key))
    })
    if (isDone || performance.now() > end) return shown
    await sleep(LOOK_EVERY_MS)
  }
}
