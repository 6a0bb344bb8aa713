import type { Asks, ChannelsOf } from '../../preload/contract.ts'
import type { Result, Topic, User } from '../../preload/model.ts'
import { createCentralClient } from '../central/client.ts'
import { createSession } from '../central/session.ts'
import { createTransport } from '../central/transport.ts'
import type { Reached } from '../domain/reached.ts'
import { done, failed } from '../domain/result.ts'
import type { EngineConfig, EngineQuestion, Log, ShellQuestions } from '../engine-protocol.ts'
import type { SetTimer } from '../outbox/connection.ts'
import { createOutbox } from '../outbox/send.ts'
import { settleFromCopy, settleFromFeed } from '../outbox/settle.ts'
import { listQuarantine } from '../store/quarantine.ts'
import { readLastUser, writeLastUser } from '../store/settings.ts'
import { readSyncState } from '../store/sync-state.ts'
import type { SyncPorts } from '../sync/ports.ts'
import { createSync } from '../sync/sync.ts'
import { createApprovalVerbs } from './approvals.ts'
import { watchAudit } from './audit-chain.ts'
import { readCustomer } from './customer.ts'
import { openStores } from './open-stores.ts'
import { countQueue, listIntentsOfCharges, listQueue } from './queue.ts'
import { createRefundVerbs } from './refund.ts'
import { writeReport } from './report.ts'
import { revealToAgent } from './reveal-contact.ts'
import { createReviewVerbs } from './review.ts'
import { searchPeople } from './search.ts'
import { createSessionVerbs } from './session.ts'
import { findChangeSince } from './standing.ts'
import { readStatus } from './status.ts'

/** How long the sync's word that the copy is level holds: a long poll and its answer. */
const LEVEL_FOR_MS = 60_000

/** The world as the engine meets it; tests bring their own clock, randomness and network. */
export interface WorldPorts extends Pick<SyncPorts, 'clock' | 'random' | 'stopwatch' | 'sleep' | 'giveWay'> {
  readonly fetch: typeof globalThis.fetch
  readonly newKey: () => string
  readonly setTimer: SetTimer
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

/** Answers for the screen's channels and for main's own questions. */
type Answers = Asks<ChannelsOf<'engine'>> & {
  readonly [Q in keyof ShellQuestions]: (
    argument: ShellQuestions[Q]['argument'],
  ) => Promise<Result<ShellQuestions[Q]['answer']>>
}

/**
 * Opens both stores and wires session, sync and outbox to the channels, one line each. When a store cannot be opened the
 * desk answers every question with that failure: nothing is written anywhere, and the screen says what to do.
 */
export function openDesk(config: EngineConfig, keptSession: string | null, world: WorldPorts): OpenedDesk {
  const { clock, log, changed } = world
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
    // A desk that slept does not know it at once: an old word of being level is none.
    return sync.isLevel() && syncedAt !== null && Math.abs(clock() - syncedAt) <= LEVEL_FOR_MS
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
    outbox.sendDue()
    changed(['queue', 'status', 'copy'])
  }
  const refunds = createRefundVerbs({ ...view, newKey: world.newKey, onQueued })
  const reviews = createReviewVerbs({ ...view, client, onQueued })
  const approvals = createApprovalVerbs({ ...view, newKey: world.newKey, onQueued })
  const auditChain = watchAudit({ ...world, desk, onBroken: () => changed(['status']) })
  const intentsOf = (chargeIds: readonly string[]) => listIntentsOfCharges(view, chargeIds)

  const answers: Answers = {
    'session.get': async () => sessions.get(),
    'session.signIn': async (argument) => {
      const signedIn = await sessions.signIn(argument)
      if (signedIn.ok) wake()
      return signedIn
    },
    'session.signOut': () => sessions.signOut(),
    'status.get': async () => {
      const status = readStatus(copies.current(), sync.status(), countQueue({ desk, session }))
      return done({ ...status, problem: auditChain.problem() ?? status.problem })
    },
    'quarantine.list': async () => {
      const copy = copies.current()
      return done(copy === null ? [] : listQuarantine(copy))
    },
    search: async ({ text }) => withPerson(() => done(searchPeople(copies.current(), text, world.stopwatch))),
    'customer.get': async ({ recordId }) => withPerson(() => readCustomer(copies.current(), intentsOf, recordId)),
    'customer.reveal': async ({ recordId }) =>
      withPerson((agent) => revealToAgent({ desk, copy: copies.current(), agent, recordId, now: clock() })),
    'draft.open': async (argument) => refunds.openDraft(argument),
    'draft.save': async (argument) => refunds.saveDraft(argument),
    'refund.submit': async (argument) => refunds.submit(argument),
    'refund.cancel': async (argument) => refunds.cancel(argument),
    'refund.acknowledge': async (argument) => refunds.acknowledge(argument),
    'refund.history': async (argument) => reviews.history(argument),
    'refund.review': (argument) => reviews.review(argument),
    'refund.askAgain': (argument) => reviews.askAgain(argument),
    'refund.closeAsNotExecuted': (argument) => reviews.closeAsNotExecuted(argument),
    'refund.retryNow': async (argument) => reviews.retryNow(argument),
    'refund.supervise': (argument) => reviews.supervise(argument),
    'approval.list': async () => approvals.list(),
    'approval.decide': async (argument) => approvals.decide(argument),
    'queue.list': async (day) => listQueue(view, day),
    'report.csv': async (day) => writeReport({ desk, session }, day),
    'queue.count': async () => done({ waiting: countQueue({ desk, session }).queued }),
  }

  /** Customer data is for somebody who has signed in on this desk. */
  function withPerson<T>(answer: (person: User) => Result<T>): Result<T> {
    const person = session.user()
    return person === null ? failed('signed_out') : answer(person)
  }

  session.start(keptSession)
  settleAll()
  outbox.start()
  sync.start()
  void auditChain.start()

  return {
    answer: (question, argument) => {
      const answer = answers[question] as (argument: unknown) => Promise<Result<unknown>>
      return answer(argument)
    },
    wake,
    stop: async () => {
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
