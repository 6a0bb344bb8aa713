import { existsSync, renameSync } from 'node:fs'
import { basename, join } from 'node:path'
import type { Log } from '../../../shared/engine-protocol.ts'
import type { Result } from '../../../shared/model/index.ts'
import { done } from '../../../shared/result.ts'
import type { Reached } from '../domain/reached.ts'
import { compactJournal } from './desk/compact.ts'
import type { DeskStore } from './desk/desk.ts'
import { mendDesk } from './desk/mend.ts'
import { type Journal, openJournal } from './journal/journal.ts'
import type { JournalFile } from './journal/journal-file.ts'
import type { JournalLine } from './journal/journal-line.ts'
import { isDamage, openDatabase, type Store, storeFailure, writeInOneGo } from './sqlite/open.ts'

/** What a desk store is opened with. */
export interface DeskStorePorts {
  /** Holds `desk.db`. */
  readonly folder: string
  readonly migrationsFolder: string
  readonly journalFile: JournalFile
  readonly clock: () => number
  readonly log: Log
  readonly reached: Reached
}

/**
 * Opens both files and mends each from the other. A `desk.db` that is no database any more is moved aside, bytes intact, and a
 * new one is made from the journal. Fails with `store_newer`, `store_unreadable`, `disk_full`.
 */
export function openDeskStore(ports: DeskStorePorts): Result<DeskStore> {
  const { journalFile, clock, log, reached } = ports
  const opened = openOrReplace(ports)
  if (!opened.ok) return opened
  const journal = openJournal(journalFile)
  if (!journal.ok) {
    opened.value.close()
    return journal
  }
  const desk = withJournal(opened.value, journal.value, reached)
  const mended = desk.write('mend', () => mendDesk(desk, journal.value.lines, clock()))
  if (!mended.ok) {
    desk.close()
    return mended
  }
  const fields = { ...mended.value, damaged: journal.value.damaged }
  const isAmiss = Object.values(fields).some((count) => count > 0)
  if (isAmiss) log({ level: 'warn', scope: 'store', message: 'The desk and its journal were not the same', fields })
  else tidy(desk, journal.value, ports)
  return done(desk)
}

/** What cannot be tidied away stays, and the desk works all the same. */
function tidy(desk: Store, journal: Journal, { clock, log }: DeskStorePorts): void {
  const gone = compactJournal(desk, journal, clock())
  if (!gone.ok) {
    const { kind, code } = gone.failure
    const fields = { kind, code: code ?? null }
    log({ level: 'warn', scope: 'store', message: 'The journal could not be made smaller', fields })
  } else if (gone.value > 0) {
    log({ level: 'info', scope: 'store', message: 'The journal was made smaller', fields: { lines: gone.value } })
  }
}

function withJournal(store: Store, journal: Journal, reached: Reached): DeskStore {
  let taken: JournalLine[] = []
  /** Committed, and not yet in the journal. */
  let owed: JournalLine[] = []

  function journalOwed(): Result<null> {
    if (owed.length === 0) return done(null)
    const journaled = journal.append(owed)
    if (journaled.ok) owed = []
    return journaled
  }

  return {
    ...store,
    write: (what, work, undo) => {
      reached(`${what}_begun`)
      // While the journal takes nothing, nothing new is begun: no attempt either.
      const caughtUp = journalOwed()
      if (!caughtUp.ok) return caughtUp
      taken = []
      const written = writeInOneGo(store, () => {
        const result = work()
        reached(`${what}_in_transaction`)
        return result
      })
      if (!written.ok) return written
      reached(`${what}_committed`)
      owed = taken
      const journaled = journalOwed()
      if (!journaled.ok) {
        if (undo !== undefined) writeInOneGo(store, undo)
        owed = taken
        return journaled
      }
      reached(`${what}_journaled`)
      return written
    },
    journals: (line) => void taken.push(line),
  }
}

function openOrReplace({ folder, migrationsFolder, clock, log }: DeskStorePorts): Result<Store> {
  const file = join(folder, 'desk.db')
  const opened = openDatabase({ file, migrationsFolder })
  if (opened.ok || !isDamage(opened.failure)) return opened
  const aside = `${file}.damaged-${clock()}`
  const moved = moveAside(file, aside)
  if (!moved.ok) return moved
  log({
    level: 'error',
    scope: 'store',
    message: 'The desk’s file was no database any more: it was moved aside and a new one was made',
    fields: { code: opened.failure.code ?? null, aside: basename(aside) },
  })
  return openDatabase({ file, migrationsFolder })
}

/** Gives the database and what belongs to it other names, for somebody to look at; the bytes stay as they are. */
function moveAside(file: string, aside: string): Result<null> {
  try {
    for (const suffix of ['-shm', '-wal', '']) {
      if (existsSync(file + suffix)) renameSync(file + suffix, aside + suffix)
    }
    return done(null)
  } catch (error) {
    const failure = storeFailure(error)
    if (failure === null) throw error
    return { ok: false, failure }
  }
}
