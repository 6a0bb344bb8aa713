import { GATEWAYS } from '../../../shared/model/lists.ts'
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
import { watchGateways } from './gateways.ts'
import type { AttemptPorts, Outbox, OutboxPorts } from './ports.ts'

/** The outbox sends so many writes at the same time, each in one burst. */
const PARALLEL = 8
/** The outbox looks at the clock again after this, however far the next due time is. */
const LONGEST_SLEEP_MS = 60_000
/** An attempt gets its answer within this, or its outcome is not known. */
const ATTEMPT_DEADLINE_MS = 30_000
/** How long the outbox rests after the disk has refused a write. */
const DISK_PAUSE_MS = 5_000
/** How long `stop` waits for answers before it gives the requests up; their outcome is then not known. */
const STOP_WITHIN_MS = 5_000

/** Builds the outbox. It sends nothing before `start`. */
export function createOutbox(ports: OutboxPorts): Outbox {
  const { desk, session, clock, setTimer, log, onChanged } = ports
  /** The writes that are being sent, by key. */
  const underway = new Map<string, Promise<void>>()
  const closing = new AbortController()
  let isRunning = false
  /** Whether a row may be marked as sending that nobody sends: at the start, and after the disk has refused an answer. */
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
      makeOwnersWritesDue()
      onChanged()
    },
  })

  const attemptPorts: AttemptPorts = {
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

  function makeOwnersWritesDue(): void {
    const owner = session.access()?.userId
    if (owner !== undefined) desk.write('recover', () => makeAllDue(desk, owner, clock()))
  }

  function wake(): void {
    makeOwnersWritesDue()
    if (!connection.isOnline()) connection.doubt()
    sendDue()
  }

  function sendDue(): void {
    if (!isRunning) return
    cancelTimer()
    const now = clock()
    // A rest further away than any rest is a clock that was set back.
    if (now < restUntil && restUntil - now <= DISK_PAUSE_MS) {
      sleepUntil(restUntil)
      return
    }
    if (!recover(now)) return
    const ownerId = session.access()?.userId
    if (ownerId === undefined || !connection.isOnline()) return
    const allowances = gateways.allowances()
    const open = GATEWAYS.filter((gateway) => allowances[gateway] === 'all')
    const owned = { ownerId, uncheckedAt: ports.isCopyLevel() ? null : now }
    const sendable = { ...owned, gateways: open, decisions: true }
    for (const row of pickDue(sendable, now, PARALLEL)) start(row, ownerId)
    for (const gateway of GATEWAYS.filter((gateway) => allowances[gateway] === 'one')) {
      const [trial] = pickDue({ ...owned, gateways: [gateway], decisions: false }, now, 1)
      if (trial === undefined) continue
      gateways.beginTrial(gateway)
      start(trial, ownerId, () => gateways.endTrial(gateway))
    }
    // When all places are taken, the next write that ends calls this again.
    if (underway.size < PARALLEL) sleepUntil(nextDue(desk, { ...sendable, busy: [...underway.keys()] }))
  }

  /** The writes to send now: at most `most`, and no more than there are free places. */
  function pickDue(wish: Omit<Sendable, 'busy'>, now: number, most: number): readonly OutboxRow[] {
    const limit = Math.min(most, PARALLEL - underway.size)
    return listDue(desk, { ...wish, busy: [...underway.keys()], now, horizon: now + LONGEST_WAIT_MS, limit })
  }

  /** Makes rows due again that were cut off while they were being sent. False when the disk refused the write. */
  function recover(now: number): boolean {
    if (!mayBeCutOff) return true
    const busy = new Set(underway.keys())
    const recovered = desk.write(
      'recover',
      () =>
        recoverAttempts(desk, busy, now) +
        approvalSteps.recover(desk, busy, now) +
        localDecisionSteps.recover(desk, busy, now),
    )
    mayBeCutOff = !recovered.ok
    if (!recovered.ok) rest()
    else if (recovered.value > 0) {
      log({ level: 'warn', scope: 'outbox', message: 'Attempts were cut off', fields: { count: recovered.value } })
      onChanged()
    }
    return recovered.ok
  }

  function start({ kind, what: key }: OutboxRow, ownerId: string, onDone = () => {}): void {
    const sending = kind === 'refund' ? sendRefund(key, ownerId) : sendDecision(kind, key)
    const ended = sending.then((code) => {
      onDone()
      underway.delete(key)
      afterSending(code)
    })
    underway.set(key, ended)
  }

  /** Sends an intent in a burst; gives the code of the last attempt. */
  async function sendRefund(key: string, ownerId: string): Promise<string | null> {
    const mayGoOn = () => {
      const gateway = findIntent(desk, key)?.gateway
      const isOpen = gateway !== undefined && gateways.isClosed(gateway)
      return isOpen && isRunning && connection.isOnline() && session.access()?.userId === ownerId
    }
    const end = await burst(attemptPorts, key, { pauseMs: ports.burstPauseMs, mayGoOn })
    return typeof end === 'string' ? end : end.code
  }

  /** Sends a decision once; gives the code of its answer. */
  async function sendDecision(kind: keyof typeof attemptDecision, key: string): Promise<string | null> {
    const end = await attemptDecision[kind](attemptPorts, key)
    return typeof end === 'string' ? end : end.problemCode
  }

  function afterSending(code: string | null): void {
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
      await Promise.race([finished, new Promise<void>((resolve) => void setTimer(STOP_WITHIN_MS, resolve))])
      closing.abort()
      await finished
    },
  }
}
