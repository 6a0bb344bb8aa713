import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setImmediate as giveWay } from 'node:timers/promises'
import { type CentralClient, createCentralClient } from '../../src/main/central/client.ts'
import { createSession, type Session } from '../../src/main/central/session.ts'
import { createTransport, type Transport } from '../../src/main/central/transport.ts'
import { type ApprovalVerbs, createApprovalVerbs } from '../../src/main/desk/approvals.ts'
import { type BulkRefundVerb, createBulkRefund } from '../../src/main/desk/bulk-refund.ts'
import { createGroupDecisionVerbs, type GroupDecisionVerbs } from '../../src/main/desk/decide-group.ts'
import type { ViewPorts } from '../../src/main/desk/intent-view.ts'
import { createRefundVerbs, type RefundVerbs } from '../../src/main/desk/refund.ts'
import { createReviewVerbs, type ReviewVerbs } from '../../src/main/desk/review.ts'
import { findChangeSince } from '../../src/main/desk/standing.ts'
import type { Submission } from '../../src/main/desk/submit-refund.ts'
import type { Reached } from '../../src/main/domain/reached.ts'
import type { LogRecord } from '../../src/main/engine-protocol.ts'
import { createOutbox, type Outbox } from '../../src/main/outbox/send.ts'
import type { DeskStore } from '../../src/main/store/desk.ts'
import { openDeskStore } from '../../src/main/store/desk-store.ts'
import { findIntent, type IntentRow } from '../../src/main/store/intents.ts'
import { type JournalFile, openJournalFile } from '../../src/main/store/journal-file.ts'
import { openDatabase, type Store } from '../../src/main/store/open.ts'
import { readLastUser, writeLastUser } from '../../src/main/store/settings.ts'
import type { Confidence, IntentView, Result, Verdict } from '../../src/preload/model.ts'
import { type FlowingTime, startTime } from './flowing-time.ts'

const migrations = (which: string) => join(import.meta.dirname, '../../resources/migrations', which)

/** A desk without windows: real files, real HTTP; only time and randomness are the test's. */
export interface WorkingDesk {
  readonly folder: string
  readonly time: FlowingTime
  readonly desk: DeskStore
  readonly copy: Store
  /** Whether the copy is level with the central service; true unless the test says otherwise. */
  level: boolean
  readonly logged: readonly LogRecord[]
  readonly transport: Transport
  readonly client: CentralClient
  readonly session: Session
  readonly outbox: Outbox
  readonly refunds: RefundVerbs
  readonly reviews: ReviewVerbs
  readonly approvals: ApprovalVerbs
  readonly groupDecisions: GroupDecisionVerbs
  readonly giveBackInBulk: BulkRefundVerb
  readonly view: ViewPorts
  /** What safe storage was given last. */
  readonly kept: () => string | null
  readonly row: (key: string) => IntentRow
  readonly close: () => Promise<void>
}

