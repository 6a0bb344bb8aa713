import { Buffer } from 'node:buffer'
import { appendFileSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { crc32 } from 'node:zlib'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openJournal } from '../../../../../src/main/engine/store/journal/journal.ts'
import { type JournalFile, openJournalFile } from '../../../../../src/main/engine/store/journal/journal-file.ts'
import { type JournalLine, readLine, writeLine } from '../../../../../src/main/engine/store/journal/journal-line.ts'
import { expectOk, kindOf } from '../../working-desk.ts'

let file: string

beforeEach(() => {
  file = join(mkdtempSync(join(tmpdir(), 'once-journal-')), 'journal', 'refunds.jsonl')
})

afterEach(() => rmSync(dirname(dirname(file)), { recursive: true, force: true }))

function aLine(step: number, note: string | null = null): JournalLine {
  return {
    v: 2,
    key: '3f2a91c0-0000-4000-8000-000000000000',
    step,
    audit: { at: 5, who: { id: 'u', name: 'Ana' }, from: null, to: 'queued', why: 'submitted', note },
    progress: {
      state: 'queued',
      gateway: 'old',
      rerouted: false,
      attempts: 0,
      firstAttemptAt: null,
      lastAttemptAt: null,
      problemCode: null,
      refundId: null,
      centralState: null,
      centralUpdatedAt: null,
      endedAt: null,
      acknowledgedAt: null,
      faster: null,
    },
  }
}

function open(port: JournalFile = expectOk(openJournalFile(file))) {
  return { ...expectOk(openJournal(port)), close: port.close }
}

test('appended lines are there at the next opening, in a folder and a file that only the owner can read', () => {
  const journal = open()
  expect(journal.lines).toEqual([])
  expectOk(journal.append([aLine(1), aLine(2)]))
  expectOk(journal.append([aLine(3)]))
  journal.close()
  const again = open()
  expect(again.lines.map(({ step }) => step)).toEqual([1, 2, 3])
  expect(again.damaged).toBe(0)
  again.close()
  expect(statSync(dirname(file)).mode & 0o777).toBe(0o700)
  expect(statSync(file).mode & 0o777).toBe(0o600)
})

test('an incomplete last line is cut off, and the next line is intact', () => {
  const journal = open()
  expectOk(journal.append([aLine(1)]))
  journal.close()
  appendFileSync(file, writeLine(aLine(2)).slice(0, 40))
  const again = open()
  expect([again.lines.length, again.damaged]).toEqual([1, 0])
  expectOk(again.append([aLine(2)]))
  again.close()
  expect(open().lines.map(({ step }) => step)).toEqual([1, 2])
})

test('a line with a flipped byte is counted as damaged, and the other lines are read', () => {
  const journal = open()
  expectOk(journal.append([aLine(1), aLine(2), aLine(3)]))
  journal.close()
  const bytes = readFileSync(file)
  bytes[bytes.indexOf(0x0a) + 60] = 0x7e
  writeFileSync(file, bytes)
  const again = open()
  expect([again.lines.map(({ step }) => step), again.damaged]).toEqual([[1, 3], 1])
})

test('a change of any one byte of a line is detected', () => {
  const whole = writeLine(aLine(1, 'twice')).slice(0, -1)
  fc.assert(
    fc.property(fc.integer({ min: 0, max: whole.length - 1 }), fc.integer({ min: 32, max: 126 }), (place, code) => {
      const changed = whole.slice(0, place) + String.fromCharCode(code) + whole.slice(place + 1)
      expect(readLine(changed)).toEqual(changed === whole ? aLine(1, 'twice') : null)
    }),
  )
})

describe('a file that loses whatever was not synced', () => {
  /** A file of which a power cut leaves only `durable`; `fail` is the error code of the next writes. */
  function unsyncedFile(): JournalFile & { durable: Buffer; fail: string | null } {
    let written = Buffer.alloc(0)
    const port = {
      durable: Buffer.alloc(0),
      fail: null as string | null,
      read: () => port.durable,
      write: (bytes: Uint8Array) => {
        const whole = port.fail === null
        written = Buffer.concat([written, whole ? bytes : bytes.subarray(0, 20)])
        if (port.fail !== null) throw Object.assign(new Error('no room'), { code: port.fail })
      },
      sync: () => {
        port.durable = written
      },
      cut: (length: number) => {
        written = written.subarray(0, length)
      },
      replace: (bytes: Uint8Array) => {
        written = Buffer.from(bytes)
        port.durable = written
      },
      close: () => {},
    }
    return port
  }

  test('holds every line for which append has returned', () => {
    const port = unsyncedFile()
    const journal = open(port)
    for (const step of [1, 2, 3]) {
      expectOk(journal.append([aLine(step)]))
      expect(open(port).lines.map((line) => line.step)).toEqual(Array.from({ length: step }, (_, at) => at + 1))
    }
  })

  test('a full disk is a failure value, and its half-written line damages no other line', () => {
    const port = unsyncedFile()
    const journal = open(port)
    expectOk(journal.append([aLine(1)]))
    port.fail = 'ENOSPC'
    expect(kindOf(journal.append([aLine(2)]))).toBe('disk_full')
    port.fail = null
    expectOk(journal.append([aLine(2)]))
    const again = open(port)
    expect([again.lines.map(({ step }) => step), again.damaged]).toEqual([[1, 2], 1])
  })
})

test('a line of release 0.1, which called the booking a record, is read', () => {
  const { promise: _, progress: standing, ...rest } = aLine(1)
  const step = { ...rest, standing }
  const promise = {
    agentId: 'u',
    agentName: 'Ana',
    chargeId: 'c1',
    keepChargeId: null,
    amountMinor: 9_599,
    currency: 'GBP',
    reason: 'goodwill',
    note: '',
    expectedRefundedMinor: 0,
    body: 'e30=',
    bodySha256: 'x',
    createdAt: 5,
    recordId: 'b1',
    recordReference: 'K3J9QX',
    travellerName: 'Davey Jones',
    flightNumber: 'EI164',
    departure: '2020-02-28T20:15',
    cardLast4: '5100',
    cardBrand: 'visa',
    facts: null,
  }
  const written = (line: object): string => {
    const json = JSON.stringify(line)
    return `${crc32(json).toString(16).padStart(8, '0')} ${json}`
  }
  expect(readLine(written({ ...step, v: 1, promise }))?.promise).toMatchObject({
    bookingId: 'b1',
    bookingReference: 'K3J9QX',
  })
  expect(readLine(written({ ...step, v: 1 }))).toEqual(aLine(1))
})
