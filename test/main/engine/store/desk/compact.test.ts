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
/** Each paid refund has three steps: asked, sent, paid. */
const TIMES = Math.ceil(WORTH_A_REWRITE / 9)

let base: string
let now: number
let logged: LogRecord[]
let desk: DeskStore
let close: () => void

const journal = () => join(base, 'journal', 'refunds.jsonl')
const database = () => join(base, 'desk', 'desk.db')

/** Opens the desk's files as the engine does; `reached` may end the process at a step of the journal's replacement. */
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
        log: (booking) => logged.push(booking),
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

/** An intent of its own charge; part of a write. */
function wish(): string {
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

function tell(key: string, event: 'accepted' | 'not_given', state: 'succeeded' | 'pending' | 'failed'): void {
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

/** Steps of one intent of its own, in one write. */
function made(...steps: readonly ((key: string) => void)[]): string {
  return expectOk(
    desk.write('submit', () => {
      const key = wish()
      for (const step of steps) step(key)
      return key
    }),
  )
}

const sent = (key: string) => void startAttempt(desk, key, now)
const paid = (key: string) => tell(key, 'accepted', 'succeeded')
const accepted = (key: string) => tell(key, 'accepted', 'pending')
const refused = (key: string) => void applyMeaning(desk, key, meaningOf('refused', 'not_captured'), at())
const turnedAway = (key: string) => void applyMeaning(desk, key, meaningOf('refused', 'wrong_gateway'), at())
const seen = (key: string) => void applyMeaning(desk, key, meaningOf('seen'), at())
const takenBack = (key: string) => void applyMeaning(desk, key, meaningOf('take_back'), at())

/** Three refunds that were paid out, each of whose lines stands in the journal so often that a rewrite is worth it. */
function payMany(): readonly string[] {
  const before = lines().length
  const keys = [1, 2, 3].map(() => made(sent, paid))
  const theirs = lines()
    .slice(before)
    .map((line) => `${line}\n`)
    .join('')
  appendFileSync(journal(), theirs.repeat(TIMES - 1))
  return keys
}

const lines = () => readFileSync(journal(), 'utf8').split('\n').filter(Boolean)
const keysIn = () => new Set(lines().map((line) => readLine(line)?.key))
const states = (keys: readonly string[]) => keys.map((key) => findIntent(desk, key)?.state)

describe('a journal that is mostly of refunds long at rest', () => {
  test('lets go of those, and of nothing else: every other line stays as it is', () => {
    const gone = [...payMany(), made(sent, refused, seen)]
    const kept = [
      made(),
      made(sent),
      made(sent, accepted),
      made(sent, refused),
      made(takenBack),
      // It binds no key: an old backup might still have it carried out.
      made(sent, turnedAway, seen),
      made(sent, (key) => tell(key, 'not_given', 'failed')),
    ]
    now += RETAINED_FOR_MS - DAY_MS
    kept.push(made(sent, paid))
    now += DAY_MS
    const before = lines().filter((line) => !gone.includes(readLine(line)?.key ?? ''))
    reopen()
    expect(lines()).toEqual(before)
    expect(logged).toMatchObject([{ level: 'info', fields: { lines: 9 * TIMES + 4 } }])
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

  test('is left alone before their time, while there are few, and while a line of it is damaged', () => {
    payMany()
    now += RETAINED_FOR_MS - 1
    reopen()
    expect(lines()).toHaveLength(9 * TIMES)
    now += 1
    reopen(() => {
      const [first = '', ...rest] = lines()
      writeFileSync(
        journal(),
        [`${first.slice(0, 20)}~${first.slice(21)}`, ...rest].map((line) => `${line}\n`).join(''),
      )
    })
    expect(lines().length).toBeGreaterThanOrEqual(9 * TIMES)
  })

  test('takes new steps afterwards, with the promise again where it had forgotten it', () => {
    const [first = ''] = payMany()
    now += RETAINED_FOR_MS
    reopen()
    expect(keysIn().size).toBe(0)
    const fresh = made()
    expectOk(
      desk.write('feed', () => applyMeaning(desk, first, { ...meaningOf('not_given', 'failed'), refund: null }, at())),
    )
    expect(keysIn()).toEqual(new Set([fresh, first]))
    reopen(() => rmSync(database()))
    expect(states([first, fresh])).toEqual(['needs_review', 'unknown'])
    expect(findIntent(desk, first)?.body.toString()).toBe(`{"for":"${first}"}`)
  })

  test('an old backup under it: what was live in it asks by key first, and what it knew of the forgotten is told again', () => {
    const early = made()
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
    const later = made()
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

describe('a process that ends while the journal is made smaller', () => {
  test.each(REPLACE_STEPS)(
    'once it is %s: the journal is the old one or the new one, and no refund is lost',
    (last) => {
      payMany()
      const kept = [made(), made(sent), made(sent, accepted), made(takenBack)]
      now += RETAINED_FOR_MS
      const [old, small] = [lines(), lines().slice(-8)]
      const died = new Error('the process ends here')
      close()
      const dies = (step: string) => {
        if (step === last) throw died
      }
      expect(() => open(dies)).toThrow(died)
      close = () => {}
      expect([old, small]).toContainEqual(lines())
      // What the database alone knows now, as if it were lost at this very moment.
      rmSync(database())
      open()
      expect(states(kept)).toEqual(['unknown', 'unknown', 'confirmed', 'cancelled'])
    },
  )

  test.each(['written', 'closed', 'renamed'] as const)(
    'a disk that says no once it is %s: the desk opens, and its journal goes on',
    (at) => {
      payMany()
      const waiting = made()
      now += RETAINED_FOR_MS
      reopen(undefined, (step) => {
        if (step === at) throw Object.assign(new Error('full'), { code: 'ENOSPC' })
      })
      expect(logged).toMatchObject([{ level: 'warn', fields: { kind: 'disk_full' } }])
      const next = made()
      reopen()
      reopen(() => rmSync(database()))
      expect(states([waiting, next])).toEqual(['unknown', 'unknown'])
    },
  )
})
