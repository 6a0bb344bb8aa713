import { Buffer } from 'node:buffer'
import type { Result } from '../../../../shared/model/index.ts'
import { attempt } from '../sqlite/failures.ts'
import type { JournalFile } from './journal-file.ts'
import { type JournalLine, readLine, writeLine } from './journal-line.ts'

/**
 * The side journal: it keeps every step of every intent a second time, outside of the database and its folder, until
 * the intent has long been at rest (journal-retention.ts). mend.ts restores a lost or old database from it. An intent
 * that both files have lost is lost.
 */
export interface Journal {
  /** The lines that it held when it was opened, oldest first. */
  readonly lines: readonly JournalLine[]
  /** How many damaged lines it held. */
  readonly damaged: number
  /** Appends and syncs: the lines are durable when this returns ok. Fails with `disk_full` or `store_unreadable`. */
  readonly append: (lines: readonly JournalLine[]) => Result<null>
  /**
   * Removes all lines of these intents; every other line stays the same, byte for byte. Fails with `disk_full` or
   * `store_unreadable`, and may have kept the lines then.
   */
  readonly forget: (keys: ReadonlySet<string>) => Result<null>
}

/**
 * Reads the journal. Cuts off a last line without a newline: `append` never returned ok for it. Fails with `disk_full`
 * or `store_unreadable`.
 */
export function openJournal(file: JournalFile): Result<Journal> {
  return attempt(() => {
    const bytes = file.read()
    const end = bytes.lastIndexOf(0x0a) + 1
    if (end < bytes.length) file.cut(end)
    const lines = linesIn(bytes.subarray(0, end)).map(readLine)
    const intact = lines.filter((line) => line !== null)
    let isTorn = false
    return {
      lines: intact,
      damaged: lines.length - intact.length,
      append: (added) =>
        attempt(() => {
          // A failed write may have left half a line: the next line begins after a newline.
          const start = isTorn ? '\n' : ''
          isTorn = true
          file.write(Buffer.from(start + added.map(writeLine).join('')))
          file.sync()
          isTorn = false
          return null
        }),
      forget: (keys) =>
        attempt(() => {
          const kept = linesIn(file.read()).filter((line) => !keys.has(readLine(line)?.key ?? ''))
          file.replace(Buffer.from(kept.map((line) => `${line}\n`).join('')))
          return null
        }),
    }
  })
}

const linesIn = (bytes: Buffer): string[] => bytes.toString('utf8').split('\n').filter(Boolean)
