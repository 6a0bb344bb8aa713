import { LONGEST_WAIT_MS } from '../domain/backoff.ts'
import { mustBeRechecked } from '../domain/refund/waiting-for.ts'
import { approvalSteps } from '../store/desk/approvals.ts'
import { recoverAttempts } from '../store/desk/intent-steps.ts'
import { findIntent } from '../store/desk/intents.ts'
import { localDecisionSteps } from '../store/desk/local-decisions.ts'
import { listDue, makeAllDue, nextDue, type OutboxRow, type Sendable } from '../store/desk/outbox.ts'
import { attemptDecision } from './attempt-decision.ts'
import { burst } from './burst.ts'
import { watchConnection } from './connection.ts'
import { GATEWAYS, watchGateways } from './gateways.ts'
import type { AttemptPorts, Outbox, OutboxPorts } from './ports.ts'

/** So many intents are carried at once; each by one burst alone. */
const PARALLEL = 8
/** However far the next due time is, the clock is looked at again after this. */
const LONGEST_SLEEP_MS = 60_000
/** One attempt answers within this, or its outcome is not known. */
const ATTEMPT_DEADLINE_MS = 30_000
/** How long to leave a disk alone that would not take a write. */
const DISK_PAUSE_MS = 5_000
/** How long stopping waits for answers that are on their way before it gives them up as not known. */
const STOP_WITHIN_MS = 5_000

/** Builds the outbox; nothing is sent before `start`. */
export function createOutbox(ports: OutboxPorts): Outbox {
  const { desk, session, clock, setTimer, log, onChanged } = ports
  const underway = new Map<string, Promise<void>>()
  const wait = (ms: number) => new Promise<void>((resolve) => void setTimer(ms, resolve))
  const closing = new AbortController()
  let isRunning = false
  /** At the start, and after a disk would not take an answer, something may be marked as under way that nobody carries. */
  let mayBeCutOff = true
  let restUntil = 0
  let cancelTimer = () => {}

  const connection = watchConnection({
    transport: ports.transport,
    setTimer,
    onBack: () => {
      wake()
      onChanged()
    },
    onLost: onChanged,
  })

  const gateways = watchGateways({
    transport: ports.transport,
    clock,
    setTimer,
    isOnline: connection.isOnline,
    onTrial: sendDue,
    onClosed: () => {
      allDue()
      onChanged()
    },
  })

  function allDue(): void {
    const owner = session.access()?.userId
    if (owner !== undefined) desk.write('recover', () => makeAllDue(desk, owner, clock()))
  }

  function wake(): void {
    allDue()
    if (!connection.isOnline()) connection.doubt()
    sendDue()
  }

  function sendDue(): void {
    if (!isRunning) return
    cancelTimer()
    const now = clock()
    if (now < restUntil && restUntil - now <= DISK_PAUSE_MS) {
      sleepUntil(restUntil)
      return
    }
    if (!recover(now)) return
    const ownerId = session.access()?.userId
    if (ownerId === undefined || !connection.isOnline()) return
    const allowances = gateways.allowances()
    const open = GATEWAYS.filter((gateway) => allowances[gateway] === 'all')
    const whose = { ownerId, uncheckedAt: ports.isCopyLevel() ? null : now }
    const ordinary = { ...whose, gateways: open, decisions: true }
    for (const row of pick(ordinary, now, PARALLEL)) start(row, ownerId)
    for (const gateway of GATEWAYS.filter((one) => allowances[one] === 'one')) {
      const [trial] = pick({ ...whose, gateways: [gateway], decisions: false }, now, 1)
      if (trial === undefined) continue
      gateways.tries(gateway)
      start(trial, ownerId, () => gateways.tried(gateway))
    }
    // With every place taken, the next one to come free looks again.
    if (underway.size < PARALLEL) sleepUntil(nextDue(desk, { ...ordinary, busy: [...underway.keys()] }))
  }

  /** What goes now: at most so much, and as far as there are places. */
  function pick(wish: Omit<Sendable, 'busy'>, now: number, most: number): readonly OutboxRow[] {
    const limit = Math.min(most, PARALLEL - underway.size)
    return listDue(desk, { ...wish, busy: [...underway.keys()], now, horizon: now + LONGEST_WAIT_MS, limit })
  }

  /** What was cut off goes on. False when the disk would not have it. */
  function recover(now: number): boolean {
    if (!mayBeCutOff) return true
    const carried = new Set(underway.keys())
    const recovered = desk.write(
      'recover',
      () =>
        recoverAttempts(desk, carried, now) +
        approvalSteps.recover(desk, carried, now) +
        localDecisionSteps.recover(desk, carried, now),
    )
    mayBeCutOff = !recovered.ok
    if (!recovered.ok) rest()
    else if (recovered.value > 0) {
      log({ level: 'warn', scope: 'outbox', message: 'Attempts were cut off', fields: { count: recovered.value } })
      onChanged()
    }
    return recovered.ok
  }

  function start({ kind, what }: OutboxRow, ownerId: string, onDone = () => {}): void {
    underway.set(what, kind === 'refund' ? carry(what, ownerId, onDone) : carryDecision(kind, what))
  }

  async function carry(key: string, ownerId: string, onDone: () => void): Promise<void> {
    const mayGoOn = () => {
      const gateway = findIntent(desk, key)?.gateway
      const isOpen = gateway !== undefined && gateways.isClosed(gateway)
      return isOpen && isRunning && connection.isOnline() && session.access()?.userId === ownerId
    }
    const end = await burst(carrying, key, { pauseMs: ports.burstPauseMs, mayGoOn })
    onDone()
    ended(key, end === 'not_saved' || end === 'not_mine_to_send' ? end : end.code)
  }

  async function carryDecision(kind: keyof typeof attemptDecision, key: string): Promise<void> {
    const end = await attemptDecision[kind](carrying, key)
    ended(key, typeof end === 'string' ? end : end.problemCode)
  }

  function ended(key: string, code: string | null): void {
    underway.delete(key)
    if (code === 'not_saved') {
      mayBeCutOff = true
      rest()
    } else if (code === 'network' || code === 'timeout') connection.doubt()
    sendDue()
  }

  function rest(): void {
    restUntil = clock() + DISK_PAUSE_MS
    sleepUntil(restUntil)
  }

  function sleepUntil(at: number | null): void {
    cancelTimer()
    if (at === null || !isRunning) return
    cancelTimer = setTimer(Math.min(Math.max(at - clock(), 1), LONGEST_SLEEP_MS), sendDue)
  }

  const carrying: AttemptPorts = {
    desk,
    client: ports.client,
    clock,
    random: ports.random,
    log,
    reached: ports.reached,
    findChange: ports.findChange,
    onChanged,
    report: gateways.report,
    signal: closing.signal,
    deadlineMs: ports.attemptDeadlineMs ?? ATTEMPT_DEADLINE_MS,
  }

  return {
    start: () => {
      isRunning = true
      connection.doubt()
      sendDue()
    },
    sendDue,
    wake,
    copyIsLevel: sendDue,
    setOnline: connection.setOnline,
    isOnline: connection.isOnline,
    isPaused: (gateway) => !gateways.isClosed(gateway),
    isHeldBack: (intent) => !ports.isCopyLevel() && mustBeRechecked(intent, clock()),
    stop: async () => {
      isRunning = false
      cancelTimer()
      connection.stop()
      gateways.stop()
      const finished = Promise.all(underway.values())
      await Promise.race([finished, wait(STOP_WITHIN_MS)])
      closing.abort()
      await finished
    },
  }
}
