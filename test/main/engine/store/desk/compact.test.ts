import { randomUUID } from 'node:crypto'
import { appendFileSync, copyFileSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { meaningOf } from '../../../../../src/main/engine/domain/refund/meaning.ts'
import { WORTH_A_REWRITE } from '../../../../../src/main/engine/store/desk/compact.ts'
import type { DeskStore } from '../../../../../src/main/engine/store/desk/desk.ts'
import { applyMeaning, insertIntent, startAttempt } from '../../../../../src/main/engine/store/desk/intent-steps.ts'
import { findIntent } from '../../../../../src/main/engine/store/desk/intents.ts'
import { RETAINED_FOR_MS } from '../../../../../src/main/engine/store/desk/journal-retention.ts'
import { openDeskStore } from '../../../../../src/main/engine/store/desk-store.ts'
import { openJournalFile, REPLACE_STEPS } from '../../../../../src/main/engine/store/journal/journal-file.ts'
import { readLine } from '../../../../../src/main/engine/store/journal/journal-line.ts'
import type { LogRecord } from '../../../../../src/shared/engine-protocol.ts'
import { expectOk } from '../../working-desk.ts'

const DAY_MS = 24 * 60 * 60 * 1_000
/** Repeats that make a rewrite worth while: three refunds have three lines each, for queued, sent and paid. */
const REPEATS = Math.ceil(WORTH_A_REWRITE / 9)

let base: string
let now: number
let logged: LogRecord[]
let desk: DeskStore
let close: () => void

const journal = () => join(base, 'journal', 'refunds.jsonl')
const database = () => join(base, 'desk', 'desk.db')

/** Opens the files of the desk as the engine does; `reached` may throw at a step of the journal's replacement. */
function open(reached?: Parameters<typeof openJournalFile>[1]): void {
  logged = []
  const journalFile = expectOk(openJournalFile(journal(), reached))
  try {
    desk = expectOk(
      openDeskStore({
        folder: join(base, 'desk'),
        migrationsFolder: join(import.meta.dirname, '../../../../../resources/migrations/desk'),
        journalFile,
        clock: () => now,
        log: (record) => logged.push(record),
        reached: () => {},
      }),
    )
  } catch (error) {
    journalFile.close()
    throw error
  }
  close = () => {
    desk.close()
    journalFile.close()
  }
}

function reopen(between: () => void = () => {}, reached?: Parameters<typeof openJournalFile>[1]): void {
  close()
  between()
  open(reached)
}

beforeEach(() => {
  base = mkdtempSync(join(tmpdir(), 'once-compact-'))
  now = Date.UTC(2026, 0, 5)
  open()
})

afterEach(() => {
  close()
  rmSync(base, { recursive: true, force: true })
})

/** Inserts an intent for a charge of its own, inside a write. */
function insertWish(): string {
  const key = randomUUID()
  insertIntent(desk, {
    key,
    agentId: 'u-ada',
    agentName: 'Ada Agent',
    chargeId: `charge of ${key}`,
    amountMinor: 100,
    currency: 'USD',
    reason: 'other',
    note: '',
    expectedRefundedMinor: 0,
    body: Buffer.from(`{"for":"${key}"}`),
    bodySha256: 'x',
    gateway: 'old',
    createdAt: now,
    bookingId: 'r',
    bookingReference: 'K3J9QX',
    travellerName: 'Davey Jones',
    flightNumber: 'EI164',
    departure: '2027-02-28T20:15',
    cardLast4: '4242',
    cardBrand: 'visa',
  })
  return key
}

const at = () => ({ now, dueAt: now, why: 'answer' })

function applyRefund(key: string, event: 'accepted' | 'not_given', state: 'succeeded' | 'pending' | 'failed'): void {
  const refund = {
    id: `refund of ${key}`,
    idempotencyKey: key,
    chargeId: `charge of ${key}`,
    amountMinor: 100,
    currency: 'USD',
    state,
    updatedAt: now,
  }
  applyMeaning(desk, key, { ...meaningOf(event), refund }, at())
}

/** An intent with these steps, in one write; gives its key. */
function makeIntent(...steps: readonly ((key: string) => void)[]): string {
  return expectOk(
    desk.write('submit', () => {
      const key = insertWish()
      for (const step of steps) step(key)
      return key
    }),
  )
}

const sent = (key: string) => void startAttempt(desk, key, now)
const paid = (key: string) => applyRefund(key, 'accepted', 'succeeded')
const accepted = (key: string) => applyRefund(key, 'accepted', 'pending')
const refused = (key: string) => void applyMeaning(desk, key, meaningOf('refused', 'not_captured'), at())
const refusedForGateway = (key: string) => void applyMeaning(desk, key, meaningOf('refused', 'wrong_gateway'), at())
const seen = (key: string) => void applyMeaning(desk, key, meaningOf('seen'), at())
const takenBack = (key: string) => void applyMeaning(desk, key, meaningOf('take_back'), at())

/** Three paid refunds, whose lines are repeated in the journal so often that a rewrite is worth while. */
function payMany(): readonly string[] {
  const before = lines().length
  const keys = [1, 2, 3].map(() => makeIntent(sent, paid))
  const added = lines()
    .slice(before)
    .map((line) => `${line}\n`)
    .join('')
  appendFileSync(journal(), added.repeat(REPEATS - 1))
  return keys
}

const lines = () => readFileSync(journal(), 'utf8').split('\n').filter(Boolean)
const keysIn = () => new Set(lines().map((line) => readLine(line)?.key))
const states = (keys: readonly string[]) => keys.map((key) => findIntent(desk, key)?.state)

describe('a journal that is mostly about refunds that were settled long ago', () => {
  test('drops the lines of those refunds and keeps every other line unchanged', () => {
    const gone = [...payMany(), makeIntent(sent, refused, seen)]
    const kept = [
      makeIntent(),
      makeIntent(sent),
      makeIntent(sent, accepted),
      makeIntent(sent, refused),
      makeIntent(takenBack),
      // The refusal binds no key, so an old backup might still have this refund executed.
      makeIntent(sent, refusedForGateway, seen),
      makeIntent(sent, (key) => applyRefund(key, 'not_given', 'failed')),
    ]
    now += RETAINED_FOR_MS - DAY_MS
    kept.push(makeIntent(sent, paid))
    now += DAY_MS
    const before = lines().filter((line) => !gone.includes(readLine(line)?.key ?? ''))
    reopen()
    expect(lines()).toEqual(before)
    expect(logged).toMatchObject([{ level: 'info', fields: { lines: 9 * REPEATS + 4 } }])
    expect(statSync(journal()).mode & 0o777).toBe(0o600)
    expect(states(gone).filter((state) => state === undefined)).toEqual([])
    reopen()
    expect([lines(), logged]).toEqual([before, []])
    reopen(() => rmSync(database()))
    expect(states(kept)).toEqual([
      'unknown',
      'unknown',
      'confirmed',
      'refused',
      'cancelled',
      'refused',
      'refused',
      'confirmed',
    ])
    expect(states(gone.slice(0, 1))).toEqual([undefined])
  })

  test('is not rewritten before its time, for few lines, or while a line is damaged', () => {
    payMany()
    now += RETAINED_FOR_MS - 1
    reopen()
    expect(lines()).toHaveLength(9 * REPEATS)
    now += 1
    reopen(() => {
      const [first = '', ...rest] = lines()
      writeFileSync(
        journal(),
        [`${first.slice(0, 20)}~${first.slice(21)}`, ...rest].map((line) => `${line}\n`).join(''),
      )
    })
    expect(lines().length).toBeGreaterThanOrEqual(9 * REPEATS)
  })

  test('accepts new steps afterwards, and repeats the promise of a dropped intent', () => {
    const [first = ''] = payMany()
    now += RETAINED_FOR_MS
    reopen()
    expect(keysIn().size).toBe(0)
    const fresh = makeIntent()
    expectOk(
      desk.write('feed', () => applyMeaning(desk, first, { ...meaningOf('not_given', 'failed'), refund: null }, at())),
    )
    expect(keysIn()).toEqual(new Set([fresh, first]))
    reopen(() => rmSync(database()))
    expect(states([first, fresh])).toEqual(['needs_review', 'unknown'])
    expect(findIntent(desk, first)?.body.toString()).toBe(`{"for":"${first}"}`)
  })

  test('meets an old backup: the live intents of the backup ask by key first and are written to the journal again', () => {
    const early = makeIntent()
    desk.sqlite.pragma('wal_checkpoint(TRUNCATE)')
    copyFileSync(database(), join(base, 'backup'))
    expectOk(
      desk.write('answer', () => {
        sent(early)
        paid(early)
      }),
    )
    payMany()
    now += RETAINED_FOR_MS
    const later = makeIntent()
    reopen()
    expect(keysIn()).toEqual(new Set([later]))
    reopen(() => {
      for (const suffix of ['-wal', '-shm']) rmSync(`${database()}${suffix}`, { force: true })
      copyFileSync(join(base, 'backup'), database())
    })
    expect(findIntent(desk, early)).toMatchObject({ state: 'queued', askFirst: true })
    expect(keysIn()).toEqual(new Set([later, early]))
  })
})

describe('a process that ends while the journal is rewritten', () => {
  test.each(REPLACE_STEPS)(
    'leaves either the old or the new journal after the step "%s", and loses no refund',
    (last) => {
      payMany()
      const kept = [makeIntent(), makeIntent(sent), makeIntent(sent, accepted), makeIntent(takenBack)]
      now += RETAINED_FOR_MS
      const [old, small] = [lines(), lines().slice(-8)]
      const processEnd = new Error('the process ends here')
      close()
      const dies = (step: string) => {
        if (step === last) throw processEnd
      }
      expect(() => open(dies)).toThrow(processEnd)
      close = () => {}
      expect([old, small]).toContainEqual(lines())
      // The database is lost at this very moment, so only the journal is left.
      rmSync(database())
      open()
      expect(states(kept)).toEqual(['unknown', 'unknown', 'confirmed', 'cancelled'])
    },
  )

  test.each(['written', 'closed', 'renamed'] as const)(
    'does not stop the desk from opening when the disk fails after the step "%s"; the journal goes on',
    (at) => {
      payMany()
      const waiting = makeIntent()
      now += RETAINED_FOR_MS
      reopen(undefined, (step) => {
        if (step === at) throw Object.assign(new Error('full'), { code: 'ENOSPC' })
      })
      expect(logged).toMatchObject([{ level: 'warn', fields: { kind: 'disk_full' } }])
      const next = makeIntent()
      reopen()
      reopen(() => rmSync(database()))
      expect(states([waiting, next])).toEqual(['unknown', 'unknown'])
    },
  )
})
