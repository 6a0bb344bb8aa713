import { setTimeout as sleep } from 'node:timers/promises'
import type { Dice } from '../central/demo/dice.ts'
import type { DeskHandle } from './desk-handle.ts'
import type { StandingCentral } from './standing-central.ts'
import type { Weather } from './weather.ts'

/** Bad weather ends at the latest after this (real ms). */
const LONGEST_STORM_MS = 120_000
/** And as soon as every key was pressed and so large a part of the promised refunds is decided. */
const DECIDED = 0.9

/** All who are on the stage of a round. */
export interface Stage {
  readonly central: StandingCentral
  readonly weather: Weather
  readonly desks: readonly DeskHandle[]
  readonly dice: Dice
}

/** Lets everything go wrong at once, until most refunds are through; then every fault stops. */
export async function storm({ central, weather, desks, dice }: Stage): Promise<void> {
  const end = performance.now() + LONGEST_STORM_MS
  const isThrough = async () => {
    if (!desks.every((desk) => desk.person.hasPressedAll)) return false
    const [row] = await central.db.query<{ n: number }>(
      "select count(*)::int as n from idempotency_key where state = 'final'",
    )
    const promised = new Set(desks.flatMap((desk) => desk.person.receipts.map(({ key }) => key)))
    return (row?.n ?? 0) >= promised.size * DECIDED
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
