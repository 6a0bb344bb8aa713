import { closeSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'
import { setImmediate as giveWay, setTimeout as sleep } from 'node:timers/promises'
import type { ReachedStep } from '../../src/main/engine/domain/reached.ts'
import { type OpenedDesk, openDesk } from '../../src/main/engine/open-desk.ts'
import type { LogRecord } from '../../src/shared/engine-protocol.ts'
import type {
  ApprovalView,
  CustomerView,
  DeskStatus,
  IntentView,
  QueueView,
  RefundDesk,
  Result,
} from '../../src/shared/model/index.ts'
import { Dice } from '../central/demo/dice.ts'
import { demoPassword } from '../central/session/people.ts'
import type { DeskMessage, DeskSetup, Order, ShownIntent } from './desk-orders.ts'
import { fastTime } from './fast-time.ts'
import { bookingOf, type Wish } from './wishes.ts'

// A whole desk without windows, which the campaign starts and kills: `node desk-process.ts SETUP`, bundled.

const setup = JSON.parse(process.argv[2] ?? '') as DeskSetup
const post = (message: DeskMessage): void => void process.send?.(message)
const die = (): never => process.kill(process.pid, 'SIGKILL') as never
const sessionFile = join(setup.folder, '..', `${setup.username}.session`)

const counts = new Map<string, number>()
/** Called at the named steps of the engine; the process kills itself at the step of `dieAt`. */
function reached(step: ReachedStep): void {
  const count = (counts.get(step) ?? 0) + 1
  counts.set(step, count)
  if (setup.dieAt?.step === step && setup.dieAt.nth === count) die()
}

/** Shortens a long poll by the speed of the campaign's time. */
const fasterFetch: typeof fetch = (url, options) =>
  fetch(
    String(url).replace(/wait=(\d+)/, (_, seconds) => `wait=${Math.ceil(Number(seconds) / setup.time.speed)}`),
    options,
  )

/** Stores the session as the token vault does: it is durable before the promise resolves. */
async function keepSession(session: string | null): Promise<void> {
  const fresh = `${sessionFile}.new`
  const file = openSync(fresh, 'w', 0o600)
  writeSync(file, session ?? '')
  fsyncSync(file)
  closeSync(file)
  renameSync(fresh, sessionFile)
}

function readSession(): string | null {
  try {
    return readFileSync(sessionFile, 'utf8') || null
  } catch {
    return null
  }
}

const dice = new Dice(setup.seed)
const config = {
  storeFolder: setup.folder,
  journalFile: setup.journalFile,
  migrationsFolder: setup.migrationsFolder,
  centralUrl: setup.url,
  release: 'campaign',
  tokensKept: 'safe_storage',
} as const
const ports = {
  ...fastTime(setup.time, setup.shiftMs),
  fetch: fasterFetch,
  random: () => dice.fraction(),
  stopwatch: () => performance.now(),
  newKey: () => crypto.randomUUID(),
  giveWay: () => giveWay(),
  changed: () => {},
  keepSession,
  reached,
  log: ({ level, scope, message, fields, error }: LogRecord) => {
    if (level === 'error') post({ type: 'log', line: `${scope}: ${message} ${JSON.stringify(fields)} ${error ?? ''}` })
  },
}
const desk: OpenedDesk = openDesk(config, readSession(), ports)
const ask = <T>(question: Parameters<OpenedDesk['answer']>[0], argument: unknown): Promise<Result<T>> =>
  desk.answer(question, argument) as Promise<Result<T>>

/** Signs in when the stored session is not enough, reports when keys may be pressed, and works as a person would. */
async function work(): Promise<void> {
  let isReady = false
  for (;;) {
    const status = await ask<DeskStatus>('status.get', {})
    if (status.ok && status.value.connection === 'signed_out') {
      await ask('session.signIn', { username: setup.username, password: demoPassword })
    }
    if (!isReady && status.ok && status.value.charges > 0) {
      isReady = true
      post({ type: 'ready' })
    }
    await sleep(100)
    await decideAll()
    if (dice.chance(0.2)) await acknowledgeRefused()
  }
}

/** Acknowledges refused refunds, as a person does sooner or later. */
async function acknowledgeRefused(): Promise<void> {
  const queue = await ask<QueueView>('queue.list', { dayStart: 0, dayEnd: Number.MAX_SAFE_INTEGER })
  const refused = queue.ok ? queue.value.waiting.filter(({ state }) => state === 'refused') : []
  for (const { key } of refused.slice(0, 3)) await ask('refund.acknowledge', { key })
}

/** Decides the approvals on a supervisor's screen; most are approved. */
async function decideAll(): Promise<void> {
  const list = await ask<readonly ApprovalView[]>('approval.list', {})
  if (!list.ok) return
  for (const { refund, mayNotDecide, decision } of list.value) {
    if (mayNotDecide !== null || decision?.state === 'queued') continue
    const verdict = dice.chance(0.8) ? 'approve' : 'reject'
    await ask('approval.decide', { refundId: refund.id, decision: verdict, note: 'looked at' })
  }
}

/** Plays an impatient person: opens the draft, submits it many times at once, and opens it again. */
async function press(wish: Wish): Promise<'receipt' | 'nothing_to_do' | 'again'> {
  const customer = await ask<CustomerView>('customer.get', { bookingId: bookingOf(wish.chargeId) })
  if (!customer.ok) return 'again'
  const charges = customer.value.bookings.flatMap((booking) => booking.charges)
  const charge = charges.find(({ id }) => id === wish.chargeId)
  const opened = await ask<RefundDesk>('draft.open', { chargeId: wish.chargeId })
  if (!opened.ok || charge === undefined) return 'again'
  if (opened.value.live !== null) {
    post({ type: 'receipt', wishId: wish.id, key: opened.value.live.key })
    return 'receipt'
  }
  if (charge.leftMinor < wish.amountMinor) return 'nothing_to_do'
  const submission = {
    key: opened.value.draft.key,
    keepChargeId: wish.keepChargeId,
    amountMinor: wish.amountMinor,
    reason: wish.keepChargeId === null ? 'goodwill' : 'duplicate',
    note: 'charged twice',
    expectedRefundedMinor: charge.refundedMinor,
  }
  const pressOnce = async () => {
    const queued = await ask<IntentView>('refund.submit', submission)
    if (queued.ok) post({ type: 'receipt', wishId: wish.id, key: queued.value.key })
    return queued
  }
  const all = await Promise.all(Array.from({ length: wish.presses }, pressOnce))
  await ask('draft.open', { chargeId: wish.chargeId })
  if (all.some(({ ok }) => ok)) return 'receipt'
  const kinds = all.flatMap((queued) => (queued.ok ? [] : [queued.failure.kind]))
  return kinds.some((kind) => ['above_left', 'keeps_nothing', 'not_refundable'].includes(kind))
    ? 'nothing_to_do'
    : 'again'
}

async function look(): Promise<readonly ShownIntent[]> {
  const queue = await ask<QueueView>('queue.list', { dayStart: 0, dayEnd: Number.MAX_SAFE_INTEGER })
  if (!queue.ok) return []
  const all = new Map([...queue.value.waiting, ...queue.value.today].map((intent) => [intent.key, intent]))
  return [...all.values()].map(({ key, chargeId, state, centralState, attempts, problemCode }) => {
    return { key, chargeId, state, centralState, attempts, problemCode }
  })
}

process.on('message', async (order: Order) => {
  if (order.type === 'press') post({ type: 'pressed', wishId: order.wish.id, outcome: await press(order.wish) })
  else if (order.type === 'look') post({ type: 'shown', intents: await look() })
  else if (order.type === 'wake') desk.wake()
  else {
    await desk.stop()
    process.exit(0)
  }
})
process.on('disconnect', die)
void work()
