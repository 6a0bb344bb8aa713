import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { aCharge, postPurchase } from '../central/sample-data.ts'
import { startCentral } from '../central/start.ts'
import { startEngine } from './running-engine.ts'

/** How many charges get a duplicate, one after another. */
const TIMES = 50

/** A figure as the benches print it. */
export interface LatencyFigure {
  readonly name: string
  readonly value: number
  readonly unit: 'ms'
  readonly peer: null
  readonly ratio: null
}

/**
 * Measures the time from the moment when the central service begins to commit a charge's duplicate to the answer that
 * holds the verdict. In that time the engine, in its own process, receives the charge, judges it, reports the change
 * and answers a question. It runs against the reference central service with its demo bookings.
 */
export async function measureVerdictLatency(): Promise<readonly LatencyFigure[]> {
  const central = await startCentral({ feed: 'demo' })
  const folder = mkdtempSync(join(tmpdir(), 'once-bench-'))
  const engine = await startEngine(folder, central.url)
  try {
    await engine.ask('session.signIn', { username: 'ana', password: 'once-demo' })
    const singles = []
    for (let index = 0; index < TIMES; index += 1) singles.push(await postPurchase(central))
    const isStored = async (bookingId: string): Promise<boolean> => (await engine.ask('customer.get', { bookingId })).ok
    while (!(await isStored(singles.at(-1)?.bookingId ?? ''))) await sleep(50)
    const times: number[] = []
    for (const { bookingId } of singles) {
      // At a moment that does not depend on the engine's work.
      await sleep(100 + Math.random() * 200)
      let changed = engine.copyChanged()
      const startedAt = performance.now()
      await central.act.postCharge(aCharge(bookingId))
      for (;;) {
        await changed
        changed = engine.copyChanged()
        const customer = await engine.ask('customer.get', { bookingId })
        const isJudged =
          customer.ok &&
          customer.value.groups.some(
            ({ verdict, chargeIds }) =>
              verdict === 'duplicate' &&
              customer.value.bookings.some(
                ({ id, charges }) => id === bookingId && charges.some((one) => chargeIds.includes(one.id)),
              ),
          )
        if (isJudged) break
      }
      times.push(performance.now() - startedAt)
    }
    times.sort((a, b) => a - b)
    const figure = (name: string, share: number): LatencyFigure => ({
      name,
      value: Number((times[Math.floor(times.length * share)] ?? Number.NaN).toFixed(1)),
      unit: 'ms',
      peer: null,
      ratio: null,
    })
    return [figure('verdict latency, median', 0.5), figure('verdict latency, p95', 0.95)]
  } finally {
    engine.kill()
    await central.close()
    rmSync(folder, { recursive: true, force: true })
  }
}
