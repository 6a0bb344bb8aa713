import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { aBooking, aCharge } from '../central/sample-data.ts'
import type { Account } from '../central/session/people.ts'
import { type Central, startCentral } from '../central/start.ts'
import { type RunningEngine, startEngine } from './running-engine.ts'

/** How many refunds each figure queues one after another, and how many are queued during the outage. */
const QUEUED = 200
const WAITING = 1_000

/** The time from an agent's key press to a durable "queued", in milliseconds, measured in main. */
interface Latency {
  readonly refunds: number
  readonly medianMs: number
  readonly p95Ms: number
}

/**
 * The queue's figures: the latency in an idle desk and during a fill, and the time to confirm all refunds after an
 * outage.
 */
export interface QueueFigures {
  readonly quiet: Latency
  readonly filling: Latency
  readonly outage: { readonly refunds: number; readonly confirmedMs: number; readonly refundRequests: number }
}

/** Measures the real engine in its own process against the reference central service with 20,000 bookings. */
export async function measureQueue(): Promise<QueueFigures> {
  const central = await startCentral({ feed: 'demo', people: [someone] })
  const folder = mkdtempSync(join(tmpdir(), 'once-bench-'))
  const bookingIds = await createBookings(central, WAITING + 2 * QUEUED)
  const engine = await startEngine(folder, central.url)
  try {
    await engine.ask('session.signIn', { username: someone.username, password: 'once-demo' })
    const statusIs = async (
      isWanted: (status: { fill: unknown; connection: string; syncedAt: number | null }) => boolean,
    ) => {
      for (;;) {
        const status = await engine.ask('status.get', {})
        if (status.ok && isWanted(status.value)) return
        await sleep(10)
      }
    }
    await statusIs(({ fill, syncedAt }) => fill === null && syncedAt !== null)
    const quiet = await timeQueueing(engine, bookingIds.splice(0, QUEUED), async () => true)

    await central.act.rebuildEpoch('gone')
    await statusIs(({ fill }) => fill !== null)
    const isFilling = async () => {
      const status = await engine.ask('status.get', {})
      return status.ok && status.value.fill !== null
    }
    const filling = await timeQueueing(engine, bookingIds.splice(0, QUEUED), isFilling)
    await statusIs(({ fill, connection }) => fill === null && connection === 'online')

    central.faults.offline()
    await statusIs(({ connection }) => connection === 'offline')
    for (const bookingId of bookingIds) await queueRefund(engine, bookingId)
    const countRequests = () =>
      central.faults.seen.filter(({ method, path }) => method === 'POST' && path === '/v1/refunds').length
    const before = countRequests()
    const startedAt = performance.now()
    central.faults.online()
    for (;;) {
      const status = await engine.ask('status.get', {})
      if (status.ok && status.value.queued === 0) break
      await sleep(50)
    }
    const confirmedMs = Math.round(performance.now() - startedAt)
    return {
      quiet,
      filling,
      outage: { refunds: bookingIds.length, confirmedMs, refundRequests: countRequests() - before },
    }
  } finally {
    engine.kill()
    await central.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

const someone: Account = {
  id: 'u_bench',
  username: 'bench',
  name: 'Bench',
  role: 'agent',
  refund_limit: [{ amount_minor: 1_000_000, currency: 'GBP' }],
  locale: 'en',
}

/** Creates travellers with one charge each on different flights, so that no two bookings look alike. */
async function createBookings(central: Central, count: number): Promise<string[]> {
  const ids: string[] = []
  for (let index = 0; index < count; index += 1) {
    const traveller = {
      given_name: 'Bench',
      surname: `Number${index}`,
      email: `bench.${index}@example.org`,
      phone: null,
    }
    const flight = { ...aBooking().flight, number: `EI${1_000 + index}` }
    const id = await central.act.postBooking(aBooking({ traveller, flight }))
    await central.act.postCharge(aCharge(id))
    ids.push(id)
  }
  return ids
}

/** Queues the refunds one after another, at moments that do not depend on the engine's work. */
async function timeQueueing(
  engine: RunningEngine,
  bookingIds: readonly string[],
  mayGoOn: () => Promise<boolean>,
): Promise<Latency> {
  const times: number[] = []
  for (const bookingId of bookingIds) {
    if (!(await mayGoOn())) break
    times.push(await queueRefund(engine, bookingId))
  }
  times.sort((a, b) => a - b)
  const at = (share: number) => Number((times[Math.floor(times.length * share)] ?? Number.NaN).toFixed(1))
  return { refunds: times.length, medianMs: at(0.5), p95Ms: at(0.95) }
}

/**
 * Opens the refund panel of a traveller's charge and submits it. Returns the milliseconds from the key press to
 * "queued".
 */
async function queueRefund(engine: RunningEngine, bookingId: string): Promise<number> {
  const customer = await engine.ask('customer.get', { bookingId })
  const charge = customer.ok ? customer.value.bookings[0]?.charges[0] : undefined
  if (charge === undefined) throw new Error(`the copy does not hold ${bookingId}`)
  const opened = await engine.ask('draft.open', { chargeId: charge.id })
  if (!opened.ok) throw new Error(opened.failure.kind)
  await sleep(Math.random() * 20)
  const pressedAt = performance.now()
  const queued = await engine.ask('refund.submit', {
    key: opened.value.draft.key,
    amountMinor: charge.amountMinor,
    reason: 'goodwill',
    keepChargeId: null,
    note: '',
    expectedRefundedMinor: charge.refundedMinor,
  })
  if (!queued.ok) throw new Error(queued.failure.kind)
  return performance.now() - pressedAt
}
