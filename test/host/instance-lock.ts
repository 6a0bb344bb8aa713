import { mkdirSync, readdirSync, readFileSync, rmSync, watch, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'
import Database from 'better-sqlite3'

/** What a second instance passes to the first one. */
export interface SecondInstance {
  argv: string[]
  workingDirectory: string
  additionalData: unknown
}

/**
 * Allows one instance for each userData folder. The lock is an exclusive transaction on an SQLite file, so the
 * operating system ends it with the process, however the process ends. A second instance writes a note file, and the
 * first instance watches for it.
 */
export class InstanceLock {
  #held: Database.Database | undefined
  #stopWatching: (() => void) | undefined
  readonly #withinMs: number

  constructor(withinMs: number) {
    this.#withinMs = withinMs
  }

  take(folder: string, note: SecondInstance, onSecond: (second: SecondInstance) => void): boolean {
    if (this.#held) return true
    mkdirSync(folder, { recursive: true })
    const lock = new Database(join(folder, 'instance.lock'), { timeout: this.#withinMs })
    try {
      lock.exec('BEGIN EXCLUSIVE')
    } catch {
      lock.close()
      writeFileSync(join(folder, `second-${process.pid}.note`), JSON.stringify(note))
      return false
    }
    this.#held = lock
    for (const left of notesIn(folder)) rmSync(left, { force: true })
    const watcher = watch(folder, () => {
      for (const path of notesIn(folder)) {
        const second = readNote(path)
        if (!second) continue
        rmSync(path, { force: true })
        onSecond(second)
      }
    })
    this.#stopWatching = () => watcher.close()
    return true
  }

  release(): void {
    this.#stopWatching?.()
    this.#held?.close()
    this.#held = undefined
  }
}

function notesIn(folder: string): string[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.note'))
    .map((name) => join(folder, name))
}

/** Returns undefined for a note that is not complete yet. The next change of the file calls the watcher again. */
function readNote(path: string): SecondInstance | undefined {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as SecondInstance
  } catch {
    return undefined
  }
}
