import type { EngineConfig, EngineQuestion, Log } from '../../shared/engine-protocol.ts'
import type { Result } from '../../shared/model/index.ts'
import { answerChannels } from './answers.ts'
import { createCentralClient } from './central/http/client.ts'
import { createTransport } from './central/http/transport.ts'
import { createSession } from './central/session/session.ts'
import { watchAudit } from './features/health/audit-chain.ts'
import { createCopyProof } from './features/health/copy-proof.ts'
import { findChangeSince } from './features/refund/balance.ts'
import { createSessionVerbs } from './features/session/session.ts'
import { openStores } from './open-stores.ts'
import { createOutbox } from './outbox/send.ts'
import { settleFromCopy, settleFromFeed } from './outbox/settle.ts'
import { readLastUser, writeLastUser } from './store/desk/settings.ts'
import { createSync } from './sync/sync.ts'
import { createVerbs } from './verbs.ts'
import type { WorldPorts } from './world.ts'

/** A desk that works, or one that only says why it does not. */
export interface OpenedDesk {
  readonly answer: (question: EngineQuestion, argument: unknown) => Promise<Result<unknown>>
  /** The machine woke up, or the network may be back. */
  readonly wake: () => void
  /** Lets requests that are under way finish, up to five seconds, and closes the files. */
  readonly stop: () => Promise<void>
}

/**
 * Opens both stores and connects session, sync, outbox and features with each other and with the channels (answers.ts). When a
 * store cannot be opened, the desk writes nothing and answers every question with that failure.
 */
export function openDesk(config: EngineConfig, keptSession: string | null, world: WorldPorts): OpenedDesk {
  const { clock, random, stopwatch, setTimer, sleep, giveWay, log, reached, changed } = world
  const stopping = new AbortController()
  const transportOpened = createTransport({ baseUrl: config.centralUrl, fetch: world.fetch })
  if (!transportOpened.ok) return closedDesk(transportOpened, log)
  const storesOpened = openStores(config, { clock, log, reached })
  if (!storesOpened.ok) return closedDesk(storesOpened, log)
  const [transport, { desk, copies }] = [transportOpened.value, storesOpened.value]
  const copy = copies.current

  const session = createSession({
    transport,
    clock,
    keepSession: world.keepSession,
    lastUser: { read: () => readLastUser(desk), write: (user) => writeLastUser(desk, user) },
    onChanged: () => changed(['session', 'status', 'queue']),
  })
  const client = createCentralClient({ transport, tokens: session, clock })
  const outbox = createOutbox({
    desk,
    client,
    transport,
    session,
    clock,
    random,
    setTimer,
    burstPauseMs: world.burstPauseMs,
    log,
    reached,
    isCopyLevel: () => sync.isLevel(),
    findChange: (row) => {
      const current = copy()
      return current === null ? null : findChangeSince(desk, current, row)
    },
    onChanged: () => {
      // The outbox asks every few seconds whether the central service is back, so the sync need not wait longer.
      if (outbox.isOnline() && sync.status().connection === 'offline') sync.wake()
      changed(['queue', 'status', 'copy', 'session'])
    },
  })

  const onSettled = (settled: Result<number>) => {
    if (settled.ok && settled.value > 0) changed(['queue', 'status', 'copy'])
  }
  const settleAll = () => {
    const current = copy()
    if (current !== null) onSettled(settleFromCopy(desk, current, clock()))
  }
  const sync = createSync(
    { copies, client, clock, random, stopwatch, sleep, giveWay, log },
    {
      onStatus: ({ connection }) => {
        if (connection === 'online' || connection === 'offline') outbox.setOnline(connection === 'online')
        if (sync.isLevel()) outbox.copyIsLevel()
        changed(['status'])
      },
      onChanged: changed,
      onRefunds: (refunds) => onSettled(settleFromFeed(desk, refunds, clock())),
      onFilled: settleAll,
    },
  )
  const wake = () => {
    sync.wake()
    outbox.wake()
  }

  const onQueued = () => {
    changed(['queue', 'status', 'copy'])
    // The click is answered first: the answer says "queued" while that is true.
    void giveWay().then(outbox.sendDue)
  }
  const verbs = createVerbs({ desk, copy, session, outbox, client, clock, newKey: world.newKey, giveWay, onQueued })
  const sessions = createSessionVerbs({ session, desk, tokensKept: config.tokensKept })
  const auditChain = watchAudit({ desk, giveWay, log, onBroken: () => changed(['status']) })
  const view = { desk, copy, session, outbox, clock }
  const answers = answerChannels({ view, verbs, copies, sync, auditChain, sessions, wake, stopwatch })

  const proof = createCopyProof({
    copies,
    sleep,
    signal: stopping.signal,
    log,
    onProven: () => {
      // The last run may have stored a page and not yet settled from it. Settling writes for ever, so it waits for the proof.
      settleAll()
      if (sync.isLevel()) outbox.copyIsLevel()
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
      storesOpened.value.close()
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
