import { copyFileSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { listAudit } from '../../../../../src/main/engine/store/desk/audit.ts'
import { openJournalFile } from '../../../../../src/main/engine/store/journal/journal-file.ts'
import { type ScriptedCentral, startScriptedCentral, tricks } from '../../scripted-central.ts'
import {
  expectOk,
  journalOf,
  kindOf,
  leaveDesk,
  openSignedIn,
  reopenDesk,
  submit,
  type WorkingDesk,
} from '../../working-desk.ts'

let central: ScriptedCentral
let at: WorkingDesk

beforeEach(async () => {
  central = await startScriptedCentral()
  at = await openSignedIn({ url: central.url, chargeIds: ['c-1', 'c-2', 'c-3'] })
})

afterEach(async () => {
  await leaveDesk(at)
  await central.stop()
})

const file = (name: string) => join(at.folder, name)
const keysAskedFor = () =>
  central.seen
    .filter((it) => it.path.startsWith('/v1/refunds/by-key/'))
    .map((it) => it.path.slice('/v1/refunds/by-key/'.length))
const steps = (key: string) => listAudit(at.desk, 'refund', key).map((step) => step.why)

/** Closes the desk, runs `between`, and opens the same files again. */
async function reopen(between: () => void = () => {}): Promise<void> {
  at = await reopenDesk(at, {}, between)
}

async function sendAll(...keys: string[]): Promise<void> {
  at.outbox.start()
  await at.time.flowUntil(() => keys.every((key) => ['confirmed', 'refused'].includes(at.row(key).state)))
}

test('a desk that agrees with its journal is left unchanged', async () => {
  const { key } = expectOk(submit(at, 'c-1'))
  await sendAll(key)
  const before = readFileSync(journalOf(at.folder))
  await reopen()
  expect(readFileSync(journalOf(at.folder)).equals(before)).toBe(true)
  expect(at.logged).toEqual([])
})

test('after the database is lost, the desk looks up unfinished intents by key and each refund is given once', async () => {
  central.tricks.push(tricks.loseReply, ...Array.from({ length: 40 }, () => tricks.say(503, {})))
  const sent = expectOk(submit(at, 'c-1'))
  at.outbox.start()
  await at.time.flowUntil(() => central.ledger.size === 1 && at.row(sent.key).state === 'unknown')
  at.outbox.setOnline(false)
  const untried = expectOk(submit(at, 'c-2', { note: 'offline' }))
  const body = at.row(untried.key).body
  central.tricks.length = 0
  await reopen(() => {
    for (const name of readdirSync(at.folder)) if (name.startsWith('desk.db')) rmSync(file(name))
  })
  expect([at.row(sent.key).state, at.row(untried.key).state]).toEqual(['unknown', 'unknown'])
  expect(at.row(untried.key)).toMatchObject({
    attempts: 0,
    askFirst: true,
    travellerName: 'Davey Jones',
    note: 'offline',
  })
  expect(at.row(untried.key).body.equals(body)).toBe(true)
  expect(steps(untried.key)).toEqual(['submitted', 'restored'])
  await sendAll(sent.key, untried.key)
  expect(keysAskedFor()).toEqual(expect.arrayContaining([sent.key, untried.key]))
  expect(new Set(central.ledger.keys())).toEqual(new Set([sent.key, untried.key]))
  expect(central.refundRequests().at(-1)?.body).toBe(body.toString('utf8'))
  await reopen()
  expect(at.logged).toEqual([])
})

test('an ended intent is restored as it ended', async () => {
  central.tricks.push(tricks.say(422, { code: 'not_captured', executed: false }))
  const refused = expectOk(submit(at, 'c-1'))
  await sendAll(refused.key)
  const given = expectOk(submit(at, 'c-2'))
  await sendAll(given.key)
  const before = [at.row(refused.key), at.row(given.key)].map(({ seq: _, ...row }) => row)
  await reopen(() => rmSync(file('desk.db')))
  expect([at.row(refused.key), at.row(given.key)].map(({ seq: _, ...row }) => row)).toEqual(before)
  expect(central.refundRequests()).toHaveLength(2)
})

test('an old backup over a newer desk sends nothing again without asking first', async () => {
  const early = expectOk(submit(at, 'c-1'))
  at.desk.sqlite.pragma('wal_checkpoint(TRUNCATE)')
  copyFileSync(file('desk.db'), file('backup'))
  const later = expectOk(submit(at, 'c-2'))
  await sendAll(early.key, later.key)
  const requests = central.refundRequests().length
  await reopen(() => {
    for (const suffix of ['-wal', '-shm']) rmSync(file(`desk.db${suffix}`), { force: true })
    copyFileSync(file('backup'), file('desk.db'))
  })
  expect([at.row(early.key).state, at.row(later.key).state]).toEqual(['confirmed', 'confirmed'])
  expect(steps(early.key)).toEqual(['submitted', 'attempt_1', 'pending'])
  at.outbox.start()
  await at.time.flowUntil(at.outbox.isOnline)
  expect(central.refundRequests()).toHaveLength(requests)
  expect(at.logged[0]).toMatchObject({ fields: { replayed: 2, restored: 1 } })
})

test('a step that is in the journal twice is applied once, and the desk opens', async () => {
  const { key } = expectOk(submit(at, 'c-1'))
  at.desk.sqlite.pragma('wal_checkpoint(TRUNCATE)')
  copyFileSync(file('desk.db'), file('backup'))
  await sendAll(key)
  await reopen(() => {
    for (const suffix of ['-wal', '-shm']) rmSync(file(`desk.db${suffix}`), { force: true })
    copyFileSync(file('backup'), file('desk.db'))
    const [first = '', ...rest] = readFileSync(journalOf(at.folder), 'utf8').split('\n').filter(Boolean)
    writeFileSync(
      journalOf(at.folder),
      [first, ...rest.flatMap((line) => [line, line])].map((line) => `${line}\n`).join(''),
    )
  })
  expect(at.row(key).state).toBe('confirmed')
  expect(steps(key)).toEqual(['submitted', 'attempt_1', 'pending'])
})

test('a desk behind its journal asks by key first for every intent that has not ended', async () => {
  const waiting = expectOk(submit(at, 'c-1'))
  at.desk.sqlite.pragma('wal_checkpoint(TRUNCATE)')
  copyFileSync(file('desk.db'), file('backup'))
  expectOk(at.refunds.cancel({ key: expectOk(submit(at, 'c-2')).key }))
  await reopen(() => {
    for (const suffix of ['-wal', '-shm']) rmSync(file(`desk.db${suffix}`), { force: true })
    copyFileSync(file('backup'), file('desk.db'))
  })
  expect(at.row(waiting.key)).toMatchObject({ state: 'queued', askFirst: true })
  await sendAll(waiting.key)
  expect(keysAskedFor()).toEqual([waiting.key])
  expect(central.ledger.size).toBe(1)
})

test('the process ended between commit and journal: the step is written to the journal at the next start', async () => {
  const reached: string[] = []
  at = await reopenDesk(at, {
    journalFile: {
      ...expectOk(openJournalFile(journalOf(at.folder))),
      write: () => {
        throw Object.assign(new Error('gone'), { code: 'EIO' })
      },
    },
    reached: (step) => reached.push(step),
  })
  expect(kindOf(submit(at, 'c-1'))).toBe('not_saved')
  expect(reached.filter((step) => step.startsWith('submit'))).toEqual([
    'submit_begun',
    'submit_in_transaction',
    'submit_committed',
  ])
  const key = at.desk.sqlite.prepare('SELECT key FROM intent').pluck().get() as string
  expect(at.row(key)).toMatchObject({ state: 'cancelled', problemCode: 'not_journaled' })
  await reopen()
  expect(at.logged[0]).toMatchObject({ fields: { appended: 1, restored: 0, replayed: 0 } })
  await reopen(() => rmSync(file('desk.db')))
  expect(at.row(key).state).toBe('cancelled')
})

test('a journal that accepts no write: nothing is queued and nothing is sent', async () => {
  const queued = expectOk(submit(at, 'c-1'))
  let isFull = true
  const whole = expectOk(openJournalFile(journalOf(at.folder)))
  const write = (bytes: Uint8Array) => {
    if (isFull) throw Object.assign(new Error('full'), { code: 'ENOSPC' })
    whole.write(bytes)
  }
  at = await reopenDesk(at, { journalFile: { ...whole, write } })
  at.outbox.start()
  await at.time.flowUntil(at.outbox.isOnline)
  expect(kindOf(at.refunds.openDraft({ chargeId: 'c-2' }))).toBe('disk_full')
  const until = at.time.now + 20_000
  await at.time.flowUntil(() => at.time.now > until)
  expect(central.refundRequests()).toHaveLength(0)
  isFull = false
  await at.time.flowUntil(() => at.row(queued.key).state === 'confirmed')
  expect([...central.ledger.keys()]).toEqual([queued.key])
})

test('a desk.db that is no database is moved aside unchanged, and its intents are restored from the journal', async () => {
  const { key } = expectOk(submit(at, 'c-1'))
  const letter = Buffer.from('Dear colleague, this is a letter and no database. '.repeat(200))
  await reopen(() => writeFileSync(file('desk.db'), letter))
  expect(at.row(key).state).toBe('unknown')
  const aside = readdirSync(at.folder).find((name) => name.startsWith('desk.db.damaged-')) ?? expect.fail()
  expect(readFileSync(file(aside)).equals(letter)).toBe(true)
  expect(at.logged[0]).toMatchObject({ level: 'error', fields: { code: 'SQLITE_NOTADB', aside } })
  await sendAll(key)
  expect(central.ledger.size).toBe(1)
})

test('a flipped byte in the log of the database loses no refund', async () => {
  const keys = ['c-1', 'c-2', 'c-3'].map((id) => expectOk(submit(at, id)).key)
  copyFileSync(file('desk.db'), file('desk.copy'))
  copyFileSync(file('desk.db-wal'), file('desk.copy-wal'))
  await reopen(() => {
    copyFileSync(file('desk.copy'), file('desk.db'))
    const wal = readFileSync(file('desk.copy-wal'))
    const middle = Math.floor(wal.length * 0.7)
    wal[middle] = (wal[middle] ?? 0) ^ 0xff
    writeFileSync(file('desk.db-wal'), wal)
  })
  expect(at.logged[0]?.fields?.restored).toBeGreaterThan(0)
  await sendAll(...keys)
  expect(central.ledger.size).toBe(3)
})

test('a lost journal is written again by the desk', async () => {
  const { key } = expectOk(submit(at, 'c-1'))
  await reopen(() => rmSync(journalOf(at.folder)))
  await reopen(() => rmSync(file('desk.db')))
  expect(at.row(key).state).toBe('unknown')
})