/** Opens the files in `folder` (new when there are none) and wires the desk as the engine does; nothing is sent before `outbox.start`. */
export function openDesk(options: {
  url: string
  folder?: string
  time?: FlowingTime
  kept?: string | null
  attemptDeadlineMs?: number
  fetch?: typeof globalThis.fetch
  reached?: Reached
  journalFile?: JournalFile
}): WorkingDesk {
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
    log,
    reached,
    isCopyLevel: () => at.level,
    findChange: (row) => findChangeSince(desk, copy, row),
    onChanged: () => {},
    attemptDeadlineMs,
  })
  const view = { desk, copy: () => copy, session, outbox, clock: time.clock }
  const writing = { ...view, newKey: randomUUID, onQueued: outbox.sendDue }
  const at: WorkingDesk = {
    folder,
    time,
    desk,
    copy,
    transport,
    client,
    session,
    outbox,
    refunds: createRefundVerbs(writing),
    reviews: createReviewVerbs({ ...writing, client }),
    approvals: createApprovalVerbs(writing),
    groupDecisions: createGroupDecisionVerbs(writing),
    giveBackInBulk: createBulkRefund({ ...writing, giveWay }),
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

/** Where the side journal of a desk in this folder lies: beside it, not in it. */
export function journalOf(folder: string): string {
  return join(`${folder}-journal`, 'refunds.jsonl')
}

/** A folder of its own for one test's files. */
export function makeFolder(): string {
  return mkdtempSync(join(tmpdir(), 'once-desk-'))
}

/** Removes such a folder. */
export function removeFolder(folder: string): void {
  rmSync(folder, { recursive: true, force: true })
  rmSync(`${folder}-journal`, { recursive: true, force: true })
}

/** A captured charge of 139.99 USD on a confirmed record, or as the test says. */
export function addCharge(
  copy: Store,
  id: string,
  charge: { amountMinor?: number; currency?: string; state?: string; gateway?: string; purpose?: string } = {},
  record: { status?: string; givenName?: string } = {},
): void {
  const { amountMinor = 13_999, currency = 'USD', state = 'captured', gateway = 'old', purpose = 'fare' } = charge
  copy.sqlite.prepare('INSERT OR IGNORE INTO booking (id, entity_hash) VALUES (1, zeroblob(32))').run()
  copy.sqlite.prepare("INSERT OR IGNORE INTO customer (id, key) VALUES (1, 'davey@example.org')").run()
  copy.sqlite
    .prepare(
      `INSERT INTO record (id, version, booking_id, customer_id, reference, status, channel, given_name, surname, email, flight_number,
         origin, destination, departure, card_fingerprint, card_last4, card_brand, booked_at)
       VALUES (?, 1, 1, 1, 'K3J9QX', ?, 'web', ?, 'Jones', 'davey@example.org', 'EI164', 'DUB', 'LHR', 202702282015, 'fp', '4242', 'visa', 1)`,
    )
    .run(`record-of-${id}`, record.status ?? 'confirmed', record.givenName ?? 'Davey')
  copy.sqlite
    .prepare(
      `INSERT INTO charge (id, version, record_id, purpose, amount_minor, currency, state, gateway, gateway_reference, card_fingerprint,
         card_last4, card_brand, authorised_at, captured_at)
       VALUES (?, 1, ?, ?, ?, ?, ?, ?, 'g-1', 'fp', '4242', 'visa', 1, 2)`,
    )
    .run(id, `record-of-${id}`, purpose, amountMinor, currency, state, gateway)
}

/** A refund that the central service has told of. */
export function addRefund(
  copy: Store,
  refund: { id: string; chargeId: string; amountMinor: number; state?: string; keepChargeId?: string; key?: string },
): void {
  const { id, chargeId, amountMinor, state = 'succeeded', keepChargeId = null, key = null } = refund
  copy.sqlite
    .prepare(
      `INSERT INTO refund (id, version, charge_id, keep_charge_id, amount_minor, currency, reason, note, state, requested_by_id,
         requested_by_name, idempotency_key, created_at, updated_at)
       VALUES (?, 1, ?, ?, ?, 'USD', 'other', '', ?, 'u-eve', 'Eve', ?, 1, 1)`,
    )
    .run(id, chargeId, keepChargeId, amountMinor, state, key)
}

/** Charges of one purchase, the first of them the group's address; by default a sure duplicate whose first charge is kept. */
export function addGroup(
  copy: Store,
  chargeIds: readonly string[],
  group: { verdict?: Verdict; confidence?: Confidence; keep?: string | null; giveBack?: readonly string[] } = {},
): void {
  const { verdict = 'duplicate', confidence = 'sure', keep = chargeIds[0] ?? null } = group
  const giveBack = group.giveBack ?? chargeIds.filter((id) => id !== keep)
  copy.sqlite
    .prepare(
      `INSERT INTO duplicate_group (id, flight_number, departure, verdict, confidence, reasons, purpose, amount_minor, currency,
         at_stake_minor, keep_charge_id, gateways, latest_at, is_open)
       VALUES (?, 'EI164', 202702282015, ?, ?, '[]', 'fare', 13999, 'USD', ?, ?, 'old', 1, 1)`,
    )
    .run(chargeIds[0], verdict, confidence, 13_999 * giveBack.length, keep)
  for (const [position, id] of chargeIds.entries()) {
    const part = id === keep ? 'keep' : giveBack.includes(id) ? 'give_back' : 'other'
    copy.sqlite
      .prepare('INSERT INTO group_charge (charge_id, group_id, position, customer_id, part) VALUES (?, ?, ?, 1, ?)')
      .run(id, chargeIds[0], position, part)
  }
}

/** Opens the panel of a charge and submits it, by default all of it as goodwill. */
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

/** The value of a result that must have gone well. */
export function expectOk<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`${result.failure.kind} ${result.failure.code ?? ''}`)
  return result.value
}

/** The kind of a result that must have failed. */
export function kindOf(result: Result<unknown>): string {
  return result.ok ? 'ok' : result.failure.kind
}
