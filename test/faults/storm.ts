import { setTimeout as sleep } from 'node:timers/promises'
import type { Dice } from '../central/demo/dice.ts'
import type { DeskHandle } from './desk-handle.ts'
import type { RestartableCentral } from './restartable-central.ts'
import type { Weather } from './weather.ts'

/** The longest duration of the bad weather (real ms). */
const LONGEST_STORM_MS = 120_000
/** The bad weather ends earlier when every key was pressed and this share of the promised refunds is decided. */
const DECIDED = 0.9

/** Everybody who takes part in a round. */
export interface Participants {
  readonly central: RestartableCentral
  readonly weather: Weather
  readonly desks: readonly DeskHandle[]
  readonly dice: Dice
}

/** Plays all faults at once until most refunds are decided, then stops them. */
export async function storm({ central, weather, desks, dice }: Participants): Promise<void> {
  const end = performance.now() + LONGEST_STORM_MS
  const isDone = async () => {
    if (!desks.every((desk) => desk.person.hasPressedAll)) return false
    const [row] = await central.db.query<{ n: number }>(
      "select count(*)::int as n from idempotency_key where state = 'final'",
    )
    const promised = new Set(desks.flatMap((desk) => desk.person.receipts.map(({ key }) => key)))
    return (row?.n ?? 0) >= promised.size * DECIDED
  }
  while (performance.now() < end && !(await isDone())) {
    await playEvent(central, weather, dice)
    await sleep(dice.int(300, 1_500))
  }
  // A press that the end of the storm cuts off has no receipt.
  weather.end()
  central.faults.online()
  for (const desk of desks) desk.spare()
}

/** Plays one random event; its weather is over when the promise resolves. */
async function playEvent(central: RestartableCentral, weather: Weather, dice: Dice): Promise<void> {
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
