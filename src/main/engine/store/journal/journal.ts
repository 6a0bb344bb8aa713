import { Buffer } from 'node:buffer'
import type { Result } from '../../../../shared/model/index.ts'
import { done } from '../../../../shared/result.ts'
import { storeFailure } from '../sqlite/open.ts'
import type { JournalFile } from './journal-file.ts'
import { type JournalLine, readLine, writeLine } from './journal-line.ts'

/**
 * The side journal: every step of every intent once more, outside the database and its folder, until the intent has been at rest
 * for long (at-rest.ts). A lost or old database is mended from it (mend.ts). What is gone with both is gone.
 */
export interface Journal {
  /** What stood in it when it was opened, in the order of writing. */
  readonly lines: readonly JournalLine[]
  /** Lines that stood in it and are not whole. */
  readonly damaged: number
  /** Appends and syncs: durable when this returns ok. Fails with `disk_full` or `store_unreadable`. */
  readonly append: (lines: readonly JournalLine[]) => Result<null>
  /** Lets go of all that it has of these intents; every other line stays as it is, byte for byte. Fails as above: then it may still have them. */
  readonly forget: (keys: ReadonlySet<string>) => Result<null>
}

/** Reads what is there. A last line without its end was never promised: it is cut off. */
export function openJournal(file: JournalFile): Result<Journal> {
  return weather(() => {
    const bytes = file.read()
    const whole = bytes.lastIndexOf(0x0a) + 1
    if (whole < bytes.length) file.cut(whole)
    const lines = linesIn(bytes.subarray(0, whole)).map(readLine)
    const kept = lines.filter((line) => line !== null)
    let isTorn = false
    return {
      lines: kept,
      damaged: lines.length - kept.length,
      append: (more) =>
        weather(() => {
          // After a write that failed half-way, the next line starts on a line of its own.
          const start = isTorn ? '\n' : ''
          isTorn = true
          file.write(Buffer.from(start + more.map(writeLine).join('')))
          file.sync()
          isTorn = false
          return null
        }),
      forget: (keys) =>
        weather(() => {
          const kept = linesIn(file.read()).filter((line) => !keys.has(readLine(line)?.key ?? ''))
          file.replace(Buffer.from(kept.map((line) => `${line}\n`).join('')))
          return null
        }),
    }
  })
}

const linesIn = (bytes: Buffer): string[] => bytes.toString('utf8').split('\n').filter(Boolean)

function weather<T>(work: () => T): Result<T> {
  try {
    return done(work())
  } catch (error) {
    const failure = storeFailure(error)
    if (failure === null) throw error
    return { ok: false, failure }
  }
}
