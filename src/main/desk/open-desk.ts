import { join } from 'node:path'
import type { Asks, ChannelsOf } from '../../preload/contract.ts'
import type { Result, Topic, User } from '../../preload/model.ts'
import { createCentralClient } from '../central/client.ts'
import { createSession } from '../central/session.ts'
import { createTransport } from '../central/transport.ts'
import { done, failed } from '../domain/result.ts'
import type { EngineConfig, EngineQuestion, Log, ShellQuestions } from '../engine-protocol.ts'
import type { SetTimer } from '../outbox/connection.ts'
import { createOutbox } from '../outbox/send.ts'
import { settleFromCopy, settleFromFeed } from '../outbox/settle.ts'
import { openCopyStore } from '../store/copy-store.ts'
import { openDatabase } from '../store/open.ts'
import { listQuarantine } from '../store/quarantine.ts'
import { readLastUser, writeLastUser } from '../store/settings.ts'
import type { SyncPorts } from '../sync/ports.ts'
import { createSync } from '../sync/sync.ts'
import { readCustomer } from './customer.ts'
import { countQueue, listIntentsOfCharges, listQueue } from './queue.ts'
import { createRefundVerbs } from './refund.ts'
import { writeReport } from './report.ts'
import { revealToAgent } from './reveal-contact.ts'
import { searchPeople } from './search.ts'
import { createSessionVerbs } from './session.ts'
import { readStatus } from './status.ts'

/** The world as the engine meets it; tests bring their own clock, randomness and network. */
export interface WorldPorts extends Pick<SyncPorts, 'clock' | 'random' | 'stopwatch' | 'sleep' | 'giveWay'> {
  readonly fetch: typeof globalThis.fetch
  readonly newKey: () => string
  readonly setTimer: SetTimer
  readonly log: Log
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
  const deskOpened = openDatabase({
    file: join(config.storeFolder, 'desk.db'),
    migrationsFolder: join(config.migrationsFolder, 'desk'),
  })
  if (!deskOpened.ok) return closedDesk(deskOpened, log)
  const copiesOpened = openCopyStore({
    folder: config.storeFolder,
    migrationsFolder: join(config.migrationsFolder, 'copy'),
  })
  if (!copiesOpened.ok) return closedDesk(copiesOpened, log)
  const [transport, desk, copies] = [transportOpened.value, deskOpened.value, copiesOpened.value]

  const session = createSession({
    transport,
    clock,
    keepSession: world.keepSession,
    lastUser: { read: () => readLastUser(desk), write: (user) => writeLastUser(desk, user) },
    onChanged: () => changed(['session', 'status', 'queue']),
  })
  const client = createCentralClient({ transport, tokens: session, clock })
  const outbox = createOutbox({
    ...world,
    desk,
    client,
    transport,
    session,
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

  const view = { desk, session, isOnline: outbox.isOnline, clock }
  const sessions = createSessionVerbs({ session, desk, tokensKept: config.tokensKept })
  const refunds = createRefundVerbs({
    ...view,
    copy: copies.current,
    newKey: world.newKey,
    onQueued: () => {
      outbox.sendDue()
      changed(['queue', 'status', 'copy'])
    },
  })
  const intentsOf = (chargeIds: readonly string[]) => listIntentsOfCharges(view, chargeIds)

  const answers: Answers = {
    'session.get': async () => sessions.get(),
    'session.signIn': async (argument) => {
      const signedIn = await sessions.signIn(argument)
      if (signedIn.ok) wake()
      return signedIn
    },
    'session.signOut': () => sessions.signOut(),
    'status.get': async () => done(readStatus(copies.current(), sync.status(), countQueue({ desk, session }))),
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

  return {
    answer: (question, argument) => {
      const answer = answers[question] as (argument: unknown) => Promise<Result<unknown>>
      return answer(argument)
    },
    wake,
    stop: async () => {
      await Promise.all([sync.stop(), outbox.stop()])
      copies.close()
      desk.close()
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
