import type { CentralClient } from '../central/client.ts'
import type { Session } from '../central/session.ts'
import type { Transport } from '../central/transport.ts'
import { LONGEST_WAIT_MS } from '../domain/backoff.ts'
import type { Log } from '../engine-protocol.ts'
import { recoverAttempts } from '../store/intents.ts'
import { type Store, writeInOneGo } from '../store/open.ts'
import { listDue, makeAllDue, nextDue } from '../store/outbox.ts'
import { burst } from './burst.ts'
import { type SetTimer, watchConnection } from './connection.ts'

/** So many intents are carried at once; each by one burst alone. */
const PARALLEL = 8
/** However far the next due time is, the clock is looked at again after this. */
const LONGEST_SLEEP_MS = 60_000
/** How long to leave a disk alone that would not take a write. */
const DISK_PAUSE_MS = 5_000
/** How long stopping waits for answers that are on their way before it gives them up as not known. */
const STOP_WITHIN_MS = 5_000

/** Carries what waits in `desk.db` to the central service, whenever there is a network and its owner's token. */
export interface Outbox {
  /** Takes up what an earlier process left behind and begins to send. */
  readonly start: () => void
  /** Something was queued, or somebody signed in: send what is due. */
  readonly sendDue: () => void
  /** The machine woke up, somebody signed in, or the network may be back: everything of theirs is due at once. */
  readonly wake: () => void
  /** The sync found out whether the central service answers. */
  readonly setOnline: (isOnline: boolean) => void
  readonly isOnline: () => boolean
  /** Starts nothing new, waits up to 5 s for what is under way and writes down what came of it; the next start goes on. */
  readonly stop: () => Promise<void>
}

/** Builds the outbox; nothing is sent before `start`. */
export function createOutbox(ports: {
  desk: Store
  client: Pick<CentralClient, 'post'>
  transport: Transport
  session: Pick<Session, 'access'>
  clock: () => number
  /** A number in [0, 1). */
  random: () => number
  setTimer: SetTimer
  log: Log
  /** The queue changed, on disk or in why it waits. */
  onChanged: () => void
  attemptDeadlineMs?: number
}): Outbox {
  const { desk, session, clock, setTimer, log, onChanged } = ports
  const underway = new Map<string, Promise<void>>()
  const wait = (ms: number) => new Promise<void>((resolve) => void setTimer(ms, resolve))
  const closing = new AbortController()
  let isRunning = false
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

  function wake(): void {
    const owner = session.access()?.userId
    if (owner !== undefined) writeInOneGo(desk, () => makeAllDue(desk, owner, clock()))
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
    const horizon = now + LONGEST_WAIT_MS
    const limit = PARALLEL - underway.size
    for (const row of listDue(desk, { ownerId, now, horizon, busy: [...underway.keys()], limit })) {
      underway.set(row.what, carry(row.what, ownerId))
    }
    // With every place taken, the next one to come free looks again.
    if (underway.size < PARALLEL) sleepUntil(nextDue(desk, ownerId, [...underway.keys()]))
  }

  /** What was cut off goes on. False when the disk would not have it. */
  function recover(now: number): boolean {
    const recovered = writeInOneGo(desk, () => recoverAttempts(desk, new Set(underway.keys()), now))
    if (!recovered.ok) rest()
    else if (recovered.value > 0) {
      log({ level: 'warn', scope: 'outbox', message: 'Attempts were cut off', fields: { count: recovered.value } })
      onChanged()
    }
    return recovered.ok
  }

  async function carry(key: string, ownerId: string): Promise<void> {
    const mayGoOn = () => isRunning && connection.isOnline() && session.access()?.userId === ownerId
    const end = await burst({ ...ports, wait, signal: closing.signal }, key, mayGoOn)
    underway.delete(key)
    if (end === 'not_saved') rest()
    else if (end !== 'not_mine_to_send' && (end.code === 'network' || end.code === 'timeout')) connection.doubt()
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
    setOnline: connection.told,
    isOnline: connection.isOnline,
    stop: async () => {
      isRunning = false
      cancelTimer()
      connection.stop()
      const finished = Promise.all(underway.values())
      await Promise.race([finished, wait(STOP_WITHIN_MS)])
      closing.abort()
      await finished
    },
  }
}
