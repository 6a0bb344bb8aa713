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
import { attempt, isDamage } from './sqlite/failures.ts'
import { openDatabase, type Store, writeInOneGo } from './sqlite/open.ts'

/** What `openDeskStore` needs. */
export interface DeskStorePorts {
  /** The folder that holds `desk.db`. */
  readonly folder: string
  readonly migrationsFolder: string
  readonly journalFile: JournalFile
  readonly clock: () => number
  readonly log: Log
  readonly reached: Reached
}

/**
 * Opens `desk.db` and its journal and mends each from the other. When `desk.db` is not a readable database any more,
 * moves it aside unchanged and makes a new one from the journal. Fails with `store_newer`, `store_unreadable` or
 * `disk_full`.
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
  const hasDiffered = Object.values(fields).some((count) => count > 0)
  if (hasDiffered) log({ level: 'warn', scope: 'store', message: 'The desk and its journal were not the same', fields })
  else shrinkJournal(desk, journal.value, ports)
  return done(desk)
}

/** Makes the journal smaller. A failure is only logged: the desk works with a large journal too. */
function shrinkJournal(desk: Store, journal: Journal, { clock, log }: DeskStorePorts): void {
  const removed = compactJournal(desk, journal, clock())
  if (!removed.ok) {
    const { kind, code } = removed.failure
    const fields = { kind, code: code ?? null }
    log({ level: 'warn', scope: 'store', message: 'The journal could not be made smaller', fields })
  } else if (removed.value > 0) {
    log({ level: 'info', scope: 'store', message: 'The journal was made smaller', fields: { lines: removed.value } })
  }
}

function withJournal(store: Store, journal: Journal, reached: Reached): DeskStore {
  /** Lines of the transaction that runs. */
  let lines: JournalLine[] = []
  /** Lines of committed steps that the journal does not have yet. */
  let unjournaled: JournalLine[] = []

  function appendUnjournaled(): Result<null> {
    if (unjournaled.length === 0) return done(null)
    const journaled = journal.append(unjournaled)
    if (journaled.ok) unjournaled = []
    return journaled
  }

  return {
    ...store,
    write: (what, work, undo) => {
      reached(`${what}_begun`)
      // While the journal cannot be written, no new write begins, not even an attempt.
      const journalReady = appendUnjournaled()
      if (!journalReady.ok) return journalReady
      lines = []
      const written = writeInOneGo(store, () => {
        const result = work()
        reached(`${what}_in_transaction`)
        return result
      })
      if (!written.ok) return written
      reached(`${what}_committed`)
      unjournaled = lines
      const journaled = appendUnjournaled()
      if (!journaled.ok) {
        if (undo !== undefined) writeInOneGo(store, undo)
        unjournaled = lines
        return journaled
      }
      reached(`${what}_journaled`)
      return written
    },
    journals: (line) => void lines.push(line),
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

/** Renames the database and the files beside it, so that somebody can look at them; their bytes stay unchanged. */
function moveAside(file: string, aside: string): Result<null> {
  return attempt(() => {
    for (const suffix of ['-shm', '-wal', '']) {
      if (existsSync(file + suffix)) renameSync(file + suffix, aside + suffix)
    }
    return null
  })
}
