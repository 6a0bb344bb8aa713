import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setImmediate as giveWay } from 'node:timers/promises'
import { type CentralClient, createCentralClient } from '../../../src/main/engine/central/http/client.ts'
import { createTransport, type Transport } from '../../../src/main/engine/central/http/transport.ts'
import { createSession, type Session } from '../../../src/main/engine/central/session/session.ts'
import type { Reached } from '../../../src/main/engine/domain/reached.ts'
import { findChangeSince } from '../../../src/main/engine/features/refund/balance.ts'
import type { ViewPorts } from '../../../src/main/engine/features/refund/intent-view.ts'
import type { Submission } from '../../../src/main/engine/features/refund/submit.ts'
import type { Outbox } from '../../../src/main/engine/outbox/ports.ts'
import { createOutbox } from '../../../src/main/engine/outbox/send.ts'
import type { DeskStore } from '../../../src/main/engine/store/desk/desk.ts'
import { findIntent, type IntentRow } from '../../../src/main/engine/store/desk/intents.ts'
import { readLastUser, writeLastUser } from '../../../src/main/engine/store/desk/settings.ts'
import { openDeskStore } from '../../../src/main/engine/store/desk-store.ts'
import { type JournalFile, openJournalFile } from '../../../src/main/engine/store/journal/journal-file.ts'
import { openDatabase, type Store } from '../../../src/main/engine/store/sqlite/open.ts'
import { createVerbs, type Verbs } from '../../../src/main/engine/verbs.ts'
import type { LogRecord } from '../../../src/shared/engine-protocol.ts'
import type { IntentState, IntentView, Result } from '../../../src/shared/model/index.ts'
import { addCharge } from './copy-rows.ts'
import { type FlowingTime, startTime } from './flowing-time.ts'

const migrations = (which: string) => join(import.meta.dirname, '../../../resources/migrations', which)

/** A desk without windows, on real files and real HTTP; the test controls time and randomness. */
export interface WorkingDesk extends Verbs {
  readonly url: string
  readonly folder: string
  readonly time: FlowingTime
  readonly desk: DeskStore
  readonly copy: Store
  /** Whether the copy is level with the central service; true by default. */
  level: boolean
  readonly logged: readonly LogRecord[]
  readonly transport: Transport
  readonly client: CentralClient
  readonly session: Session
  readonly outbox: Outbox
  readonly view: ViewPorts
  /** The session text that safe storage was given last. */
  readonly kept: () => string | null
  readonly row: (key: string) => IntentRow
  readonly close: () => Promise<void>
}

/** The address of the desk's central service, and what differs from the defaults. */
export interface DeskOptions {
  readonly url: string
  /** By default a new temporary folder. */
  readonly folder?: string
  readonly time?: FlowingTime
  /** The session text that safe storage kept from the last run. */
  readonly kept?: string | null
  readonly attemptDeadlineMs?: number
  readonly fetch?: typeof globalThis.fetch
  readonly reached?: Reached
  readonly journalFile?: JournalFile
}

