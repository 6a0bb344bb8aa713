import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import type { Result } from '../../../../shared/model/index.ts'
import { done, failed } from '../../../../shared/result.ts'
import { storeFailure } from './open.ts'

/** A store folder held by this process alone. */
export interface Lease {
  readonly release: () => void
}

/** How long to wait for a predecessor that is just ending. */
const WAIT_MS = 1_000

/**
 * Takes the folder for this process: an exclusive lock that the system itself lets go of when the process ends, however it
 * ends. `store_in_use` while another one holds it.
 */
export function takeLease(folder: string): Result<Lease> {
  let lock: Database.Database | null = null
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    lock = new Database(join(folder, 'lease.db'), { timeout: WAIT_MS })
    lock.exec('BEGIN EXCLUSIVE')
    const held = lock
    return done({ release: () => void held.close() })
  } catch (error) {
    lock?.close()
    const failure = storeFailure(error)
    if (failure === null) throw error
    return failure.code === 'SQLITE_BUSY' ? failed('store_in_use') : { ok: false, failure }
  }
}
