import type { EngineConfig, EngineQuestion, Log } from '../../shared/engine-protocol.ts'
import type { Result, Topic } from '../../shared/model/index.ts'
import { answerChannels } from './answers.ts'
import { createCentralClient } from './central/http/client.ts'
import { createTransport } from './central/http/transport.ts'
import { createSession } from './central/session/session.ts'
import type { Reached } from './domain/reached.ts'
import { watchAudit } from './features/health/audit-chain.ts'
import { createCopyProof } from './features/health/copy-proof.ts'
import { findChangeSince } from './features/refund/balance.ts'
import { createSessionVerbs } from './features/session/session.ts'
import { openStores } from './open-stores.ts'
import type { OutboxPorts } from './outbox/ports.ts'
import { createOutbox } from './outbox/send.ts'
import { settleFromCopy, settleFromFeed } from './outbox/settle.ts'
import { readSyncState } from './store/copy/sync-state.ts'
import { readLastUser, writeLastUser } from './store/desk/settings.ts'
import type { SyncPorts } from './sync/ports.ts'
import { createSync } from './sync/sync.ts'
import { createVerbs } from './verbs.ts'

/** How long the sync's word that the copy is level holds: a long poll and its answer. */
const LEVEL_FOR_MS = 60_000

/** The world as the engine meets it; tests bring their own clock, randomness and network. */
export interface WorldPorts
  extends Pick<SyncPorts, 'clock' | 'random' | 'stopwatch' | 'sleep' | 'giveWay'>,
    Pick<OutboxPorts, 'setTimer' | 'burstPauseMs'> {
  readonly fetch: typeof globalThis.fetch
  readonly newKey: () => string
  readonly log: Log
  /** Told at every named step of a refund's life; a process may be ended there to see what becomes of it. */
  readonly reached: Reached
  /** The screen should ask again for these. */
  readonly changed: (topics: readonly Topic[]) => void
  readonly keepSession: (session: string | null) => Promise<void>
}

/** A desk that works, or one that can only say why it does not. */
export interface OpenedDesk {
  readonly answer: (question: EngineQuestion, argument: unknown) => Promise<Result<unknown>>
  /** The machine woke up, or the network may be back. */
  readonly wake: () => void
  /** Lets what is on its way finish, up to five seconds, and closes the files. */
  readonly stop: () => Promise<void>
}

/**
 * Opens both stores and wires session, sync and outbox to each other and to the channels (answers.ts). When a store cannot be opened the
 * desk answers every question with that failure: nothing is written anywhere, and the screen says what to do.
 */
export function openDesk(config: EngineConfig, keptSession: string | null, world: WorldPorts): OpenedDesk {
  const { clock, log, changed } = world
  const stopping = new AbortController()
  const transportOpened = createTransport({ baseUrl: config.centralUrl, fetch: world.fetch })
  if (!transportOpened.ok) return closedDesk(transportOpened, log)
  const opened = openStores(config, world)
  if (!opened.ok) return closedDesk(opened, log)
  const [transport, { desk, copies }] = [transportOpened.value, opened.value]

  const session = createSession({
    transport,
    clock,
    keepSession: world.keepSession,
    lastUser: { read: () => readLastUser(desk), write: (user) => writeLastUser(desk, user) },
    onChanged: () => changed(['session', 'status', 'queue']),
  })
  const client = createCentralClient({ transport, tokens: session, clock })
  const isCopyLevel = () => {
    const copy = copies.current()
    const syncedAt = copy === null ? null : (readSyncState(copy)?.syncedAt ?? null)
    // A desk that slept does not know it at once: an old word of being level is none. Nor is a copy that is not proved.
    const isRecent = syncedAt !== null && Math.abs(clock() - syncedAt) <= LEVEL_FOR_MS
    return isRecent && sync.isLevel() && copies.isProven()
  }
  const outbox = createOutbox({
    ...world,
    desk,
    client,
    transport,
    session,
    isCopyLevel,
    findChange: (row) => {
      const copy = copies.current()
      return copy === null ? null : findChangeSince(desk, copy, row)
    },
    onChanged: () => {
      // The outbox asks every few seconds whether the central service is back; the sync need not wait longer.
      if (outbox.isOnline() && sync.status().connection === 'offline') sync.wake()
      changed(['queue', 'status', 'copy', 'session'])
    },
  })
  const settled = (result: Result<number>) => {
    if (result.ok && result.value > 0) changed(['queue', 'status', 'copy'])
  }
  const settleAll = () => {
    const copy = copies.current()
    if (copy !== null) settled(settleFromCopy(desk, copy, clock()))
  }
  const sync = createSync(
    { ...world, copies, client },
    {
      onStatus: ({ connection }) => {
        if (connection === 'online' || connection === 'offline') outbox.setOnline(connection === 'online')
        if (isCopyLevel()) outbox.copyIsLevel()
        changed(['status'])
      },
      onChanged: changed,
      onRefunds: (refunds) => settled(settleFromFeed(desk, refunds, clock())),
      onFilled: settleAll,
    },
  )
  const wake = () => {
    sync.wake()
    outbox.wake()
  }

  const view = { desk, copy: copies.current, session, outbox, clock }
  const sessions = createSessionVerbs({ session, desk, tokensKept: config.tokensKept })
  const onQueued = () => {
    changed(['queue', 'status', 'copy'])
    // The click is answered first: the answer says "queued" while that is true.
    void world.giveWay().then(outbox.sendDue)
  }
  const verbs = createVerbs({ ...world, ...view, client, onQueued })
  const auditChain = watchAudit({ ...world, desk, onBroken: () => changed(['status']) })

  const answers = answerChannels({
    ...world,
    ...view,
    ...verbs,
    copies,
    sync,
    auditChain,
    sessions,
    wake,
  })

  const proof = createCopyProof({
    copies,
    sleep: world.sleep,
    signal: stopping.signal,
    log,
    onProven: () => {
      // What the last run had stored of a page but not yet settled from: what is written for ever rests on a proved copy.
      settleAll()
      if (isCopyLevel()) outbox.copyIsLevel()
      changed(['status'])
    },
    onBroken: () => {
      sync.wake()
      changed(['copy', 'status'])
    },
  })

  session.start(keptSession)
  outbox.start()
  sync.start()
  void auditChain.start()
  proof.start()

  return {
    answer: (question, argument) => {
      const answer = answers[question] as (argument: unknown) => Promise<Result<unknown>>
      return proof.guard(question, () => answer(argument))
    },
    wake,
    stop: async () => {
      stopping.abort()
      await Promise.all([sync.stop(), outbox.stop(), auditChain.stop()])
      opened.value.close()
    },
  }
}

function closedDesk(failure: Extract<Result<never>, { ok: false }>, log: Log): OpenedDesk {
  log({
    level: 'error',
    scope: 'store',
    message: 'the desk could not open its files',
    fields: { kind: failure.failure.kind, code: failure.failure.code ?? null },
  })
  return { answer: async () => failure, wake: () => {}, stop: async () => {} }
}