/** Opens the files in `folder` and wires the desk as the engine does; nothing is sent before `outbox.start`. */
export function openDesk(options: DeskOptions): WorkingDesk {
  const { url, folder = makeFolder(), time = startTime(), attemptDeadlineMs = 5_000 } = options
  const reached = options.reached ?? (() => {})
  const logged: LogRecord[] = []
  const log = (record: LogRecord) => void logged.push(record)
  const journalFile = options.journalFile ?? expectOk(openJournalFile(journalOf(folder)))
  const desk = expectOk(
    openDeskStore({
      folder,
      migrationsFolder: migrations('desk'),
      journalFile,
      clock: time.clock,
      log,
      reached,
    }),
  )
  const copy = expectOk(openDatabase({ file: join(folder, 'copy-1.db'), migrationsFolder: migrations('copy') }))
  const transport = expectOk(createTransport({ baseUrl: url, fetch: options.fetch ?? fetch }))
  let kept = options.kept ?? null
  const session = createSession({
    transport,
    clock: time.clock,
    keepSession: (text) => {
      kept = text
    },
    lastUser: { read: () => readLastUser(desk), write: (user) => writeLastUser(desk, user) },
    onChanged: () => {},
  })
  session.start(kept)
  const client = createCentralClient({ transport, tokens: session, clock: time.clock })
  const outbox = createOutbox({
    desk,
    client,
    transport,
    session,
    clock: time.clock,
    random: () => 0.5,
    setTimer: time.setTimer,
    burstPauseMs: 0,
    log,
    reached,
    isCopyLevel: () => at.level,
    findChange: (row) => findChangeSince(desk, copy, row),
    onChanged: () => {},
    attemptDeadlineMs,
  })
  const view = { desk, copy: () => copy, session, outbox, clock: time.clock }
  const at: WorkingDesk = {
    url,
    folder,
    time,
    desk,
    copy,
    transport,
    client,
    session,
    outbox,
    ...createVerbs({ ...view, client, newKey: randomUUID, onQueued: outbox.sendDue, giveWay }),
    view,
    level: true,
    logged,
    kept: () => kept,
    row: (key) => {
      const row = findIntent(desk, key)
      if (row === undefined) throw new Error('no such intent')
      return row
    },
    close: async () => {
      const stopped = outbox.stop()
      time.advance(10_000)
      await stopped
      desk.close()
      journalFile.close()
      copy.close()
    },
  }
  return at
}

/** A desk with a signed-in person, whose copy holds these charges. */
export async function openSignedIn(
  options: DeskOptions & {
    readonly chargeIds?: readonly string[]
    readonly username?: string
    /** By default the username. */
    readonly password?: string
  },
): Promise<WorkingDesk> {
  const { chargeIds = [], username = 'ada', password = username } = options
  const at = openDesk(options)
  for (const id of chargeIds) addCharge(at.copy, id)
  expectOk(await at.session.signIn(username, password))
  return at
}

/** Ends this run of a desk and opens the same files again; `between` runs while nobody has them open. */
export async function reopenDesk(
  { url, folder, time, kept, close }: WorkingDesk,
  change: Partial<DeskOptions> = {},
  between: () => void = () => {},
): Promise<WorkingDesk> {
  await close()
  between()
  return openDesk({ url, folder, time, kept: kept(), ...change })
}

/** Closes a desk and removes its files. */
export async function leaveDesk(at: WorkingDesk): Promise<void> {
  await at.close()
  removeFolder(at.folder)
}

/** The journal file of a desk in this folder: it lies beside the folder, not in it. */
export function journalOf(folder: string): string {
  return join(`${folder}-journal`, 'refunds.jsonl')
}

/** Makes a temporary folder for the files of one test. */
export function makeFolder(): string {
  return mkdtempSync(join(tmpdir(), 'once-desk-'))
}

/** Removes the folder and the journal beside it. */
export function removeFolder(folder: string): void {
  rmSync(folder, { recursive: true, force: true })
  rmSync(`${folder}-journal`, { recursive: true, force: true })
}

/** Opens the draft of a charge and submits it; by default it gives back the whole charge as goodwill. */
export function submit(at: WorkingDesk, chargeId: string, wish: Partial<Submission> = {}): Result<IntentView> {
  const opened = expectOk(at.refunds.openDraft({ chargeId }))
  return at.refunds.submit({
    key: opened.draft.key,
    amountMinor: 13_999,
    reason: 'goodwill',
    keepChargeId: null,
    note: 'twice at 20:03',
    expectedRefundedMinor: 0,
    ...wish,
  })
}

/** Starts the outbox and lets time flow until the intent has this state. */
export async function sendUntil({ outbox, time, row }: WorkingDesk, key: string, state: IntentState): Promise<void> {
  outbox.start()
  await time.flowUntil(() => row(key).state === state)
}

/** The value of a result; throws when the result is a failure. */
export function expectOk<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`${result.failure.kind} ${result.failure.code ?? ''}`)
  return result.value
}

/** The kind of the failure of a result, or `ok`. */
export function kindOf(result: Result<unknown>): string {
  return result.ok ? 'ok' : result.failure.kind
}
