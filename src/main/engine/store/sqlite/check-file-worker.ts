import { parentPort, workerData } from 'node:worker_threads'
import Database from 'better-sqlite3'

/**
 * The pragma that checks the file. `quick_check` reads every page. `integrity_check` also compares each index with its
 * table and takes five times as long.
 */
export type CheckDepth = 'quick_check' | 'integrity_check'

/** Which file the thread checks, and how deep. */
export interface FileCheck {
  readonly file: string
  readonly depth: CheckDepth
}

// A check of a large file takes seconds, so check-file.ts runs this program in a thread of its own.
parentPort?.postMessage(check(workerData))

/** Returns `ok`, the first damage that SQLite names, or the code of the error that stopped the check. */
function check({ file, depth }: FileCheck): string {
  try {
    const database = new Database(file, { readonly: true })
    const finding = database.pragma(`${depth}(1)`, { simple: true })
    database.close()
    return String(finding)
  } catch (error) {
    return error instanceof Database.SqliteError ? error.code : String(error)
  }
}
